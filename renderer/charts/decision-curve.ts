import * as Plot from '@observablehq/plot';
import type { Audit } from '../../main/api/services.ts';
import { formatFixed } from '../format/numbers.ts';
import { formatShare } from '../format/risk.ts';
import { draw, type ChartSize } from './draw.ts';

type Threshold = Audit['decision'][number];

export interface DecisionOptions extends ChartSize {
  readonly xLabel: string;
  readonly yLabel: string;
  readonly names: { readonly model: string; readonly all: string; readonly nobody: string };
}

const HEIGHT = 320;

/** Net benefit of acting on the model's risks, on everybody and on nobody, over the thresholds at which one might. */
export function decisionCurveChart(
  thresholds: readonly Threshold[],
  { width, xLabel, yLabel, names }: DecisionOptions,
): SVGSVGElement {
  const high = Math.max(
    0.001,
    ...thresholds.flatMap(({ model, interval }) => [model, interval?.[1] ?? model]),
  );
  const low = -high * 0.3;
  const last = thresholds.at(-1)?.threshold ?? 1;
  const first = thresholds[0]?.threshold ?? 0;
  // Acting on everybody soon falls far below: only what lies in the picture is drawn.
  const everybody = thresholds.filter(({ all }) => all >= low);
  const place = (points: readonly Threshold[], share: number) =>
    points[Math.floor((points.length - 1) * share)];
  const labels = [
    { words: names.model, at: place(thresholds, 0.62), y: ({ model }: Threshold) => model, dy: -12 },
    { words: names.all, at: everybody.at(-1), y: ({ all }: Threshold) => all, dy: 4 },
    { words: names.nobody, at: thresholds.at(-1), y: () => 0, dy: 12 },
  ].flatMap(({ words, at, y, dy }) => (at === undefined ? [] : [{ words, x: at.threshold, y: y(at), dy }]));
  type Label = (typeof labels)[number];
  const text = (label: Label, anchor: 'start' | 'end'): Plot.Markish =>
    Plot.text([label], {
      x: 'x',
      y: 'y',
      dx: anchor === 'start' ? 8 : 0,
      dy: label.dy,
      text: 'words',
      textAnchor: anchor,
      fill: 'var(--text-1)',
      fontWeight: 550,
      stroke: 'var(--surface-1)',
      strokeWidth: 4,
    });
  return draw({
    width,
    height: HEIGHT,
    marginLeft: 58,
    marginRight: 18,
    marginTop: 24,
    marginBottom: 42,
    x: {
      domain: [first, last],
      label: xLabel,
      labelAnchor: 'center',
      labelArrow: 'none',
      labelOffset: 36,
      tickSize: 0,
      ticks: 6,
      tickFormat: formatShare,
    },
    y: {
      domain: [low, high * 1.08],
      label: yLabel,
      labelArrow: 'none',
      tickSize: 0,
      ticks: 5,
      tickFormat: (value: number) => formatFixed(value, 3),
      grid: true,
    },
    marks: [
      Plot.areaY(
        thresholds.filter(({ interval }) => interval !== null),
        {
          x: 'threshold',
          y1: ({ interval }: Threshold) => Math.max(low, interval?.[0] ?? 0),
          y2: ({ interval }: Threshold) => interval?.[1] ?? 0,
          fill: 'var(--accent)',
          fillOpacity: 0.14,
        },
      ),
      Plot.ruleY([0], { stroke: 'var(--text-3)', strokeWidth: 1.4 }),
      Plot.line(everybody, {
        x: 'threshold',
        y: 'all',
        stroke: 'var(--text-2)',
        strokeWidth: 1.6,
        strokeDasharray: '5 4',
      }),
      Plot.line(thresholds, { x: 'threshold', y: 'model', stroke: 'var(--accent)', strokeWidth: 2.2 }),
      ...labels.map((label) => text(label, label.words === names.nobody ? 'end' : 'start')),
    ],
  });
}
