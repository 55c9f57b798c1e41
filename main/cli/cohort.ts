import { Command } from 'commander';
import type { CohortDescription } from '../api/services.ts';
import { describeCohort } from '../records/cohorts/describe-cohort.ts';
import { withReader } from './database.ts';
import { cohortSpecOf, withCohort, withDatabase, type CohortFlags, type DatabaseFlag } from './options.ts';
import { runCommand } from './run-command.ts';

export function cohortCommand(): Command {
  const command = new Command('cohort').description('count who is in a cohort, step by step');
  return withCohort(withDatabase(command)).action((flags: CohortFlags & DatabaseFlag) =>
    runCommand(flags, ({ terminal }) =>
      withReader(flags.database, (db) => {
        const description = describeCohort(db, cohortSpecOf(flags));
        terminal.result(description, () => cohortLines(description));
      }),
    ),
  );
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
    ...cohort.warnings.map((warning) => `warning: ${warning}`),
  ];
}
