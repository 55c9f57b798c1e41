import * as Plot from '@observablehq/plot';
import { NO_VALUE } from '../format/numbers.ts';
import { draw, type ChartSize } from './draw.ts';

export interface ForestRow {
  readonly name: string;
  /** How many, as it is written; `null` = not shown. */
  readonly n: string | null;
  readonly value: number | null;
  readonly interval: readonly [number, number] | null;
}

export interface ForestGroup {
  readonly name: string;
  readonly rows: readonly ForestRow[];
}

export interface ForestOptions extends ChartSize {
  readonly axis: string;
  readonly countLabel: string;
  /** The figure of everybody: a line that all rows are read against. */
  readonly overall: number | null;
  readonly overallText: string;
  readonly format: (value: number) => string;
}

/** A line of the picture: a group, or the variable above its groups. */
interface Line {
  readonly key: string;
  readonly words: string;
  readonly row: ForestRow | null;
}

const ROW = 26;
const HEAD = 26;
const NAME_PX = 150;
const INDENT_PX = 12;
const COUNT_PX = 62;
/** Wide enough for a figure and its interval. */
const FIGURE_PX = 138;
/** Narrower than this the figures are left to the table. */
const WITH_FIGURES = 520;

const NAME = {
  text: 'words',
  textAnchor: 'start' as const,
  fill: 'var(--text-1)',
  lineWidth: 12,
  textOverflow: 'ellipsis-end' as const,
};

/** One figure of many groups: a dot with its interval a row, the groups of one variable under its name. */
export function forestChart(groups: readonly ForestGroup[], options: ForestOptions): SVGSVGElement {
  const { width, axis, countLabel, overall, overallText, format } = options;
  const lines = linesOf(groups);
  const rows = lines.filter(({ row }) => row !== null);
  const measured = rows.filter(({ row }) => row?.value !== null);
  const [low, high] = domainOf(lines, overall);
  const withFigures = width >= WITH_FIGURES;
  const marginLeft = NAME_PX + COUNT_PX + 14;
  const left = { y: 'key', frameAnchor: 'left' as const };
  const value = ({ row }: Line): number => row?.value ?? 0;
  const end =
    (side: 0 | 1) =>
    ({ row }: Line): number =>
      row?.interval?.[side] ?? row?.value ?? 0;
  return draw({
    width,
    height: lines.length * ROW + HEAD + 44,
    marginLeft,
    marginRight: withFigures ? FIGURE_PX : 14,
    marginTop: HEAD,
    marginBottom: 44,
    x: {
      domain: [low, high],
      label: axis,
      labelAnchor: 'center',
      labelArrow: 'none',
      labelOffset: 38,
      tickSize: 0,
      ticks: 5,
      tickFormat: format,
      grid: true,
    },
    y: { type: 'band', domain: lines.map(({ key }) => key), axis: null, padding: 0 },
    marks: [
      ...(overall === null ? [] : overallMarks(overall, overallText)),
      Plot.link(measured, {
        x1: end(0),
        x2: end(1),
        y1: 'key',
        y2: 'key',
        stroke: 'var(--accent)',
        strokeWidth: 1.6,
      }),
      Plot.dot(measured, { x: value, y: 'key', symbol: 'square', r: 4.5, fill: 'var(--accent)' }),
      Plot.text(
        lines.filter(({ row }) => row === null),
        { ...left, ...NAME, dx: -marginLeft, fontWeight: 650 },
      ),
      Plot.text(rows, { ...left, ...NAME, dx: -marginLeft + INDENT_PX }),
      Plot.text(rows, {
        ...left,
        dx: -14,
        text: ({ row }: Line) => row?.n ?? NO_VALUE,
        textAnchor: 'end',
        fill: 'var(--text-2)',
      }),
      Plot.text([countLabel], {
        frameAnchor: 'top-left',
        dx: -14,
        dy: -HEAD + 6,
        text: (words: string) => words,
        textAnchor: 'end',
        fill: 'var(--text-2)',
        fontWeight: 550,
      }),
      Plot.text(withFigures ? rows : [], {
        y: 'key',
        frameAnchor: 'right',
        dx: 10,
        text: ({ row }: Line) => figureOf(row, format),
        textAnchor: 'start',
        fill: 'var(--text-1)',
      }),
    ],
  });
}

function linesOf(groups: readonly ForestGroup[]): Line[] {
  return groups.flatMap(({ name, rows }) => [
    { key: name, words: name, row: null },
    ...rows.map((row) => ({ key: `${name} ${row.name}`, words: row.name, row })),
  ]);
}

/** What all dots and intervals reach, with a little room. */
function domainOf(lines: readonly Line[], overall: number | null): readonly [number, number] {
  const places = [
    ...lines.flatMap(({ row }) => [row?.value ?? [], ...(row?.interval ?? [])].flat()),
    ...(overall === null ? [] : [overall]),
  ];
  if (places.length === 0) return [0, 1];
  const [low, high] = [Math.min(...places), Math.max(...places)];
  const room = Math.max(0.02, (high - low) * 0.06);
  return [low - room, high + room];
}

function overallMarks(overall: number, words: string): Plot.Markish[] {
  return [
    Plot.ruleX([overall], { stroke: 'var(--border-strong)', strokeDasharray: '4 3' }),
    Plot.text([words], {
      x: overall,
      frameAnchor: 'top',
      dy: -HEAD + 6,
      text: (own: string) => own,
      fill: 'var(--text-2)',
      fontWeight: 550,
    }),
  ];
}

function figureOf(row: ForestRow | null, format: (value: number) => string): string {
  if (row === null || row.value === null) return NO_VALUE;
  if (row.interval === null) return format(row.value);
  return `${format(row.value)} (${format(row.interval[0])}–${format(row.interval[1])})`;
}
