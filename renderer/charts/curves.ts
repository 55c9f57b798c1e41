import * as Plot from '@observablehq/plot';
import { draw, type ChartSize } from './draw.ts';

export interface Curve {
  readonly name: string;
  /** CSS colour. */
  readonly color: string;
  readonly points: readonly { readonly epoch: number; readonly value: number }[];
  readonly dashed?: boolean;
}

export interface CurvesOptions extends ChartSize {
  readonly xLabel: string;
  readonly yLabel: string;
  /** Epochs of the whole run, so that the axis does not move while it runs. */
  readonly epochs: number;
  readonly format: (value: number) => string;
  /** Lowest value that the axis must reach, e.g. 0. */
  readonly floor?: number;
  readonly height?: number;
  /** Names of the curves that are written at their ends; all unless it is said. */
  readonly named?: readonly string[];
}

const LABEL_PX = 13;

/** Lines over epochs, each named at its end. */
export function curvesChart(curves: readonly Curve[], options: CurvesOptions): SVGSVGElement {
  const { width, xLabel, yLabel, epochs, format, floor, height = 220, named: wanted } = options;
  const drawn = curves.filter(({ points }) => points.length > 0);
  const values = drawn.flatMap(({ points }) => points.map(({ value }) => value));
  const low = Math.min(...values, ...(floor === undefined ? [] : [floor]));
  const high = Math.max(...values);
  const room = (high - low || Math.abs(high) || 1) * 0.06;
  const domain = [floor === undefined ? low - room : low, high + room] as const;
  const margins = { top: 22, bottom: 38 };
  const perPixel = (domain[1] - domain[0]) / (height - margins.top - margins.bottom);
  // A single curve is named by the axis already.
  const labelled = drawn.filter(({ name }) => wanted?.includes(name) ?? true);
  const named = drawn.length > 1 ? endLabels(labelled, perPixel * LABEL_PX) : [];
  // A curve of one point would not be seen.
  const single = drawn.flatMap(({ points, color }) =>
    points.length === 1 ? points.map((point) => ({ ...point, color })) : [],
  );
  return draw({
    width,
    height,
    marginLeft: 46,
    marginRight: named.length > 0 ? 104 : 16,
    marginTop: margins.top,
    marginBottom: margins.bottom,
    x: {
      domain: [1, Math.max(2, epochs)],
      label: xLabel,
      labelAnchor: 'center',
      labelArrow: 'none',
      labelOffset: 34,
      tickSize: 0,
      ticks: 5,
      tickFormat: (epoch: number) => (Number.isInteger(epoch) ? String(epoch) : ''),
    },
    y: {
      domain: [...domain],
      label: yLabel,
      labelArrow: 'none',
      tickSize: 0,
      ticks: 5,
      tickFormat: format,
      grid: true,
    },
    marks: [
      ...drawn.map(({ points, color, dashed }) =>
        Plot.line(thinned(points, width), {
          x: 'epoch',
          y: 'value',
          stroke: color,
          strokeWidth: 1.8,
          ...(dashed === true ? { strokeDasharray: '4 3' } : {}),
        }),
      ),
      Plot.dot(single, { x: 'epoch', y: 'value', r: 2.6, fill: 'color' }),
      Plot.text(named, {
        x: 'epoch',
        y: 'at',
        text: 'name',
        fill: 'var(--text-1)',
        textAnchor: 'start',
        dx: 12,
        fontWeight: 550,
      }),
      // The colour is beside the name rather than in its letters, which would be too pale to read in some.
      Plot.dot(named, { x: 'epoch', y: 'at', dx: 6, r: 3, fill: 'color' }),
    ],
  });
}

/** As many points as there are pixels for, the first and the last among them: long runs must not slow the drawing. */
export function thinned<Point>(points: readonly Point[], width: number): readonly Point[] {
  const most = Math.max(2, Math.floor(width));
  if (points.length <= most) return points;
  const last = points.length - 1;
  return Array.from({ length: most }, (_, i) => points[Math.round((i * last) / (most - 1))]).flatMap(
    (point) => (point === undefined ? [] : [point]),
  );
}

/** A name at the end of each curve, pushed apart where ends lie too close to be read. */
export function endLabels(curves: readonly Curve[], apart: number) {
  const labels = curves
    .map(({ name, color, points }) => ({ name, color, ...(points.at(-1) ?? { epoch: 1, value: 0 }) }))
    .sort((a, b) => a.value - b.value)
    .map((label) => ({ ...label, at: label.value }));
  for (const [index, label] of labels.entries()) {
    const below = labels[index - 1];
    if (below !== undefined) label.at = Math.max(label.at, below.at + apart);
  }
  return labels;
}
