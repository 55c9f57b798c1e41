import type { ComparisonReport } from '../../../main/api/services.ts';

export const COMPARED = ['auroc', 'auprc', 'brier'] as const;
export type ComparedMetric = (typeof COMPARED)[number];

/** A Brier score is an error. */
const SMALLER_IS_BETTER: readonly ComparedMetric[] = ['brier'];

export interface Verdict {
  /** `null` = the interval of the difference holds 0, or there is none. */
  readonly better: 'first' | 'second' | null;
  readonly by: number;
}

/** Which of two models does better as recorded, if that can be told; `null` where it was not assessed. */
export function verdictOf(
  { rates }: Pick<ComparisonReport, 'rates'>,
  metric: ComparedMetric,
): Verdict | null {
  const row = rates.find(({ rate }) => rate === 0) ?? rates[0];
  const { difference = null, interval = null } = row?.[metric] ?? {};
  if (difference === null) return null;
  const by = Math.abs(difference);
  if (interval === null || (interval[0] <= 0 && interval[1] >= 0)) return { better: null, by };
  const firstIsLarger = difference > 0;
  return { better: firstIsLarger === SMALLER_IS_BETTER.includes(metric) ? 'second' : 'first', by };
}
