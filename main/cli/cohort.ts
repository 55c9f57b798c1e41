import { Command } from 'commander';
import type { CohortDescription, LabelCard } from '../api/services.ts';
import { describeCohort } from '../records/cohorts/describe-cohort.ts';
import { labelCard } from '../records/cohorts/label-cards.ts';
import { withReader } from './database.ts';
import { cohortSpecOf, withCohort, withDatabase, type CohortFlags, type DatabaseFlag } from './options.ts';
import { runCommand } from './run-command.ts';

interface CardFlag {
  readonly card?: boolean;
}

export function cohortCommand(): Command {
  const command = new Command('cohort').description('count who is in a cohort, step by step');
  withCohort(withDatabase(command)).option('--card', 'the label card of the task, instead of the counts');
  return command.action((flags: CohortFlags & CardFlag & DatabaseFlag) =>
    runCommand(flags, ({ terminal }) =>
      withReader(flags.database, (db) => {
        if (flags.card === true) {
          const card = labelCard(db, flags.task);
          terminal.result(card, () => cardLines(card));
          return;
        }
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
