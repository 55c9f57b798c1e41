import * as Plot from '@observablehq/plot';
import { formatFixed, NO_VALUE } from '../format/numbers.ts';
import { draw, type ChartSize } from './draw.ts';

export interface HeatMapCell {
  readonly row: string;
  readonly column: string;
  /** 0..1 and below; `null` = too few to tell. */
  readonly value: number | null;
}

export interface HeatMapOptions extends ChartSize {
  readonly names: readonly string[];
}

const MARGIN_LEFT = 96;

/** A square of similarities: the stronger the fill, the more alike; every number is written. */
export function heatMapChart(cells: readonly HeatMapCell[], { width, names }: HeatMapOptions): SVGSVGElement {
  const side = Math.min(width, 560);
  const height = ((side - MARGIN_LEFT) / names.length) * 0.62 * names.length + 82;
  return draw({
    width: side,
    height,
    marginLeft: MARGIN_LEFT,
    marginTop: 82,
    marginRight: 2,
    marginBottom: 2,
    x: { domain: [...names], axis: 'top', label: null, tickSize: 0, tickRotate: -45, padding: 0.04 },
    y: { domain: [...names], label: null, tickSize: 0, padding: 0.04 },
    marks: [
      Plot.cell(cells, {
        x: 'column',
        y: 'row',
        fill: 'var(--accent)',
        fillOpacity: ({ value }: HeatMapCell) => Math.max(0.04, Math.min(1, value ?? 0)) * 0.72,
        rx: 3,
      }),
      Plot.text(cells, {
        x: 'column',
        y: 'row',
        text: ({ value }: HeatMapCell) => (value === null ? NO_VALUE : formatFixed(value, 2)),
        fill: 'var(--text-1)',
        stroke: 'var(--surface-1)',
        strokeWidth: 3,
        strokeOpacity: 0.75,
        fontWeight: 550,
      }),
    ],
  });
}
