import * as Plot from '@observablehq/plot';
import { NO_VALUE } from '../format/numbers.ts';
import { formatShare } from '../format/risk.ts';
import { lookOf, type ModalityName } from '../modality/modalities.ts';
import { addHatch, draw, type ChartSize } from './draw.ts';

export interface AbsenceRow {
  readonly group: string;
  /** Share of the group in which each modality is absent; `null` = not shown. */
  readonly shares: Readonly<Partial<Record<ModalityName, number | null>>>;
}

export interface AbsenceMapOptions extends ChartSize {
  readonly modalities: readonly ModalityName[];
  readonly names: Readonly<Record<ModalityName, string>>;
}

interface Cell {
  readonly group: string;
  readonly modality: ModalityName;
  readonly share: number | null;
}

const HATCH = 'absence-hatch';
const ROW = 30;
const HEAD = 26;
const LABEL_PX = 118;
/** Columns wider than this would part the figures from the names. */
const WIDEST_COLUMN = 130;

/** A row a group, a column a modality: the longer the hatched part of a cell, the more stays lack the modality. */
export function absenceMapChart(
  rows: readonly AbsenceRow[],
  { width, modalities, names }: AbsenceMapOptions,
): SVGSVGElement {
  const column = Math.min(WIDEST_COLUMN, (width - LABEL_PX) / Math.max(1, modalities.length));
  const cells = rows.flatMap(({ group, shares }) =>
    modalities.map((modality): Cell => ({ group, modality, share: shares[modality] ?? null })),
  );
  const gap = 8;
  const left = ({ modality }: Cell): number => LABEL_PX + modalities.indexOf(modality) * column + gap / 2;
  const barWidth = column - gap;
  const shown = cells.filter(({ share }) => share !== null);
  const filled = ({ share }: Cell): number => 1 - (share ?? 0);
  const svg = draw({
    width,
    height: rows.length * ROW + HEAD,
    marginLeft: 0,
    marginRight: 0,
    marginTop: HEAD,
    marginBottom: 0,
    // One scale in pixels holds the names and all columns.
    x: { domain: [0, width], range: [0, width], axis: null },
    y: { domain: rows.map(({ group }) => group), axis: null, padding: 0 },
    marks: [
      Plot.barX(cells, {
        x1: left,
        x2: (cell: Cell) => left(cell) + barWidth,
        y: 'group',
        insetTop: 16,
        insetBottom: 6,
        rx: 2,
        fill: `url(#${HATCH})`,
        stroke: 'var(--border)',
      }),
      Plot.barX(shown, {
        x1: left,
        x2: (cell: Cell) => left(cell) + filled(cell) * barWidth,
        y: 'group',
        insetTop: 16,
        insetBottom: 6,
        rx: 2,
        fill: ({ modality }: Cell) => lookOf(modality).color,
      }),
      Plot.text(cells, {
        x: left,
        y: 'group',
        dy: -6,
        text: ({ share }: Cell) => (share === null ? NO_VALUE : formatShare(share)),
        textAnchor: 'start',
        fill: 'var(--text-1)',
        fontWeight: 550,
      }),
      Plot.text(rows, {
        x: LABEL_PX - 8,
        y: 'group',
        text: 'group',
        textAnchor: 'end',
        lineWidth: 9,
        textOverflow: 'ellipsis-end',
        fill: 'var(--text-1)',
      }),
      Plot.text(modalities, {
        x: (_: ModalityName, index: number) => LABEL_PX + index * column + gap / 2,
        frameAnchor: 'top',
        dy: -HEAD + 6,
        text: (name: ModalityName) => names[name],
        textAnchor: 'start',
        fill: 'var(--text-2)',
        fontWeight: 550,
      }),
    ],
  });
  return addHatch(svg, HATCH);
}
