import * as Plot from '@observablehq/plot';
import type { Audit } from '../../main/api/services.ts';
import { formatShare } from '../format/risk.ts';
import { draw, type ChartSize } from './draw.ts';

type Bin = Audit['calibration']['bins'][number];

export interface CalibrationOptions extends ChartSize {
  readonly xLabel: string;
  readonly yLabel: string;
}

/** Predicted against observed risk in bins, beside the line where both agree. */
export function calibrationChart(bins: readonly Bin[], options: CalibrationOptions): SVGSVGElement {
  const { width, xLabel, yLabel } = options;
  const most = Math.max(0.05, ...bins.flatMap((bin) => [bin.meanProbability, bin.observedRate]));
  const end = Math.min(1, most * 1.08);
  const side = Math.min(width, 460);
  const percent = (value: number) => formatShare(value);
  return draw({
    width: side,
    height: side * 0.82,
    marginLeft: 48,
    marginRight: 14,
    marginTop: 24,
    marginBottom: 42,
    x: {
      domain: [0, end],
      label: xLabel,
      labelAnchor: 'center',
      labelArrow: 'none',
      labelOffset: 36,
      ticks: 5,
      tickSize: 0,
      tickFormat: percent,
      grid: true,
    },
    y: {
      domain: [0, end],
      label: yLabel,
      labelArrow: 'none',
      ticks: 5,
      tickSize: 0,
      tickFormat: percent,
      grid: true,
    },
    r: { range: [0, 7] },
    marks: [
      Plot.link([0], {
        x1: 0,
        y1: 0,
        x2: end,
        y2: end,
        stroke: 'var(--text-3)',
        strokeDasharray: '4 3',
      }),
      Plot.line(bins, {
        x: 'meanProbability',
        y: 'observedRate',
        stroke: 'var(--accent)',
        strokeOpacity: 0.45,
      }),
      Plot.dot(bins, { x: 'meanProbability', y: 'observedRate', r: 'n', fill: 'var(--accent)' }),
    ],
  });
}
