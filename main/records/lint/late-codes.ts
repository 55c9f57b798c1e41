import { LacunaError } from '../../errors.ts';
import { type CohortDefinition, isAtDischarge } from '../cohorts/cohort-definition.ts';
import { Tally } from '../cohorts/tally.ts';
import { conceptName } from '../evidence/concept-name.ts';
import {
  type Check,
  type LintRule,
  type LintSubject,
  perFeature,
  type SeenEncounter,
  settled,
} from './rule.ts';
import { sentence, worded } from '../../../models/wording.ts';

/** Whether the timing admits what is only written at discharge, for a prediction that is made before it. */
function admitsLateSources({ timing, task }: CohortDefinition): boolean {
  return timing === 'retrospective' && !isAtDischarge(task);
}

/**
 * Refuses evidence that would hold codes and summaries of stays that have not ended.
 * @throws {LacunaError} `leakage`, with the number of encounters concerned.
 */
export function refuseLateSources(cohort: CohortDefinition, encounters: number): void {
  if (encounters === 0 || !admitsLateSources(cohort)) return;
  throw new LacunaError(
    'leakage',
    worded`codes and summaries of ${encounters} encounters are written after the prediction time of ${cohort.task}`,
    { hint: 'choose the timing "available" for a prediction made before discharge' },
  );
}

function startTiming({ cohort, encounters }: LintSubject): Check {
  if (encounters.length === 0 || !admitsLateSources(cohort)) return settled([]);
  return settled([
    {
      severity: 'error',
      feature: null,
      detail: sentence`stays that have not ended when their codes and summaries are taken; choose the timing "available"`,
      count: encounters.length,
    },
  ]);
}

export const CODES_BEFORE_DISCHARGE: LintRule = {
  name: 'codes-before-discharge',
  title: 'Discharge codes during the stay',
  meaning:
    'Billing codes and the discharge summary are written after the stay and sum it up; a prediction during the stay that reads them knows how it ends.',
  reads: 'cohort',
  start: startTiming,
};

/** Of a cohort that takes only what was available: codes of a stay that had not ended by the prediction time. */
function startCodes({ cohort, dictionaries }: LintSubject): Check | null {
  if (cohort.timing !== 'available') return null;
  const counts = new Tally();
  return {
    see: (seen) => {
      for (const conceptId of unfinishedCodes(seen))
        counts.add(conceptName(dictionaries.codes.concept(conceptId)));
    },
    findings: () =>
      perFeature(
        'error',
        counts.toRecord(),
        sentence`codes of stays that had not ended at the prediction time`,
      ),
  };
}

function* unfinishedCodes({ context, selected }: SeenEncounter): Generator<number> {
  const { predictionMinute, admissionIds } = context.encounter;
  const earlier = context.record.admissions.filter(
    ({ id, endMinute }) => !admissionIds.includes(id) && endMinute !== null && endMinute <= predictionMinute,
  );
  const ended = new Set(earlier.map(({ id }) => id));
  for (const { row } of [...selected.diagnoses, ...selected.procedures]) {
    const hasTime = 'eventMinute' in row || ('origin' in row && row.origin === 'procedureevents');
    if (!hasTime && (row.encounterId === null || !ended.has(row.encounterId))) yield row.conceptId;
  }
}

export const CODE_OF_UNFINISHED_STAY: LintRule = {
  name: 'code-of-unfinished-stay',
  title: 'Codes of a stay that has not ended',
  meaning:
    'A diagnosis or procedure code is dated to the stay, but it is assigned weeks after the discharge: only codes of earlier stays are known at the bedside.',
  reads: 'records',
  start: startCodes,
};
