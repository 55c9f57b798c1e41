import * as Plot from '@observablehq/plot';
import { formatCount, formatFixed, NO_VALUE } from '../format/numbers.ts';
import { formatMetric } from '../format/risk.ts';
import { MODALITY_ORDER, type ModalityName } from '../modality/modalities.ts';
import { addHatch, draw, type ChartSize } from './draw.ts';
import { presenceSquares } from './presence-squares.ts';

export interface ScoredPattern {
  readonly present: readonly ModalityName[];
  readonly n: number;
  readonly auroc: number | null;
  readonly interval: readonly [number, number] | null;
}

export interface ScorecardOptions extends ChartSize {
  readonly names: Readonly<Record<ModalityName, string>>;
  readonly axis: string;
  readonly countLabel: string;
  /** AUROC of everybody: a line that all rows are read against. */
  readonly overall: number | null;
}

interface Row extends ScoredPattern {
  readonly row: string;
}

const HATCH = 'scorecard-hatch';
const ROW = 26;
const HEAD = 84;
const FOOT = 44;
const MATRIX_PX = 190;
const COUNT_PX = 64;
const FIGURE_PX = 60;
const CHANCE = 0.5;

/** How well the model does under each combination of modalities: squares, how often, AUROC with its interval. */
export function patternScorecardChart(
  patterns: readonly ScoredPattern[],
  { width, names, axis, countLabel, overall }: ScorecardOptions,
): SVGSVGElement {
  const matrix = Math.min(MATRIX_PX, width * 0.38);
  const from = matrix + COUNT_PX + 10;
  const to = Math.max(from + 60, width - FIGURE_PX);
  const reached = patterns.flatMap(({ auroc, interval }) => [auroc ?? [], ...(interval ?? [])].flat());
  const low = Math.min(CHANCE, ...reached.map((value) => Math.floor(value * 10) / 10));
  const at = (value: number): number => from + ((value - low) / (1 - low)) * (to - from);
  const rows = patterns.map((pattern, index): Row => ({ ...pattern, row: String(index) }));
  const measured = rows.filter(({ auroc }) => auroc !== null);
  const ticks = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1].filter((tick) => tick >= low - 1e-9);
  const svg = draw({
    width,
    height: rows.length * ROW + HEAD + FOOT,
    marginLeft: 0,
    marginRight: 0,
    marginTop: HEAD,
    marginBottom: FOOT,
    // One scale in pixels holds squares, counts and figures.
    x: { domain: [0, width], range: [0, width], axis: null },
    y: { type: 'band', domain: rows.map(({ row }) => row), axis: null, padding: 0 },
    marks: [
      ...presenceSquares(rows, { column: matrix / MODALITY_ORDER.length, names, hatch: HATCH }),
      ...axisMarks(ticks, { at, axis, middle: (from + to) / 2 }),
      ...(overall === null
        ? []
        : [Plot.ruleX([at(overall)], { stroke: 'var(--border-strong)', strokeDasharray: '4 3' })]),
      ...countMarks(rows, { x: matrix + COUNT_PX - 8, countLabel }),
      Plot.link(measured, {
        x1: ({ auroc, interval }: Row) => at(interval?.[0] ?? auroc ?? 0),
        x2: ({ auroc, interval }: Row) => at(interval?.[1] ?? auroc ?? 0),
        y1: 'row',
        y2: 'row',
        stroke: 'var(--accent)',
        strokeWidth: 1.6,
      }),
      Plot.dot(measured, { x: ({ auroc }: Row) => at(auroc ?? 0), y: 'row', r: 4.5, fill: 'var(--accent)' }),
      Plot.text(rows, {
        x: to + 12,
        y: 'row',
        text: ({ auroc }: Row) => (auroc === null ? NO_VALUE : formatMetric(auroc)),
        textAnchor: 'start',
        fill: 'var(--text-1)',
        fontWeight: 550,
      }),
    ],
  });
  return addHatch(svg, HATCH);
}

interface Axis {
  readonly at: (value: number) => number;
  readonly axis: string;
  readonly middle: number;
}

function axisMarks(ticks: readonly number[], { at, axis, middle }: Axis): Plot.Markish[] {
  return [
    Plot.ruleX(ticks.map(at), { stroke: 'var(--border)' }),
    Plot.text(ticks, {
      x: at,
      frameAnchor: 'bottom',
      dy: 16,
      text: (tick: number) => formatFixed(tick, 1),
      fill: 'var(--text-2)',
    }),
    Plot.text([axis], {
      x: middle,
      frameAnchor: 'bottom',
      dy: 36,
      text: (words: string) => words,
      fill: 'var(--text-2)',
    }),
  ];
}

function countMarks(
  rows: readonly Row[],
  { x, countLabel }: { readonly x: number; readonly countLabel: string },
): Plot.Markish[] {
  return [
    Plot.text(rows, {
      x,
      y: 'row',
      text: ({ n }: Row) => formatCount(n),
      textAnchor: 'end',
      fill: 'var(--text-2)',
    }),
    Plot.text([countLabel], {
      x,
      frameAnchor: 'top',
      dy: -10,
      text: (words: string) => words,
      textAnchor: 'end',
      fill: 'var(--text-2)',
      fontWeight: 550,
    }),
  ];
}
