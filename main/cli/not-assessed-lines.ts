import type { UndefinedMetric } from '../../models/metrics/summary.ts';

/** Why figures are left open: each reason once, with the figures that it leaves open. */
export function notAssessedLines(reasons: readonly UndefinedMetric[]): string[] {
  const byReason = Map.groupBy(reasons, ({ reason }) => reason);
  return [...byReason].map(([reason, own]) => {
    const metrics = [...new Set(own.map(({ metric }) => metric))];
    return `not assessed (${reason}): ${metrics.join(', ')}`;
  });
}
