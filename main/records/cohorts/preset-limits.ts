import type { CohortSpec } from '../../api/common.ts';

/** Both ends included; an end that is left out is open. */
export interface Limits {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

interface StayLimits {
  readonly ageYears: Limits;
  readonly lengthOfStayHours: Limits;
}

const ADULT_YEARS = 18;
const MUSE_AGE: Limits = { from: ADULT_YEARS, to: 89 };
const MUSE_LONGEST_HOURS = 240;

const PRESETS: Readonly<Record<CohortSpec['preset'], StayLimits>> = {
  default: { ageYears: { from: ADULT_YEARS }, lengthOfStayHours: {} },
  muse: { ageYears: MUSE_AGE, lengthOfStayHours: { to: MUSE_LONGEST_HOURS } },
  'muse-eicu': { ageYears: MUSE_AGE, lengthOfStayHours: { from: 12, to: MUSE_LONGEST_HOURS } },
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
