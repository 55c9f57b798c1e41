import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { csvLine } from '../../main/csv/csv-text.ts';
import { chartSvg } from './chart-svg.ts';
import type { Published } from './published.ts';
import type { Cell, Report } from './report.ts';

/** What was measured, on what. */
export interface Written {
  readonly study: string;
  readonly data: string;
  readonly size: string;
  readonly seeds: number;
  readonly reading?: string | undefined;
  readonly published: Published;
  readonly report: Report;
}

/** Writes a report as JSON, CSV and SVG. @returns the files. */
export function writeReport(folder: string, written: Written): string[] {
  mkdirSync(folder, { recursive: true });
  const stem = path.join(folder, `${written.study}-${written.data}`);
  const files: Readonly<Record<string, string>> = {
    [`${stem}.json`]: `${JSON.stringify(written, null, 2)}\n`,
    [`${stem}.csv`]: csvText(written.report),
    [`${stem}.svg`]: chartSvg(titleOf(written), written.report),
  };
  for (const [file, text] of Object.entries(files)) writeFileSync(file, text);
  return Object.keys(files);
}

export function titleOf({ published, data, size }: Pick<Written, 'published' | 'data' | 'size'>): string {
  return `${published.place}: ${published.title}. ${data}: ${size}`;
}

const HEADER = ['row', 'column', 'paper', 'mean', 'sd over seeds', 'low', 'high', 'spread', 'seeds', 'note'];

function csvText({ rows, columns }: Report): string {
  const lines = rows.flatMap(({ name, paper, ours, absent }) =>
    columns.map(({ key, label }) => {
      const cell = ours[key];
      return csvLine([
        name,
        label,
        paper[key] ?? null,
        cell?.mean ?? null,
        cell?.sd ?? null,
        cell?.interval?.[0] ?? null,
        cell?.interval?.[1] ?? null,
        cell?.spread ?? null,
        cell?.values.length ?? null,
        cell?.reason ?? absent ?? null,
      ]);
    }),
  );
  return [csvLine(HEADER), ...lines].join('');
}

/** The report for a terminal: the paper's row beside ours. */
export function reportLines(written: Written): string[] {
  const { report, reading, published, seeds } = written;
  const width = Math.max(4, ...report.rows.map(({ name }) => name.length));
  const lines = report.rows.flatMap(({ name, paper, ours, absent }) => {
    const cells = (of: (key: string) => string): string =>
      report.columns.map(({ key, label }) => `${label} ${of(key)}`).join('; ');
    const printed =
      Object.keys(paper).length === 0
        ? []
        : [`${name.padEnd(width)}  paper  ${cells((key) => paper[key] ?? '-')}`];
    const measured = absent === undefined ? cells((key) => cellText(ours[key])) : absent;
    return [...printed, `${name.padEnd(width)}  ours   ${measured}`];
  });
  return [
    titleOf(written),
    `${published.paper}; ours: mean (sd over ${seeds} seeds) [95 % over patients] {spread as the paper's}`,
    ...(reading === undefined ? [] : [`our reading, optional: ${reading}`]),
    ...lines,
    ...report.tests.map(
      ({ name, column, unit, n, p, adjusted }) =>
        `EBR against ${name}, ${column}, pairs of ${unit}: n ${n}, p ${numberText(p)}, after Holm-Bonferroni ${numberText(adjusted)}`,
    ),
    ...report.notes.map((note) => `note: ${note}`),
  ];
}

export function cellText(cell: Cell | undefined): string {
  if (cell === undefined) return '-';
  if (cell.mean === null) return `not assessed (${cell.reason ?? 'undefined'})`;
  const sd = cell.sd === null ? '' : ` (${numberText(cell.sd)})`;
  const interval = cell.interval === null ? '' : ` [${cell.interval.map(numberText).join(', ')}]`;
  const spread = cell.spread === undefined || cell.spread === null ? '' : ` {${numberText(cell.spread)}}`;
  return `${numberText(cell.mean)}${sd}${interval}${spread}`;
}

function numberText(value: number | null): string {
  return value === null ? '-' : value.toFixed(Math.abs(value) < 10 ? 4 : 1);
}
