import { developmentSplitOf, isHeldOut, type SplitKey, splitOf } from '../../../../models/hashing/split.ts';
import type { SplitName } from '../../../../models/training/dataset.ts';
import type { CohortDefinition } from '../cohort-definition.ts';
import { episodeOf } from '../episodes.ts';
import type { PatientHistory } from '../patient-history.ts';
import type { Candidate, Step, Task } from '../task.ts';
import { periodOf } from './period.ts';
import { sentence, type Sentence } from '../../../../models/wording.ts';

/** How a cohort is divided into training, validation, calibration and test. */
export interface SplitRule {
  /** Leaves out stays that would put their person on both sides, or of which the side cannot be told. */
  readonly steps: readonly Step[];
  /** Of a stay that the steps keep. */
  readonly splitOf: (candidate: Candidate) => SplitName;
}

/** Splits never change with the seed of a training run: the same person is a test patient of every model. */
const SPLIT_SEED = 0;

export function splitRule(cohort: CohortDefinition, task: Task): SplitRule {
  const { split } = cohort;
  switch (split.by) {
    case 'patient':
      return { steps: [], splitOf: ({ history }) => splitOf(keyOf(history)) };
    case 'time':
      return byTime(split.testFrom);
    case 'hospital': {
      const named = split.test;
      return byPlace(
        sentence`in a test hospital, or of a person never seen in one`,
        hospitalOf,
        (hospital, history) =>
          named === undefined
            ? isHeldOut({ ...keyOf(history), patient: hospital })
            : named.includes(hospital),
      );
    }
    case 'unit': {
      const units = new Set(split.test.map((name) => name.toLowerCase()));
      return byPlace(
        sentence`in a test unit, or of a person never seen in one`,
        (candidate) => task.unit(candidate, cohort),
        (unit) => units.has(unit.toLowerCase()),
      );
    }
  }
}

function keyOf({ source, key }: PatientHistory): SplitKey {
  return { seed: SPLIT_SEED, source, patient: key };
}

function hospitalOf({ episode: { first } }: Candidate): string | null {
  return first.unitStay?.hospital ?? null;
}

/**
 * Test is from a year on. Dates are shifted for each person, and the real years of their calendar known to three: a
 * person is of the test period if those three are, and of a person's stays only those count that lie on the person's
 * side in each of the three.
 */
function byTime(testFrom: number): SplitRule {
  const isTest = ({ from }: { readonly from: number }) => from >= testFrom;
  const isBefore = ({ to }: { readonly to: number }) => to < testFrom;
  return {
    steps: [
      {
        step: sentence`wholly on its person's side of ${testFrom}`,
        keeps: ({ history, episode: { first } }) => {
          const { anchor, stay } = periodOf(history, first) ?? {};
          if (anchor === undefined || stay === undefined) return false;
          return (isTest(anchor) && isTest(stay)) || (isBefore(anchor) && isBefore(stay));
        },
      },
    ],
    splitOf: ({ history, episode: { first } }) => {
      const period = periodOf(history, first);
      return period !== null && isTest(period.anchor) ? 'test' : developmentSplitOf(keyOf(history));
    },
  };
}

/** Who was ever in a place of the test is of the test; of their stays those in other places are of neither side. */
function byPlace(
  step: Sentence,
  placeOf: (candidate: Candidate) => string | null,
  isTestPlace: (place: string, history: PatientHistory) => boolean,
): SplitRule {
  const isTest = (candidate: Candidate): boolean => {
    const place = placeOf(candidate);
    return place !== null && isTestPlace(place, candidate.history);
  };
  const staysOf = (history: PatientHistory): Candidate[] =>
    history.admissions.map((admission) => ({ history, episode: episodeOf([admission]), next: null }));
  return {
    steps: [
      {
        step,
        keeps: (candidate) => isTest(candidate) || !staysOf(candidate.history).some(isTest),
      },
    ],
    splitOf: (candidate) => (isTest(candidate) ? 'test' : developmentSplitOf(keyOf(candidate.history))),
  };
}
