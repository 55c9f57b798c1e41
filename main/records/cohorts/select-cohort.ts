import { splitOf } from '../../../models/hashing/split.ts';
import type { SplitName } from '../../../models/training/dataset.ts';
import type { CohortDefinition } from './cohort-definition.ts';
import { cohortSteps } from './cohort-steps.ts';
import { type Episode, mergedEpisodes, separateEpisodes } from './episodes.ts';
import { type Admission, isOfTheDead, type PatientHistory } from './patient-history.ts';
import { Tally } from './tally.ts';
import type { Candidate, Label, Step } from './task.ts';
import { TASKS_BY_NAME } from './tasks.ts';

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

const ALL = 'all admissions';
const LIVING = 'neither after death nor ending before they start';
const EPISODES = 'as episodes, at most 6 h apart';

/**
 * Applies the rules of a cohort to every history, and labels who is left.
 * @param histories each with all admissions of one person; read once.
 */
export function selectCohort(histories: Iterable<PatientHistory>, cohort: CohortDefinition): CohortSelection {
  const steps = cohortSteps(cohort);
  const { counted } = TASKS_BY_NAME[cohort.task];
  const left = new Tally([ALL, LIVING, ...(cohort.rules.mergeEpisodes ? [EPISODES] : [])]);
  const counts = new Tally([...Object.keys(counted), 'contiguousAdmissions', 'overlappingAdmissions']);
  const encounters: LabelledEncounter[] = [];
  for (const step of steps) left.add(step.step, 0);
  for (const history of histories) {
    const episodes = episodesOf(history, cohort, { left, counts });
    for (const candidate of candidatesOf(history, episodes, cohort)) {
      if (!passesAll(candidate, steps, left)) continue;
      encounters.push(labelled(candidate, cohort));
      for (const [name, concerns] of Object.entries(counted)) counts.add(name, Number(concerns(candidate)));
    }
  }
  const attrition = Object.entries(left.toRecord()).map(([step, count]) => ({ step, left: count }));
  return { attrition, encounters, counts: counts.toRecord() };
}

/** The episodes of one person, after the stays that no cohort holds, counted on the way. */
function episodesOf(
  history: PatientHistory,
  cohort: CohortDefinition,
  { left, counts }: { left: Tally; counts: Tally },
): Episode[] {
  const living = history.admissions.filter((admission) => !isOfTheDead(admission, history));
  const merged = mergedEpisodes(living);
  left.add(ALL, history.admissions.length);
  left.add(LIVING, living.length);
  counts.add('contiguousAdmissions', living.length - merged.length);
  counts.add('overlappingAdmissions', countOverlaps(living));
  if (!cohort.rules.mergeEpisodes) return separateEpisodes(living);
  left.add(EPISODES, merged.length);
  return merged;
}

/** Whether every rule keeps a candidate; each that does is counted, up to the first that does not. */
function passesAll(candidate: Candidate, steps: readonly Step[], left: Tally): boolean {
  for (const { step, keeps } of steps) {
    if (!keeps(candidate)) return false;
    left.add(step);
  }
  return true;
}

/** "Next" is taken over all episodes before any filter; where observation does not count, it is no next stay either. */
function candidatesOf(
  history: PatientHistory,
  episodes: readonly Episode[],
  cohort: CohortDefinition,
): Candidate[] {
  const mayBeNext = ({ observationOnly }: Episode) =>
    cohort.rules.observationStays === 'include' || !observationOnly;
  return episodes.map((episode, i) => ({
    history,
    episode,
    next: episodes.slice(i + 1).find(mayBeNext) ?? null,
  }));
}

function labelled(candidate: Candidate, cohort: CohortDefinition): LabelledEncounter {
  const task = TASKS_BY_NAME[cohort.task];
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

function countOverlaps(admissions: readonly Admission[]): number {
  return admissions.filter((admission, i) => {
    const before = admissions[i - 1];
    return before !== undefined && (before.endMinute ?? Infinity) > admission.startMinute;
  }).length;
}
