import * as Plot from '@observablehq/plot';
import type { LabSeries } from '../../main/api/services.ts';
import { formatMeasured } from '../format/numbers.ts';
import { draw, type ChartSize } from './draw.ts';

export interface LabSeriesOptions extends ChartSize {
  readonly axis: string;
}

/** One item over the stay, with its reference range behind it. */
export function labSeriesChart(series: LabSeries, { width, axis }: LabSeriesOptions): SVGSVGElement {
  const { points, referenceLow: low, referenceHigh: high } = series;
  const values = points.map(({ value }) => value);
  const bounds = [...values, ...(low === null ? [] : [low]), ...(high === null ? [] : [high])];
  const [least, most] = [Math.min(...bounds), Math.max(...bounds)];
  const room = (most - least || Math.abs(most) || 1) * 0.12;
  type Point = LabSeries['points'][number];
  return draw({
    width,
    height: 134,
    marginLeft: 40,
    marginRight: 10,
    marginTop: 8,
    marginBottom: 40,
    x: {
      label: axis,
      labelAnchor: 'center',
      labelArrow: 'none',
      ticks: 4,
      tickSize: 0,
      tickFormat: formatMeasured,
      labelOffset: 34,
    },
    y: {
      domain: [least - room, most + room],
      label: null,
      ticks: 3,
      tickSize: 0,
      tickFormat: (value: number) => formatMeasured(value),
    },
    marks: [
      ...(low === null && high === null
        ? []
        : [
            Plot.rectY([0], {
              y1: low ?? least - room,
              y2: high ?? most + room,
              fill: 'var(--surface-2)',
            }),
          ]),
      Plot.line(points, { x: 'hours', y: 'value', stroke: 'var(--modality-labs)', strokeWidth: 1.5 }),
      Plot.dot(points, {
        x: 'hours',
        y: 'value',
        r: 3,
        stroke: 'var(--modality-labs)',
        fill: ({ abnormal }: Point) => (abnormal ? 'var(--modality-labs)' : 'var(--surface-1)'),
      }),
    ],
  });
}
