import type { SourceKind } from '../../api/services.ts';
import type { SplitName } from '../../../models/training/dataset.ts';
import { admissionCandidates } from './admission-candidates.ts';
import type { CohortDefinition } from './cohort-definition.ts';
import { unitStayCandidates } from './eicu/unit-stay-candidates.ts';
import { cohortSteps } from './cohort-steps.ts';
import type { PatientHistory } from './patient-history.ts';
import { splitRule } from './splits/split-rule.ts';
import { Tally } from './tally.ts';
import { encounterOf } from './encounter-of.ts';
import type { Candidate, CandidateReader, Label, Step, Task } from './task.ts';
import { taskOf } from './tasks.ts';

/** What a source's stays are as candidates. */
const CANDIDATES: Readonly<Record<SourceKind, CandidateReader>> = {
  'mimic-iv': admissionCandidates,
  eicu: unitStayCandidates,
  fhir: admissionCandidates,
  omop: admissionCandidates,
  meds: admissionCandidates,
  csv: admissionCandidates,
};

/** How the stays of a kind of source become candidates. */
export function candidateReader(source: SourceKind): CandidateReader {
  return CANDIDATES[source];
}

/** An encounter of a cohort with its label, at its prediction time. */
export interface LabelledEncounter {
  /** Row id in `encounter` of the admission, of the last one where several make an episode. */
  readonly encounterId: number;
  /** The source's id of that admission. */
  readonly encounter: string;
  /** Row ids of all admissions of the episode, by start; usually the one. */
  readonly admissionIds: readonly number[];
  /** Row id in `patient`. */
  readonly patientId: number;
  /** The source's id of the person. */
  readonly patient: string;
  /** When the unit of prediction starts, in minutes. */
  readonly startMinute: number;
  /** Nothing later may be known to the model. */
  readonly predictionMinute: number;
  readonly label: Label;
  readonly split: SplitName;
  /** When the event of a positive encounter is over, in minutes; `null` without one. */
  readonly outcomeMinute: number | null;
}

/** A cohort as its rules select it. */
export interface CohortSelection {
  /** How many are left after each rule, in the order in which the rules apply. */
  readonly attrition: { step: string; left: number }[];
  /** By patient, then by start. */
  readonly encounters: readonly LabelledEncounter[];
  /** What the task counts among the encounters, and how many admissions of the source touch the one before. */
  readonly counts: Record<string, number>;
}

/**
 * Applies the rules of a cohort to every history, and labels who is left.
 * @param histories each with all admissions of one person; read once.
 * @param source kind of the source that all of them are from.
 * @param recorded rules on what was recorded in the stays, see `recordedSteps`.
 */
export function selectCohort(
  histories: Iterable<PatientHistory>,
  cohort: CohortDefinition,
  source: SourceKind = 'mimic-iv',
  recorded: readonly Step[] = [],
): CohortSelection {
  const task = taskOf(cohort.task, source);
  const split = splitRule(cohort, task);
  const steps = cohortSteps(cohort, task, [...recorded, ...split.steps]);
  const { counted } = task;
  const reader = candidateReader(source);
  const left = new Tally(reader.steps(cohort));
  const counts = new Tally([...Object.keys(counted), ...reader.counts]);
  const encounters: LabelledEncounter[] = [];
  for (const step of steps) left.add(step.step, 0);
  for (const history of histories) {
    for (const candidate of reader.candidates(history, cohort, { left, counts })) {
      if (!passesAll(candidate, steps, left)) continue;
      encounters.push({ ...labelled(candidate, cohort, task), split: split.splitOf(candidate) });
      for (const [name, concerns] of Object.entries(counted))
        counts.add(name, Number(concerns(candidate, cohort)));
    }
  }
  const attrition = Object.entries(left.toRecord()).map(([step, count]) => ({ step, left: count }));
  return { attrition, encounters, counts: counts.toRecord() };
}

/** Whether every rule keeps a candidate; each that does is counted, up to the first that does not. */
function passesAll(candidate: Candidate, steps: readonly Step[], left: Tally): boolean {
  for (const { step, keeps } of steps) {
    if (!keeps(candidate)) return false;
    left.add(step);
  }
  return true;
}

function labelled(
  candidate: Candidate,
  cohort: CohortDefinition,
  task: Task,
): Omit<LabelledEncounter, 'split'> {
  const label = task.label(candidate, cohort);
  return {
    ...encounterOf(candidate, cohort, task),
    label,
    outcomeMinute: label === 1 ? task.outcomeMinute(candidate) : null,
  };
}
