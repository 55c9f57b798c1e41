import type { RepresentationRank } from '../../../models/diagnostics/rank.ts';
import { BETAS } from '../../../models/experiments/rank-against-beta.ts';
import { isDefined } from '../../../models/metrics/metric.ts';
import { type Cell, cellOf, type Curve } from '../report.ts';

/** Ranks of what a fusion makes as one modality is weighed up. */
export interface BetaRanks<Point extends RepresentationRank = RepresentationRank> {
  /** By encoders: for each beta one a seed. */
  readonly points: ReadonlyMap<string, readonly (readonly Point[])[]>;
  /** Of the modality alone, one a seed. */
  readonly alone: readonly RepresentationRank[];
}

export const effectiveRank = ({ effective }: RepresentationRank): number =>
  isDefined(effective) ? effective.value : Number.NaN;

/** A cell for each beta. @param points for each beta one a seed. */
export function betaCells<Point>(
  points: readonly (readonly Point[])[],
  valueOf: (point: Point) => number,
): Record<string, Cell> {
  return Object.fromEntries(points.map((own, i) => [String(BETAS[i] ?? i), cellOf(own.map(valueOf))]));
}

/**
 * Rows of both ranks: the numerical one under the name that the paper's integers go by, the effective one beside it.
 * @param nameOf the row of encoders. @param alone that of the modality by itself.
 */
export function rankRows(
  { points, alone }: BetaRanks,
  nameOf: (encoders: string) => string,
  aloneName: string,
): Map<string, Record<string, Cell>> {
  const rows = new Map<string, Record<string, Cell>>();
  const add = (name: string, own: readonly (readonly RepresentationRank[])[]): void => {
    rows.set(
      name,
      betaCells(own, ({ numerical }) => numerical),
    );
    rows.set(`${name}, effective`, betaCells(own, effectiveRank));
  };
  add(aloneName, [alone]);
  for (const [encoders, own] of points) add(nameOf(encoders), own);
  return rows;
}

/** The effective rank against beta, and that of the modality alone as a line across. */
export function rankCurves({ points, alone }: BetaRanks): Curve[] {
  const meanOf = (own: readonly RepresentationRank[]): number =>
    cellOf(own.map(effectiveRank)).mean ?? Number.NaN;
  const level = meanOf(alone);
  return [
    ...[...points].map(([name, own]): Curve => ({
      name,
      points: own.map((at, i) => [BETAS[i] ?? i, meanOf(at)]),
    })),
    { name: 'alone', points: BETAS.map((beta) => [beta, level]) },
  ];
}
