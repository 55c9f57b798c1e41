import * as Plot from '@observablehq/plot';
import { lookOf, MODALITY_ORDER, type ModalityName } from '../modality/modalities.ts';

/** A combination of present modalities, a row of the picture. */
export interface PresenceRow {
  readonly row: string;
  readonly present: readonly ModalityName[];
}

export interface SquaresOptions {
  /** Pixels a modality. */
  readonly column: number;
  readonly names: Readonly<Record<ModalityName, string>>;
  /** Id of the drawing's hatch. */
  readonly hatch: string;
}

/** Filled squares for what is present, hatched ones for what is not, in pixels from the left edge, names above. */
export function presenceSquares(
  rows: readonly PresenceRow[],
  { column, names, hatch }: SquaresOptions,
): Plot.Markish[] {
  const placeOf = (name: ModalityName): number => (MODALITY_ORDER.indexOf(name) + 0.5) * column;
  const cells = rows.flatMap(({ row, present }) =>
    MODALITY_ORDER.map((modality) => ({
      row,
      at: placeOf(modality),
      modality,
      filled: present.includes(modality),
    })),
  );
  type Cell = (typeof cells)[number];
  const spans = rows.flatMap(({ row, present }) => {
    const places = present.map(placeOf);
    return places.length < 2 ? [] : [{ row, from: Math.min(...places), to: Math.max(...places) }];
  });
  return [
    Plot.link(spans, {
      x1: 'from',
      x2: 'to',
      y1: 'row',
      y2: 'row',
      stroke: 'var(--border-strong)',
      strokeWidth: 2,
    }),
    Plot.dot(
      cells.filter(({ filled }) => !filled),
      { x: 'at', y: 'row', symbol: 'square', r: 7, stroke: 'var(--border-strong)', fill: `url(#${hatch})` },
    ),
    Plot.dot(
      cells.filter(({ filled }) => filled),
      { x: 'at', y: 'row', symbol: 'square', r: 7.5, fill: ({ modality }: Cell) => lookOf(modality).color },
    ),
    Plot.text(MODALITY_ORDER, {
      x: placeOf,
      frameAnchor: 'top',
      text: (name: ModalityName) => names[name],
      rotate: -55,
      textAnchor: 'start',
      dy: -8,
      fill: 'var(--text-1)',
      fontWeight: 550,
    }),
  ];
}
