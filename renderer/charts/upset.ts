import * as Plot from '@observablehq/plot';
import { formatCount } from '../format/numbers.ts';
import { MODALITY_ORDER, type ModalityName } from '../modality/modalities.ts';
import { addHatch, draw, type ChartSize } from './draw.ts';
import { presenceSquares } from './presence-squares.ts';

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
  const most = Math.max(1, ...patterns.map(({ n }) => n));
  const barLeft = matrix + 12;
  const barWidth = Math.max(20, width - barLeft - NUMBER_PX);
  const rows = patterns.map(({ n, present }, index) => ({ row: String(index), n, present }));
  const squares = presenceSquares(rows, { column: matrix / MODALITY_ORDER.length, names, hatch: HATCH });
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
      ...squares,
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
    ],
  });
  return addHatch(svg, HATCH);
}
