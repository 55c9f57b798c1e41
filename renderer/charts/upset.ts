import * as Plot from '@observablehq/plot';
import { formatCount } from '../format/numbers.ts';
import { lookOf, MODALITY_ORDER, type ModalityName } from '../modality/modalities.ts';
import { addHatch, draw, type ChartSize } from './draw.ts';

export interface PresencePattern {
  readonly present: readonly ModalityName[];
  readonly n: number;
}

export interface UpsetOptions extends ChartSize {
  readonly names: Readonly<Record<ModalityName, string>>;
}

const HATCH = 'upset-hatch';
const ROW = 26;
const HEAD = 84;
/** Share of the width that the squares take, at most this many pixels. */
const MATRIX_PX = 190;
const NUMBER_PX = 64;

/** Presence of modalities: a row a combination, filled squares for what is present, a bar for how often. */
export function upsetChart(patterns: readonly PresencePattern[], options: UpsetOptions): SVGSVGElement {
  const { width, names } = options;
  const matrix = Math.min(MATRIX_PX, width * 0.45);
  const column = matrix / MODALITY_ORDER.length;
  const most = Math.max(1, ...patterns.map(({ n }) => n));
  const barLeft = matrix + 12;
  const barWidth = Math.max(20, width - barLeft - NUMBER_PX);
  const rows = patterns.map(({ n, present }, index) => ({ row: String(index), n, present }));
  const cells = rows.flatMap(({ row, present }) =>
    MODALITY_ORDER.map((modality, index) => ({
      row,
      at: (index + 0.5) * column,
      modality,
      filled: present.includes(modality),
    })),
  );
  type Cell = (typeof cells)[number];
  const spans = rows.flatMap(({ row, present }) => {
    const places = present.map((name) => (MODALITY_ORDER.indexOf(name) + 0.5) * column);
    return places.length < 2 ? [] : [{ row, from: Math.min(...places), to: Math.max(...places) }];
  });
  const svg = draw({
    width,
    height: rows.length * ROW + HEAD,
    marginLeft: 0,
    marginRight: 0,
    marginTop: HEAD,
    marginBottom: 0,
    // One scale in pixels holds both the squares and the bars.
    x: { domain: [0, width], range: [0, width], axis: null },
    y: { domain: rows.map(({ row }) => row), axis: null, padding: 0 },
    marks: [
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
        { x: 'at', y: 'row', symbol: 'square', r: 7, stroke: 'var(--border-strong)', fill: `url(#${HATCH})` },
      ),
      Plot.dot(
        cells.filter(({ filled }) => filled),
        {
          x: 'at',
          y: 'row',
          symbol: 'square',
          r: 7.5,
          fill: ({ modality }: Cell) => lookOf(modality).color,
        },
      ),
      Plot.barX(rows, {
        x1: barLeft,
        x2: ({ n }: { n: number }) => barLeft + (n / most) * barWidth,
        y: 'row',
        fill: 'var(--accent)',
        insetTop: 5,
        insetBottom: 5,
        rx: 2,
      }),
      Plot.text(rows, {
        x: ({ n }: { n: number }) => barLeft + (n / most) * barWidth,
        y: 'row',
        text: ({ n }: { n: number }) => formatCount(n),
        textAnchor: 'start',
        dx: 6,
        fill: 'var(--text-1)',
        fontWeight: 550,
      }),
      Plot.text(MODALITY_ORDER, {
        x: (_: ModalityName, index: number) => (index + 0.5) * column,
        frameAnchor: 'top',
        text: (name: ModalityName) => names[name],
        rotate: -55,
        textAnchor: 'start',
        dy: -8,
        fill: 'var(--text-1)',
        fontWeight: 550,
      }),
    ],
  });
  return addHatch(svg, HATCH);
}
