import { BAND_PROBABILITIES, NUM_BANDS, NUM_STATES, stateProbability } from '../generative/factors.ts';
import { bandPrevalence, outcomeProbability } from '../generative/outcomes.ts';

/** Chance that a patient who was neither readmitted nor died comes back at all, months later. */
export const RETURN_PROBABILITY = 0.45;

/**
 * The probabilities by which admissions are strung into the stays of one patient, for one age band. They are set so
 * that every cohort sees its task's own law, whatever went before (see `patient-sequence.ts`):
 * of the admissions that `mortality-hospital` counts, P(y = 1 | a) die, after a readmission gap as at any other time.
 */
export interface SequenceLaw {
  /** Chance that an admission months after the last, or the first one, ends in death. */
  readonly deathProbability: number;
  /** Chance that a readmission which must end in death counts for `mortality-hospital`. */
  readonly countedDeaths: {
    /** After an admission that itself stood free. */
    readonly afterFree: number;
    /** After an admission that was a readmission itself. */
    readonly afterReadmission: number;
  };
  /** P(a) among patients: less than among admissions where sequences are long. */
  readonly patientProbability: number;
}

/** How often an admission discharged alive has each pair of discharge labels. */
interface LabelShares {
  readonly neither: number;
  readonly readmissionOnly: number;
  readonly both: number;
}

/** The law of each age band. */
export function sequenceLaws(): readonly SequenceLaw[] {
  const bands = Array.from({ length: NUM_BANDS }, (_, band) => bandShares(band));
  const weights = bands.map((shares, band) => (BAND_PROBABILITIES[band] ?? 0) / discharges(shares));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return bands.map(({ death, free, readmitted }, band) => ({
    deathProbability: death / (1 + death),
    countedDeaths: {
      afterFree: countedShare(death, free),
      afterReadmission: countedShare(death, readmitted),
    },
    patientProbability: (weights[band] ?? 0) / total,
  }));
}

interface BandShares {
  /** P(hospital death = 1 | a). */
  readonly death: number;
  /** With both labels drawn independently. */
  readonly free: LabelShares;
  /** With both labels drawn so that they coincide as seldom as they can. */
  readonly readmitted: LabelShares;
}

function bandShares(band: number): BandShares {
  let independentBoth = 0;
  let leastBoth = 0;
  let mortality = 0;
  let readmission = 0;
  for (let state = 0; state < NUM_STATES; state += 1) {
    const weight = stateProbability(state, band);
    const dies = outcomeProbability('mortality-90d', band, state);
    const returns = outcomeProbability('readmission-15d', band, state);
    mortality += weight * dies;
    readmission += weight * returns;
    independentBoth += weight * dies * returns;
    leastBoth += weight * Math.max(0, dies + returns - 1);
  }
  const shares = (both: number): LabelShares => ({
    neither: 1 - mortality - readmission + both,
    readmissionOnly: readmission - both,
    both,
  });
  return {
    death: bandPrevalence('mortality-hospital', band),
    free: shares(independentBoth),
    readmitted: shares(leastBoth),
  };
}

/**
 * After a readmission gap come survivors (`readmissionOnly`), of whom a share 1 - death counts, and deaths (`both`).
 * This share of the deaths makes up P(death) of those that count.
 */
function countedShare(death: number, { readmissionOnly, both }: LabelShares): number {
  return Math.min(1, (death * readmissionOnly) / both);
}

/** Expected number of live discharges of one patient: two linear equations, from free admissions and readmissions. */
function discharges({ death, free, readmitted }: BandShares): number {
  const alive = 1 / (1 + death);
  // x = alive (1 + free.neither r x + free.readmissionOnly y), y = 1 + readmitted.neither r x + readmitted.readmissionOnly y
  const offset = 1 / (1 - readmitted.readmissionOnly);
  const slope = (readmitted.neither * RETURN_PROBABILITY) / (1 - readmitted.readmissionOnly);
  return (
    (alive * (1 + free.readmissionOnly * offset)) /
    (1 - alive * (free.neither * RETURN_PROBABILITY + free.readmissionOnly * slope))
  );
}
