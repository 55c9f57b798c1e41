import type { Trial } from '../../../main/api/services.ts';
import { formatMeasured } from '../../format/numbers.ts';

const lossOf = ({ rungs }: Trial): number => rungs.at(-1)?.loss ?? Infinity;

/** The trials as the search ranks them: who came further first, then by loss; those of equal rank as they were drawn. */
export function byRank(trials: readonly Trial[]): Trial[] {
  return trials.toSorted((a, b) => {
    const byLoss = lossOf(a) - lossOf(b);
    return b.rungs.length - a.rungs.length || (Number.isNaN(byLoss) ? 0 : byLoss) || a.trial - b.trial;
  });
}

/** The chosen trial, before there is one that which ranks first; `undefined` before any has ended a round. */
export function bestTrial(trials: readonly Trial[]): Trial | undefined {
  const [first] = byRank(trials.filter(({ outcome }) => outcome !== 'failed'));
  return (
    trials.find(({ outcome }) => outcome === 'chosen') ?? (first?.rungs.length === 0 ? undefined : first)
  );
}

/** A value of a setting, numbers in few digits. */
export function settingValueText(value: Trial['settings'][string]): string {
  return typeof value === 'number' ? formatMeasured(value) : String(value);
}
