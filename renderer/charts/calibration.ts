import * as Plot from '@observablehq/plot';
import type { Audit } from '../../main/api/services.ts';
import { squareChart, type SquareOptions } from './square.ts';

type Bin = Audit['calibration']['bins'][number];

/** Predicted against observed risk in bins, each with its interval, beside the line where both agree. */
export function calibrationChart(bins: readonly Bin[], options: SquareOptions): SVGSVGElement {
  const reached = bins.flatMap(({ meanProbability, observedRate, interval }) => [
    meanProbability,
    observedRate,
    interval?.[1] ?? 0,
  ]);
  const end = Math.min(1, Math.max(0.05, ...reached) * 1.08);
  const marks = [
    Plot.link([0], { x1: 0, y1: 0, x2: end, y2: end, stroke: 'var(--text-3)', strokeDasharray: '4 3' }),
    Plot.ruleX(
      bins.filter(({ interval }) => interval !== null),
      {
        x: 'meanProbability',
        y1: ({ interval }: Bin) => interval?.[0] ?? 0,
        y2: ({ interval }: Bin) => interval?.[1] ?? 0,
        stroke: 'var(--accent)',
        strokeWidth: 1.4,
      },
    ),
    Plot.line(bins, {
      x: 'meanProbability',
      y: 'observedRate',
      stroke: 'var(--accent)',
      strokeOpacity: 0.45,
    }),
    Plot.dot(bins, { x: 'meanProbability', y: 'observedRate', r: 'n', fill: 'var(--accent)' }),
  ];
  return squareChart(marks, { ...options, end });
}
