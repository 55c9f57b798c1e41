import type { CohortRules } from '../../api/common.ts';
import { LacunaError } from '../../errors.ts';
import type { Database } from '../database.ts';
import { type CohortDefinition, DEFAULT_RULES } from './cohort-definition.ts';
import type { CohortSource } from './cohort-source.ts';
import { type CodeSteps, codeSteps } from './code-steps.ts';
import { presenceStep } from './presence-step.ts';
import { pyhealthSteps } from './pyhealth.ts';
import { candidateReader } from './select-cohort.ts';
import type { CandidateReader, Task } from './task.ts';
import { taskOf } from './tasks.ts';
import { yaibSteps } from './yaib.ts';
import { worded } from '../../../models/wording.ts';

/** Whose records are asked. */
export interface Asked {
  readonly source: Pick<CohortSource, 'id' | 'kind'>;
  /** Row id in `patient`; everybody of the source when it is left out. */
  readonly patientId?: number;
}

/**
 * The rules of a cohort on what was recorded in the stays by their prediction times: codes first, which are quick to
 * look up, then what is present. Published studies have rules of their own, which may read more.
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
  requireSwitches(cohort, task, source);
  const { steps, counts } = codeSteps(db, { cohort, task, reader, sourceId: source.id, patientId });
  const study = [...pyhealthSteps(db, cohort), ...yaibSteps(db, cohort, task)];
  return { steps: [...steps, ...study, ...presenceStep(db, cohort, task)], counts };
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

/** A switch that a task has on another source alone would do nothing. */
function requireSwitches({ rules }: CohortDefinition, { switches }: Task, { kind }: Asked['source']): void {
  for (const name of Object.keys(rules) as (keyof CohortRules)[]) {
    if (rules[name] === DEFAULT_RULES[name] || switches.includes(name)) continue;
    throw new LacunaError('usage', worded`the rule ${name} means nothing on ${kind}`, {
      hint: switches.length === 0 ? 'leave it out' : worded`there it has ${switches.join(', ')}`,
    });
  }
}
