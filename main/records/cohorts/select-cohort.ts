import type { SourceKind } from '../../api/services.ts';
import { splitOf } from '../../../models/hashing/split.ts';
import type { SplitName } from '../../../models/training/dataset.ts';
import { admissionCandidates } from './admission-candidates.ts';
import type { CohortDefinition } from './cohort-definition.ts';
import { unitStayCandidates } from './eicu/unit-stay-candidates.ts';
import { cohortSteps } from './cohort-steps.ts';
import type { PatientHistory } from './patient-history.ts';
import { Tally } from './tally.ts';
import type { Candidate, CandidateReader, Label, Step, Task } from './task.ts';
import { taskOf } from './tasks.ts';

/** What a source's stays are as candidates. */
const CANDIDATES: Readonly<Record<SourceKind, CandidateReader>> = {
  'mimic-iv': admissionCandidates,
  eicu: unitStayCandidates,
  fhir: admissionCandidates,
};

/** Splits never change with the seed of a training run: the same person is a test patient of every model. */
const SPLIT_SEED = 0;

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
 */
export function selectCohort(
  histories: Iterable<PatientHistory>,
  cohort: CohortDefinition,
  source: SourceKind = 'mimic-iv',
): CohortSelection {
  const task = taskOf(cohort.task, source);
  const steps = cohortSteps(cohort, task);
  const { counted } = task;
  const reader = CANDIDATES[source];
  const left = new Tally(reader.steps(cohort));
  const counts = new Tally([...Object.keys(counted), ...reader.counts]);
  const encounters: LabelledEncounter[] = [];
  for (const step of steps) left.add(step.step, 0);
  for (const history of histories) {
    for (const candidate of reader.candidates(history, cohort, { left, counts })) {
      if (!passesAll(candidate, steps, left)) continue;
      encounters.push(labelled(candidate, cohort, task));
      for (const [name, concerns] of Object.entries(counted)) counts.add(name, Number(concerns(candidate)));
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

function labelled(candidate: Candidate, cohort: CohortDefinition, task: Task): LabelledEncounter {
  const { history, episode } = candidate;
  const label = task.label(candidate, cohort);
  const startMinute = task.startMinute(candidate, cohort);
  const predictionMinute = task.predictionMinute(candidate, cohort);
  if (startMinute === null || predictionMinute === null) {
    throw new RangeError(`the rules of ${cohort.task} kept an episode without a prediction time`);
  }
  return {
    encounterId: episode.last.id,
    encounter: episode.last.key,
    admissionIds: episode.admissions.map(({ id }) => id),
    patientId: history.id,
    patient: history.key,
    startMinute,
    predictionMinute,
    label,
    outcomeMinute: label === 1 ? task.outcomeMinute(candidate) : null,
    split: splitOf({ seed: SPLIT_SEED, source: history.source, patient: history.key }),
  };
}
