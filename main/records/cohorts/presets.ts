import type { CohortSpec, TaskName } from '../../api/common.ts';
import type { SourceKind } from '../../api/services.ts';

/** Both ends included; an end that is left out is open. */
export interface Limits {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

interface StayLimits {
  readonly ageYears: Limits;
  readonly lengthOfStayHours: Limits;
}

/** The default cohort, or that of a published study, for comparison with its figures. */
export interface Preset extends StayLimits {
  /** Kinds of sources that the study is of; `null`: any. */
  readonly sources: readonly SourceKind[] | null;
  /** Tasks that the study has; `null`: any. */
  readonly tasks: readonly TaskName[] | null;
  /** Its label policy, where the task has it. */
  readonly labels: NonNullable<CohortSpec['labels']>;
  readonly hours: number;
  /** Whether a stay of somebody whose age is not known is kept. */
  readonly keepsUnknownAge: boolean;
}

const ADULT_YEARS = 18;
const MUSE_AGE: Limits = { from: ADULT_YEARS, to: 89 };
const MUSE_LONGEST_HOURS = 240;

const DEFAULT: Preset = {
  sources: null,
  tasks: null,
  labels: 'complete',
  hours: 24,
  ageYears: { from: ADULT_YEARS },
  lengthOfStayHours: {},
  keepsUnknownAge: false,
};

/**
 * @see zzachw/MUSE cdec2ac; rvandewater/YAIB-cohorts 656771b, `base_cohort` and `mortality`; sunlabuiuc/PyHealth,
 * `MortalityPredictionMIMIC4` and `ReadmissionPredictionMIMIC4`.
 */
export const PRESETS: Readonly<Record<CohortSpec['preset'], Preset>> = {
  default: DEFAULT,
  muse: {
    ...DEFAULT,
    sources: ['mimic-iv'],
    labels: 'muse',
    ageYears: MUSE_AGE,
    lengthOfStayHours: { to: MUSE_LONGEST_HOURS },
  },
  'muse-eicu': {
    ...DEFAULT,
    sources: ['eicu'],
    labels: 'muse',
    // MUSE keeps stays of half a day and more, so half a day is the latest time at which all of them are there.
    hours: 12,
    ageYears: MUSE_AGE,
    lengthOfStayHours: { from: 12, to: MUSE_LONGEST_HOURS },
  },
  yaib: {
    ...DEFAULT,
    sources: ['mimic-iv', 'eicu'],
    tasks: ['mortality-hospital'],
    labels: 'yaib',
    keepsUnknownAge: true,
  },
  pyhealth: {
    ...DEFAULT,
    sources: ['mimic-iv'],
    tasks: ['mortality-90d', 'readmission-15d'],
    labels: 'pyhealth',
  },
};

/** Limits of age and length of stay: each end that a filter names, otherwise that of the preset. */
export function limitsOf({ preset, filters = {} }: Pick<CohortSpec, 'preset' | 'filters'>): StayLimits {
  const { ageYears, lengthOfStayHours } = PRESETS[preset];
  return {
    ageYears: narrowed(ageYears, filters.ageYears),
    lengthOfStayHours: narrowed(lengthOfStayHours, filters.lengthOfStayHours),
  };
}

function narrowed(limits: Limits, { from = limits.from, to = limits.to }: Limits = {}): Limits {
  return { from, to };
}

export function isWithin(value: number, { from = -Infinity, to = Infinity }: Limits): boolean {
  return value >= from && value <= to;
}
