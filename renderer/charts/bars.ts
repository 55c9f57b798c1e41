import * as Plot from '@observablehq/plot';
import { draw, type ChartSize } from './draw.ts';

export interface Bar {
  readonly name: string;
  readonly value: number;
  /** CSS colour. */
  readonly color: string;
  /** Whisker from and to, where there is an interval. */
  readonly interval?: readonly [number, number];
}

export interface BarsOptions extends ChartSize {
  readonly axis: string;
  readonly format: (value: number) => string;
  /** Where bars begin; 0 unless the scale has another neutral point, as AUROC has at 0.5. */
  readonly from?: number;
}

const ROW = 30;
const LABEL_PX = 58;

/** One bar a name from a neutral point, with its number and its interval. */
export function barsChart(
  bars: readonly Bar[],
  { width, axis, format, from = 0 }: BarsOptions,
): SVGSVGElement {
  const places = bars.flatMap(({ value, interval }) => [value, ...(interval ?? [])]);
  const low = Math.min(from, ...places);
  const high = Math.max(from, ...places);
  const span = high - low || 1;
  const plotWidth = Math.max(60, width - 104 - 12);
  const room = (span * LABEL_PX) / Math.max(1, plotWidth - LABEL_PX);
  const withInterval = bars.filter(({ interval }) => interval !== undefined);
  const end = ({ value, interval }: Bar) => Math.max(from, value, interval?.[1] ?? value);
  return draw({
    width,
    height: bars.length * ROW + 44,
    marginLeft: 104,
    marginRight: 12,
    marginTop: 0,
    marginBottom: 44,
    x: {
      domain: [low < from ? low - room * 0.3 : low, high + room],
      label: axis,
      labelAnchor: 'center',
      labelArrow: 'none',
      labelOffset: 38,
      tickSize: 0,
      // The more digits, the fewer ticks: their numbers must keep apart.
      ticks: format(0.1).length > 4 ? 3 : 5,
      tickFormat: format,
      grid: true,
    },
    y: { domain: bars.map(({ name }) => name), label: null, tickSize: 0, padding: 0.32 },
    marks: [
      Plot.barX(bars, { x1: () => from, x2: 'value', y: 'name', fill: 'color', rx: 2 }),
      Plot.ruleX([from], { stroke: 'var(--border-strong)' }),
      // A pale line under the dark one keeps whiskers visible on bars of any colour.
      whiskers(withInterval, 'var(--surface-1)', 4),
      whiskers(withInterval, 'var(--text-1)', 1.4),
      Plot.text(bars, {
        x: end,
        y: 'name',
        text: ({ value }: Bar) => format(value),
        textAnchor: 'start',
        dx: 6,
        fill: 'var(--text-1)',
        fontWeight: 600,
      }),
    ],
  });
}

function whiskers(bars: readonly Bar[], stroke: string, strokeWidth: number): Plot.Markish {
  return Plot.link(bars, {
    x1: ({ interval }: Bar) => interval?.[0] ?? 0,
    x2: ({ interval }: Bar) => interval?.[1] ?? 0,
    y1: 'name',
    y2: 'name',
    stroke,
    strokeWidth,
  });
}
