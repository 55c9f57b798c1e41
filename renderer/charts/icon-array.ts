import type { ChartSize } from './draw.ts';
import { element } from './draw.ts';

/** Counts of 100. */
export interface IconCounts {
  readonly count: number;
  /** What it was as found, the same where nothing is switched. */
  readonly before: number;
  readonly base: number;
}

type Kind = 'filled' | 'more' | 'fewer' | 'empty';

const COLUMNS = 20;
const ROWS = 100 / COLUMNS;
const STEP = 11;
const SIZE = 8.4;
const LOOKS: Readonly<Record<Kind, Readonly<Record<string, string>>>> = {
  filled: { fill: 'var(--text-1)' },
  more: { fill: 'var(--raises-fill)' },
  fewer: { fill: 'none', stroke: 'var(--lowers)', 'stroke-width': '1.4', 'stroke-dasharray': '2 1.2' },
  empty: { fill: 'var(--surface-2)', stroke: 'var(--border-strong)', 'stroke-width': '0.6' },
};

/** What an icon shows: in both counts, only in the new one, only in the old one, or in neither. */
export function kindOf(index: number, { count, before }: Omit<IconCounts, 'base'>): Kind {
  if (index < Math.min(count, before)) return 'filled';
  if (index < count) return 'more';
  return index < before ? 'fewer' : 'empty';
}

/** A hundred alike, so many of them filled: the fixed denominator made visible. A line stands after the base rate. */
export function iconArrayChart(counts: IconCounts, { width }: ChartSize): SVGSVGElement {
  const [across, down] = [COLUMNS * STEP, ROWS * STEP];
  const svg = element('svg', {
    viewBox: `0 0 ${across} ${down}`,
    width: String(width),
    height: String((width * down) / across),
  }) as SVGSVGElement;
  for (let index = 0; index < 100; index++) svg.append(icon(index, counts));
  svg.append(baseMark(counts.base));
  return svg;
}

function icon(index: number, counts: IconCounts): SVGElement {
  return element('rect', {
    x: String((index % COLUMNS) * STEP + 1),
    y: String(Math.floor(index / COLUMNS) * STEP + 1),
    width: String(SIZE),
    height: String(SIZE),
    rx: '2.4',
    ...LOOKS[kindOf(index, counts)],
  });
}

function baseMark(base: number): SVGElement {
  const x = String((base % COLUMNS) * STEP);
  const y = Math.floor(base / COLUMNS) * STEP;
  const ends = { x1: x, x2: x, y1: String(y - 0.5), y2: String(y + STEP) };
  return element('line', { ...ends, stroke: 'var(--accent)', 'stroke-width': '1.6' });
}
