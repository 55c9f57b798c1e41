import type { RandomStream } from '../../../models/random/random-stream.ts';
import { bernoulli } from '../generative/factors.ts';
import type { SequencedAdmission } from './patient-sequence.ts';
import { dayOf, MINUTES_PER_DAY, MINUTES_PER_HOUR } from './wall-clock.ts';

/** Minutes on the wall clock. */
export interface AdmissionTimes {
  readonly admit: number;
  /** When the patient leaves, alive or dead. */
  readonly leave: number;
  readonly death: number | null;
  /** Whether the stay before ended less than 6 h ago: a contiguous pair. */
  readonly isContiguous: boolean;
}

export interface Timeline {
  readonly admissions: readonly AdmissionTimes[];
  /** Day of death, `null` when none is known. */
  readonly dod: number | null;
}

const FIRST_YEAR_DAY = 51_134; // 2110-01-01
const DAYS_OF_FIRST_ADMISSIONS = 80 * 365;

/** Every counted stay outlasts the first day and its lab results; how long depends on nothing. */
const SHORTEST_STAY = 26 * MINUTES_PER_HOUR;
const MEAN_FURTHER_STAY = 4 * MINUTES_PER_DAY;
const LONGEST_STAY = 40 * MINUTES_PER_DAY;

const READMISSION_DAYS = { from: 1, to: 15 } as const;
const RETURN_DAYS = { from: 120, to: 600 } as const;
const CONTIGUOUS_SHARE = 0.03;
const CONTIGUOUS_MINUTES = { from: 5, to: 300 } as const;

/** Hours to the death of a readmission that counts for no task. */
const EARLY_DEATH_HOURS = { from: 3, to: 23 } as const;
const MORTALITY_DAYS = 90;
/** Some who outlive every label are known to have died within the year that MIMIC-IV follows up. */
const LATE_DEATH_SHARE = 0.1;
const LATE_DEATH_DAYS = { from: 91, to: 365 } as const;

/** Puts the admissions of one patient on the wall clock, so that the rules of the tasks find the drawn labels. */
export function drawTimeline(random: RandomStream, sequence: readonly SequencedAdmission[]): Timeline {
  const admissions: AdmissionTimes[] = [];
  for (const [index, { isReadmission, outcome }] of sequence.entries()) {
    const before = admissions.at(-1);
    const { admit, isContiguous } = drawAdmit(random, isReadmission, before);
    const leave =
      outcome.kind === 'death' && isReadmission && before !== undefined
        ? drawDeathOfReadmission(random, {
            admit,
            before,
            outlived: sequence[index - 1]?.isReadmission === true ? admissions.at(-2) : undefined,
            counted: outcome.counted,
          })
        : admit + drawStay(random);
    admissions.push({ admit, leave, death: outcome.kind === 'death' ? leave : null, isContiguous });
  }
  return { admissions, dod: drawDeathDay(random, sequence, admissions) };
}

function drawAdmit(
  random: RandomStream,
  isReadmission: boolean,
  before: AdmissionTimes | undefined,
): { admit: number; isContiguous: boolean } {
  if (before === undefined) {
    const day = FIRST_YEAR_DAY + random.int(DAYS_OF_FIRST_ADMISSIONS);
    return { admit: day * MINUTES_PER_DAY + random.int(MINUTES_PER_DAY), isContiguous: false };
  }
  if (!isReadmission) return { admit: before.leave + drawDays(random, RETURN_DAYS), isContiguous: false };
  const isContiguous = bernoulli(random, CONTIGUOUS_SHARE);
  const gap = isContiguous ? drawWithin(random, CONTIGUOUS_MINUTES) : drawDays(random, READMISSION_DAYS);
  return { admit: before.leave + gap, isContiguous };
}

function drawStay(random: RandomStream): number {
  const further = -MEAN_FURTHER_STAY * Math.log(1 - random.float());
  return Math.min(LONGEST_STAY, SHORTEST_STAY + Math.floor(further));
}

/**
 * The minute of a death that must lie within 90 days of the discharge before. Where an even earlier discharge has to be
 * outlived by more than that, the stay lasts until both hold; where the death counts for no task, less than a day.
 */
function drawDeathOfReadmission(
  random: RandomStream,
  stay: {
    readonly admit: number;
    readonly before: AdmissionTimes;
    readonly outlived: AdmissionTimes | undefined;
    readonly counted: boolean;
  },
): number {
  const { admit, before, outlived, counted } = stay;
  if (outlived !== undefined) {
    const from = firstDayAfterMortality(outlived) * MINUTES_PER_DAY;
    return drawWithin(random, { from, to: firstDayAfterMortality(before) * MINUTES_PER_DAY - 1 });
  }
  if (counted) return admit + drawStay(random);
  const { from, to } = EARLY_DEATH_HOURS;
  return admit + drawWithin(random, { from: from * MINUTES_PER_HOUR, to: to * MINUTES_PER_HOUR });
}

function drawDeathDay(
  random: RandomStream,
  sequence: readonly SequencedAdmission[],
  admissions: readonly AdmissionTimes[],
): number | null {
  const ending = sequence.at(-1);
  const last = admissions.at(-1);
  if (ending === undefined || last === undefined) return null;
  const { outcome, isReadmission } = ending;
  if (outcome.kind === 'death') return dayOf(last.leave);
  const discharge = dayOf(last.leave);
  if (outcome.dies === 0) {
    return bernoulli(random, LATE_DEATH_SHARE) ? discharge + drawWithin(random, LATE_DEATH_DAYS) : null;
  }
  const outlived = isReadmission ? admissions.at(-2) : undefined;
  const from = outlived === undefined ? 0 : firstDayAfterMortality(outlived);
  return drawWithin(random, { from: Math.max(discharge + 1, from), to: discharge + MORTALITY_DAYS });
}

/** The first day on which a death no longer counts for the mortality after a stay. */
function firstDayAfterMortality({ leave }: AdmissionTimes): number {
  return dayOf(leave) + MORTALITY_DAYS + 1;
}

function drawDays(
  random: RandomStream,
  { from, to }: { readonly from: number; readonly to: number },
): number {
  return drawWithin(random, { from: from * MINUTES_PER_DAY, to: to * MINUTES_PER_DAY });
}

/** A whole number from `from` to `to`, both included. */
function drawWithin(
  random: RandomStream,
  { from, to }: { readonly from: number; readonly to: number },
): number {
  return from + random.int(to - from + 1);
}
