import * as Plot from '@observablehq/plot';
import { formatCount } from '../format/numbers.ts';
import { capital } from '../format/words.ts';
import { draw, type ChartSize } from './draw.ts';

export interface AttritionStep {
  readonly step: string;
  readonly left: number;
  /** How many this rule took away; `null` for the first. */
  readonly lost: number | null;
}

/** Steps with what each takes away from the one before. */
export function attritionSteps(attrition: readonly { step: string; left: number }[]): AttritionStep[] {
  return attrition.map(({ step, left }, index) => {
    const before = attrition[index - 1];
    return { step: capital(step), left, lost: before === undefined ? null : before.left - left };
  });
}

const ROW = 46;

/** How many are left after each rule: a bar a rule, its words above it. */
export function attritionChart(steps: readonly AttritionStep[], { width }: ChartSize): SVGSVGElement {
  const most = Math.max(1, ...steps.map(({ left }) => left));
  const rows = steps.map((step, index) => ({ ...step, row: String(index) }));
  type Row = (typeof rows)[number];
  return draw({
    width,
    height: steps.length * ROW + 4,
    marginLeft: 0,
    marginRight: 92,
    marginTop: 2,
    marginBottom: 2,
    x: { domain: [0, most], axis: null },
    y: { domain: rows.map(({ row }) => row), axis: null, padding: 0 },
    marks: [
      Plot.barX(rows, { x: most, y: 'row', fill: 'var(--surface-2)', insetTop: 22, insetBottom: 8, rx: 3 }),
      Plot.barX(rows, { x: 'left', y: 'row', fill: 'var(--accent)', insetTop: 22, insetBottom: 8, rx: 3 }),
      Plot.text(rows, {
        x: 0,
        y: 'row',
        text: 'step',
        textAnchor: 'start',
        dy: -11,
        fill: 'var(--text-1)',
        fontWeight: 550,
        fontSize: 12.5,
      }),
      Plot.text(rows, {
        x: most,
        y: 'row',
        text: ({ left }: Row) => formatCount(left),
        textAnchor: 'start',
        dx: 10,
        dy: 7,
        fill: 'var(--text-1)',
        fontWeight: 650,
        fontSize: 13,
      }),
      Plot.text(
        rows.filter(({ lost }) => lost !== null),
        {
          x: most,
          y: 'row',
          text: ({ lost }: Row) => (lost === 0 ? '0' : `−${formatCount(lost ?? 0)}`),
          textAnchor: 'start',
          dx: 10,
          dy: -11,
          fill: 'var(--text-3)',
        },
      ),
    ],
  });
}
