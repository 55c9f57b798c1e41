import type { Defined } from '../../models/errors.ts';
import { isDefined } from '../../models/metrics/metric.ts';
import { deviation } from '../accuracy/figures.ts';

/** What a study measured in one cell. */
export interface Cell {
  /** Mean over seeds (and folds, masks, rates or patterns, as the report says). */
  readonly mean: number | null;
  /** Standard deviation over seeds; `null` for a single one. */
  readonly sd: number | null;
  /** 95 %, patients resampled; `null` where the figure is not one of patients. */
  readonly interval: readonly [number, number] | null;
  /** One a seed. */
  readonly values: readonly number[];
  /** Standard deviation over what the paper gives as its own spread, e.g. missing rates. */
  readonly spread?: number | null;
  /** Why there is no figure. */
  readonly reason?: string;
}

export interface Column {
  readonly key: string;
  readonly label: string;
}

/** A row of the paper, one of ours, or one that both have. */
export interface ReportRow {
  readonly name: string;
  /** As printed in the paper, by column. */
  readonly paper: Readonly<Record<string, string>>;
  readonly ours: Readonly<Record<string, Cell>>;
  /** Why this version has no figures of its own for it. */
  readonly absent?: string;
}

export interface TestResult {
  readonly name: string;
  readonly column: string;
  /** What the pairs are of, e.g. seeds. */
  readonly unit: string;
  readonly n: number;
  /** Two-sided; `null` where the test is undefined. */
  readonly p: number | null;
  /** Holm-Bonferroni over the rows of the column. */
  readonly adjusted: number | null;
}

/** A line of a figure. */
export interface Curve {
  readonly name: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}

export interface Report {
  readonly columns: readonly Column[];
  readonly rows: readonly ReportRow[];
  readonly tests: readonly TestResult[];
  readonly curves: readonly Curve[];
  readonly axes?: { readonly x: string; readonly y: string };
  /** What a reader has to know: how it was measured, what differs from the paper. */
  readonly notes: readonly string[];
}

export const EMPTY_REPORT: Report = { columns: [], rows: [], tests: [], curves: [], notes: [] };

/** A cell of figures that are one a seed; where none is defined, why the first is not. */
export function definedCell(results: readonly Defined<number>[]): Cell {
  const cell = cellOf(results.map((result) => (isDefined(result) ? result.value : Number.NaN)));
  const [first] = results;
  if (cell.mean !== null || first === undefined || isDefined(first)) return cell;
  return { ...cell, reason: first.undefined };
}

/** A cell of values that are one a seed, without an interval. */
export function cellOf(values: readonly number[]): Cell {
  const known = values.filter((value) => Number.isFinite(value));
  if (known.length === 0) return { mean: null, sd: null, interval: null, values, reason: 'undefined' };
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  return { mean, sd: deviation(known), interval: null, values };
}
