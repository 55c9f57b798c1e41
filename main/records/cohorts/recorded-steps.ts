import { LacunaError } from '../../errors.ts';
import type { Database } from '../database.ts';
import type { CohortDefinition } from './cohort-definition.ts';
import type { CohortSource } from './cohort-source.ts';
import { type CodeSteps, codeSteps } from './code-steps.ts';
import { presenceStep } from './presence-step.ts';
import { candidateReader } from './select-cohort.ts';
import type { CandidateReader } from './task.ts';
import { taskOf } from './tasks.ts';

/** Whose records are asked. */
export interface Asked {
  readonly source: Pick<CohortSource, 'id' | 'kind'>;
  /** Row id in `patient`; everybody of the source when it is left out. */
  readonly patientId?: number;
}

/**
 * The rules of a cohort on what was recorded in the stays by their prediction times: codes first, which are quick to
 * look up, then what is present.
 * @throws {LacunaError} `leakage`; `usage` where the source cannot tell what a filter asks.
 */
export function recordedSteps(
  db: Database,
  cohort: CohortDefinition,
  { source, patientId }: Asked,
): CodeSteps {
  const task = taskOf(cohort.task, source.kind);
  const reader = candidateReader(source.kind);
  requireOrder(cohort, reader);
  const { steps, counts } = codeSteps(db, { cohort, task, reader, sourceId: source.id, patientId });
  return { steps: [...steps, ...presenceStep(db, cohort, task)], counts };
}

function requireOrder({ filters }: CohortDefinition, { isInOrder }: CandidateReader): void {
  if (filters.admissions !== 'first' || isInOrder) return;
  throw new LacunaError(
    'usage',
    'the hospital stays of a person have no order in this source, so none is first',
    {
      hint: 'the rule unitStays=first keeps the first stay of each hospital stay',
    },
  );
}
