import { Command } from 'commander';
import type { Neighbourhood } from '../api/services.ts';
import { withLoadedModel } from '../prediction/loaded-model.ts';
import { neighbourhood } from '../prediction/neighbourhood.ts';
import { referenceStays } from '../prediction/reference-stays.ts';
import { withReader } from './database.ts';
import { withDatabase, type DatabaseFlag } from './options.ts';
import { pathName } from './parse.ts';
import { runCommand } from './run-command.ts';

interface NeighbourFlags extends DatabaseFlag {
  readonly model: string;
  readonly encounter: string;
}

export function neighboursCommand(): Command {
  const command = new Command('neighbours')
    .description('compare a stay with those that a model was not trained on')
    .requiredOption('--model <bundle>', 'bundle folder or .lacuna file', pathName)
    .requiredOption('--encounter <id>', "the source's id of an encounter, or source:id");
  return withDatabase(command).action((flags: NeighbourFlags) =>
    runCommand(flags, async ({ terminal }) => {
      const around = await withReader(flags.database, (db) =>
        withLoadedModel(flags.model, (model) =>
          neighbourhood(db, model, referenceStays(db, model), flags.encounter),
        ),
      );
      terminal.result(around, () => neighbourLines(around));
    }),
  );
}

const percent = (probability: number): string => `${(100 * probability).toFixed(1)} %`;

function neighbourLines({ n, nearest, pattern, ifKnown }: Neighbourhood): string[] {
  const events = nearest.filter(({ hadEvent }) => hadEvent).length;
  return [
    `the same modalities are known in ${pattern.n} of ${n} stays that the model was not trained on`,
    ...ifKnown.map(
      ({ modality, low, middle, high }) =>
        `if ${modality} were known: ${percent(low)} to ${percent(high)} in eight of ten cases, most likely near ${percent(middle)}`,
    ),
    `${events} of the ${nearest.length} nearest had the event:`,
    ...nearest.map(
      ({ encounter, hadEvent, probability, similarity }) =>
        `  ${encounter.padEnd(12)} similarity ${similarity.toFixed(2)}  ${percent(probability).padStart(7)}  ${hadEvent ? 'had the event' : 'did not'}`,
    ),
  ];
}
