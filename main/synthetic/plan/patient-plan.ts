import type { RandomStream } from '../../../models/random/random-stream.ts';
import type { SyntheticTask } from '../tasks.ts';
import { drawWeighted, type Factors } from '../generative/factors.ts';
import { drawSequence, type SequencedAdmission } from './patient-sequence.ts';
import type { SequenceLaw } from './sequence-law.ts';
import { drawTimeline, type AdmissionTimes } from './timeline.ts';
import { MINUTES_PER_DAY, yearOf } from './wall-clock.ts';

/** An admission with its times and with the label that each task's default cohort gives it. */
export interface PlannedAdmission {
  readonly factors: Factors;
  readonly times: AdmissionTimes;
  /** `null` where the default cohort of the task does not hold the admission. */
  readonly labels: Readonly<Record<SyntheticTask, 0 | 1 | null>>;
  /** Whether the patient leaves the unit within the first day, so that the first stay there is a short one. */
  readonly leavesUnitEarly: boolean;
}

export interface PatientPlan {
  readonly anchorYear: number;
  /** Age in that year, the one of the first admission. */
  readonly anchorAge: number;
  /** Day of death, in hospital or after; `null` when none is known. */
  readonly dod: number | null;
  readonly admissions: readonly PlannedAdmission[];
}

/** Youngest age of each band; a band spans twelve years, and nobody grows older than 89. */
const YEARS_PER_BAND = 12;
const YOUNGEST_YEARS = 30;

/** The band of an age in years: the a of the generative model. */
export function bandOf(ageYears: number): number {
  return Math.floor((ageYears - YOUNGEST_YEARS) / YEARS_PER_BAND);
}

/**
 * Draws one patient. The age is uniform over those that keep every admission in the band.
 * @param laws of the age bands, by `sequenceLaws`.
 * @returns `null` when the stays span more years than a band: such a patient is passed over.
 */
export function drawPatient(random: RandomStream, laws: readonly SequenceLaw[]): PatientPlan | null {
  const band = drawWeighted(
    random,
    laws.map(({ patientProbability }) => patientProbability),
  );
  const law = laws[band];
  if (law === undefined) throw new RangeError(`expected a law for each band, got ${laws.length}`);
  const sequence = drawSequence(random, band, law);
  const { admissions, dod } = drawTimeline(random, sequence);
  const years = admissions.map(({ admit }) => yearOf(admit));
  const anchorYear = years[0] ?? 0;
  const agesInBand = YEARS_PER_BAND - ((years.at(-1) ?? anchorYear) - anchorYear);
  if (agesInBand < 1) return null;
  return {
    anchorYear,
    anchorAge: YOUNGEST_YEARS + band * YEARS_PER_BAND + random.int(agesInBand),
    dod,
    admissions: sequence.flatMap((admission, index) => {
      const times = admissions[index];
      return times === undefined ? [] : [plannedAdmission(admission, times)];
    }),
  };
}

function plannedAdmission({ factors, outcome }: SequencedAdmission, times: AdmissionTimes): PlannedAdmission {
  const alive = outcome.kind === 'alive';
  const labels = {
    'mortality-90d': alive ? outcome.dies : null,
    'readmission-15d': alive ? outcome.returns : null,
    'mortality-hospital': outcome.counted ? (alive ? 0 : 1) : null,
  } as const;
  const outlastsFirstDay = times.leave - times.admit > MINUTES_PER_DAY;
  return { factors, times, labels, leavesUnitEarly: !outcome.counted && outlastsFirstDay };
}
