import { Command, InvalidArgumentError } from 'commander';
import { cohortName } from '../api/common.ts';
import type { CohortDescription, LabelCard } from '../api/services.ts';
import { cohortSchema } from '../cohort-files/known-names.ts';
import { describeCohort } from '../records/cohorts/describe-cohort.ts';
import { labelCard } from '../records/cohorts/label-cards.ts';
import { saveCohort } from '../records/saved-cohorts.ts';
import { requireWritableDatabase, withReader, withWriter } from './database.ts';
import { withWrittenCohort, writtenCohort, type WrittenCohortWords } from './cohort-choice.ts';
import { withDatabase } from './options.ts';
import { rejectedLines } from './rejected-lines.ts';
import { runCommand, type CommandContext } from './run-command.ts';

interface CohortCommandFlags extends WrittenCohortWords {
  readonly save?: string;
  readonly card?: boolean;
  readonly schema?: boolean;
}

export function cohortCommand(): Command {
  const command = new Command('cohort').description('count who is in a cohort, step by step');
  withWrittenCohort(withDatabase(command))
    .option(
      '--save <name>',
      'save the cohort by name; another one under the same name is a new version',
      newName,
    )
    .option('--card', 'the label card of the task, instead of the counts')
    .option('--schema', 'the form of the file, as a JSON schema, instead of the counts');
  return command.action((flags: CohortCommandFlags) =>
    runCommand(flags, (context) =>
      flags.schema === true ? showSchema(context) : showCohort(flags, context),
    ),
  );
}

function showSchema({ terminal }: CommandContext): Promise<void> {
  const schema = cohortSchema();
  terminal.result(schema, () => [JSON.stringify(schema, null, 2)]);
  return Promise.resolve();
}

async function showCohort(flags: CohortCommandFlags, { terminal }: CommandContext): Promise<void> {
  const spec = await writtenCohort(flags);
  if (flags.card === true) {
    const card = await withReader(flags.database, (db) => labelCard(db, spec.task));
    terminal.result(card, () => cardLines(card));
    return;
  }
  if (flags.save !== undefined) await requireWritableDatabase(flags.database);
  const description = await withReader(flags.database, (db) => describeCohort(db, spec));
  if (flags.save === undefined) {
    terminal.result(description, () => cohortLines(description));
    return;
  }
  const name = flags.save;
  const { name: saved, version } = await withWriter(flags.database, (db) => saveCohort(db, name, spec));
  terminal.result({ ...description, saved: { name: saved, version } }, () => [
    ...cohortLines(description),
    `saved as ${saved}@${version}`,
  ]);
}

/** A name to save under; the version follows from what was saved before. */
function newName(word: string): string {
  const parsed = cohortName.safeParse(word);
  if (!parsed.success) throw new InvalidArgumentError(`${parsed.error.issues[0]?.message ?? ''}.`);
  return word;
}

function cohortLines(cohort: CohortDescription): string[] {
  const { train, validation, calibration, test } = cohort.splits;
  return [
    `${cohort.task}, ${cohort.preset} cohort, ${cohort.labels} labels, ${cohort.timing} timing`,
    '',
    ...cohort.attrition.map(({ step, left }) => `${String(left).padStart(9)}  ${step}`),
    '',
    `${cohort.labelled} labelled encounters of ${cohort.patients} patients, ${cohort.positives} positive, ${cohort.unlabelled} unlabelled`,
    ...Object.entries(cohort.presence).map(
      ([modality, counts]) =>
        `${modality.padEnd(14)} ${counts.present} present, ${counts.noneRecorded} none recorded, ${counts.unavailable} unavailable`,
    ),
    `train ${train.n} (${train.positives}), validation ${validation.n} (${validation.positives}), ` +
      `calibration ${calibration.n} (${calibration.positives}), test ${test.n} (${test.positives})`,
    ...rejectedLines(cohort.rejected),
    ...cohort.leakage.map(({ rule, count }) => `leakage: ${rule} (${count})`),
    ...cohort.warnings.map((warning) => `warning: ${warning}`),
  ];
}

function cardLines(card: LabelCard): string[] {
  return [
    card.title,
    ...(card.unsupported === null ? [] : [`not answered by this database: ${card.unsupported}`]),
    '',
    `of each:    ${card.unit}`,
    `at:         ${card.predictionTime}`,
    `positive:   ${card.positive}`,
    `negative:   ${card.negative}`,
    ...card.excluded.map((who) => `left out:   ${who}`),
    ...(card.competingEvent === null ? [] : [`competing:  ${card.competingEvent}`]),
    `timings:    ${card.timings.join(', ')} (default ${card.defaultTiming})`,
    `labels:     ${card.policies.join(', ')}`,
    ...card.caveats.map((caveat) => `note:       ${caveat}`),
  ];
}
