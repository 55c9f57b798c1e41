import type * as Plot from '@observablehq/plot';
import { formatShare } from '../format/risk.ts';
import { draw, type ChartSize } from './draw.ts';

export interface SquareOptions extends ChartSize {
  readonly xLabel: string;
  readonly yLabel: string;
}

/** Wider than this a square would leave no room for what stands beside it. */
const WIDEST = 460;

/** Two shares against each other, both axes from 0 to `end`. */
export function squareChart(
  marks: readonly Plot.Markish[],
  { width, xLabel, yLabel, end = 1 }: SquareOptions & { readonly end?: number },
): SVGSVGElement {
  const side = Math.min(width, WIDEST);
  const axis = { domain: [0, end], ticks: 5, tickSize: 0, tickFormat: formatShare, grid: true };
  return draw({
    width: side,
    height: side * 0.82,
    marginLeft: 48,
    marginRight: 22,
    marginTop: 24,
    marginBottom: 42,
    x: { ...axis, label: xLabel, labelAnchor: 'center', labelArrow: 'none', labelOffset: 36 },
    y: { ...axis, label: yLabel, labelArrow: 'none' },
    r: { range: [0, 7] },
    marks: [...marks],
  });
}
