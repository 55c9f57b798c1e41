import type { Audit } from '../../../../main/api/services.ts';
import { decisionCurveChart } from '../../../charts/decision-curve.ts';
import type { Figure } from '../../../components/chart-figure.tsx';
import { formatFixed } from '../../../format/numbers.ts';
import { formatInterval, formatShare } from '../../../format/risk.ts';
import type { Catalogue } from '../../../text/index.ts';

type Threshold = Audit['decision'][number];

/** Whether acting on the model's risks does more good than acting on everybody, or on nobody. */
export function decisionFigure({ decision }: Audit, { audit: words }: Catalogue): Figure | null {
  if (decision.length === 0) return null;
  const { threshold, benefit, model, all, nobody, legend } = words.decision;
  return {
    title: titleOf(decision, words.decision),
    legend,
    help: 'netBenefit',
    draw: (width) =>
      decisionCurveChart(decision, {
        width,
        xLabel: threshold,
        yLabel: benefit,
        names: { model, all, nobody },
      }),
    table: () => ({
      columns: [threshold, model, words.interval, all],
      rows: decision.map((row) => [
        formatShare(row.threshold),
        formatFixed(row.model, 4),
        formatInterval(row.interval),
        formatFixed(row.all, 4),
      ]),
    }),
  };
}

/** From the first to the last threshold in a row at which the model is better than both ways to do without it. */
export function usefulRange(decision: readonly Threshold[]): readonly [number, number] | null {
  const isUseful = ({ model, all }: Threshold): boolean => model > Math.max(0, all);
  const runs = decision.reduce<Threshold[][]>((found, row, index) => {
    if (!isUseful(row)) return found;
    const before = decision[index - 1];
    if (before === undefined || !isUseful(before)) return [...found, [row]];
    return [...found.slice(0, -1), [...(found.at(-1) ?? []), row]];
  }, []);
  const longest = runs.toSorted((a, b) => b.length - a.length)[0];
  const [first, last] = [longest?.[0], longest?.at(-1)];
  return first === undefined || last === undefined ? null : [first.threshold, last.threshold];
}

function titleOf(decision: readonly Threshold[], words: Catalogue['audit']['decision']): string {
  const range = usefulRange(decision);
  if (range === null) return words.useless;
  return words.useful(formatShare(range[0]), formatShare(range[1]));
}
