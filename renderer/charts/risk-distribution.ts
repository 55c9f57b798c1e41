import * as Plot from '@observablehq/plot';
import { formatCount } from '../format/numbers.ts';
import { formatRisk, logit, probabilityOf } from '../format/risk.ts';
import { draw, type ChartSize } from './draw.ts';
import { riskTicks } from './waterfall-data.ts';

/** Stays whose risk lies between two probabilities, and how many of them had the event. */
export interface RiskBin {
  readonly from: number;
  readonly to: number;
  readonly n: number;
  readonly events: number;
}

export interface RiskDistributionOptions extends ChartSize {
  /** This stay's probability. */
  readonly own: number;
  readonly ownText: string;
  readonly xLabel: string;
  readonly yLabel: string;
}

const HEIGHT = 190;
const TICK_GAP_PX = 46;

/** How risks are spread over stays, those with the event darker, and where this one lies. */
export function riskDistributionChart(
  bins: readonly RiskBin[],
  { width, own, ownText, xLabel, yLabel }: RiskDistributionOptions,
): SVGSVGElement {
  const place = logit(own);
  const low = Math.min(place, ...bins.map(({ from }) => logit(from))) - 0.15;
  const high = Math.max(place, ...bins.map(({ to }) => logit(to))) + 0.15;
  const perPixel = (high - low) / Math.max(60, width - 66);
  const inFirstHalf = place < (low + high) / 2;
  const bar = {
    x1: ({ from }: RiskBin) => logit(from),
    x2: ({ to }: RiskBin) => logit(to),
    insetLeft: 0.5,
    insetRight: 0.5,
  };
  return draw({
    width,
    height: HEIGHT,
    marginLeft: 48,
    marginRight: 18,
    marginTop: 30,
    marginBottom: 42,
    x: {
      domain: [low, high],
      ticks: riskTicks(low, high, perPixel * TICK_GAP_PX),
      tickFormat: (at: number) => formatRisk(probabilityOf(at)),
      label: xLabel,
      labelAnchor: 'center',
      labelArrow: 'none',
      labelOffset: 36,
      tickSize: 0,
    },
    y: { label: yLabel, labelArrow: 'none', ticks: 4, tickSize: 0, tickFormat: formatCount, grid: true },
    marks: [
      Plot.rectY(bins, { ...bar, y1: 0, y2: 'n', fill: 'var(--accent)', fillOpacity: 0.32 }),
      Plot.rectY(bins, { ...bar, y1: 0, y2: 'events', fill: 'var(--accent)' }),
      Plot.ruleX([place], { stroke: 'var(--text-1)', strokeWidth: 2 }),
      Plot.text([ownText], {
        x: place,
        frameAnchor: 'top',
        dx: inFirstHalf ? 6 : -6,
        dy: -14,
        textAnchor: inFirstHalf ? 'start' : 'end',
        text: (words: string) => words,
        fill: 'var(--text-1)',
        fontWeight: 650,
      }),
    ],
  });
}
