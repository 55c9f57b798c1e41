import { Command } from 'commander';
import { diagnoseModel, type DiagnosisReport } from '../audit/diagnose-model.ts';
import { withLoadedModel } from '../prediction/loaded-model.ts';
import { withReader } from './database.ts';
import { diagnosisLines } from './diagnosis-lines.ts';
import { withDatabase, type DatabaseFlag } from './options.ts';
import { pathName } from './parse.ts';
import { runCommand } from './run-command.ts';

interface DiagnoseFlags extends DatabaseFlag {
  readonly model: string;
}

export function diagnoseCommand(): Command {
  const command = new Command('diagnose')
    .description(
      'look into a model on its validation split: rank, similarity, separation, what became of each modality',
    )
    .requiredOption('--model <bundle>', 'bundle folder or .lacuna file', pathName);
  return withDatabase(command).action((flags: DiagnoseFlags) =>
    runCommand(flags, async ({ terminal }) => {
      const report: DiagnosisReport = await withReader(flags.database, (db) =>
        withLoadedModel(flags.model, (model) => diagnoseModel(db, model)),
      );
      terminal.result(report, () => diagnosisLines(report));
    }),
  );
}
