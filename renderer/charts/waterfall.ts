import * as Plot from '@observablehq/plot';
import { formatSigned } from '../format/numbers.ts';
import { formatRisk, probabilityOf } from '../format/risk.ts';
import { draw, hatchPattern, type ChartSize } from './draw.ts';
import { riskTicks, type Waterfall } from './waterfall-data.ts';

export interface WaterfallTexts {
  readonly base: string;
  readonly risk: string;
  readonly axis: string;
  /** Written where a modality has no bar, by name. */
  readonly absence: Readonly<Record<string, string>>;
  readonly names: Readonly<Record<string, string>>;
}

export interface WaterfallOptions extends ChartSize {
  /** Log-odds shown, so that the axis stands still while modalities are switched. */
  readonly range: readonly [number, number];
  readonly texts: WaterfallTexts;
  /** Height of a row, pixels; matches the switchboard beside it. */
  readonly rowHeight?: number;
}

interface Row {
  readonly key: string;
  readonly from: number;
  readonly to: number;
  readonly contribution: number | null;
}

const BASE = 'base';
const RISK = 'risk';
const MARGIN_LEFT = 108;
const MIN_LABEL_GAP_PX = 44;

/** Contributions of the modalities from the base rate to the risk, on the log-odds axis with probabilities written. */
export function waterfallChart(waterfall: Waterfall, options: WaterfallOptions): SVGSVGElement {
  const { width, range, texts, rowHeight = 44 } = options;
  const rows = waterfall.steps.map(({ modality, from, to, contribution }): Row => ({
    key: modality,
    from,
    to,
    contribution,
  }));
  const bars = rows.filter(({ contribution }) => contribution !== null);
  const gaps = rows.filter(({ contribution }) => contribution === null);
  const ends = [
    { key: BASE, at: waterfall.base },
    { key: RISK, at: waterfall.total },
  ];
  const keys = [BASE, ...rows.map(({ key }) => key), RISK];
  const nameOf = (key: string) =>
    key === BASE ? texts.base : key === RISK ? texts.risk : (texts.names[key] ?? key);
  const perPixel = (range[1] - range[0]) / (width - MARGIN_LEFT - 16);
  const svg = draw({
    width,
    height: keys.length * rowHeight + 46,
    marginLeft: MARGIN_LEFT,
    marginRight: 16,
    marginTop: 0,
    marginBottom: 46,
    x: { domain: [...range], label: null },
    y: { domain: keys, label: null, padding: 0.42 },
    marks: [
      Plot.gridX(riskTicks(range[0], range[1], perPixel * MIN_LABEL_GAP_PX), {
        stroke: 'var(--border)',
        strokeOpacity: 1,
      }),
      Plot.ruleX([waterfall.base], { stroke: 'var(--border-strong)', strokeDasharray: '3 3' }),
      connectors(rows, waterfall, keys),
      Plot.rectX(gaps, {
        x1: ({ from }: Row) => from - perPixel * 14,
        x2: ({ from }: Row) => from + perPixel * 14,
        y: 'key',
        fill: 'url(#waterfall-hatch)',
        stroke: 'var(--border-strong)',
        strokeDasharray: '3 2',
        insetTop: 2,
        insetBottom: 2,
      }),
      Plot.text(gaps, {
        x: 'from',
        y: 'key',
        text: ({ key }: Row) => texts.absence[key] ?? '',
        dx: 20,
        textAnchor: 'start',
        fill: 'var(--text-3)',
      }),
      Plot.barX(bars, {
        x1: 'from',
        x2: 'to',
        y: 'key',
        fill: ({ contribution }: Row) =>
          (contribution ?? 0) >= 0 ? 'var(--raises-fill)' : 'var(--lowers-fill)',
        rx: 2,
      }),
      ...signLabels(bars),
      Plot.dot(ends, {
        x: 'at',
        y: 'key',
        r: 5.5,
        fill: ({ key }: { key: string }) => (key === BASE ? 'var(--surface-1)' : 'var(--text-1)'),
        stroke: 'var(--text-1)',
        strokeWidth: 2,
      }),
      Plot.text(ends, {
        x: 'at',
        y: 'key',
        text: ({ at }: { at: number }) => formatRisk(probabilityOf(at)),
        dx: 12,
        textAnchor: 'start',
        fill: 'var(--text-1)',
        fontWeight: 650,
        fontSize: 13,
      }),
      Plot.axisX(riskTicks(range[0], range[1], perPixel * MIN_LABEL_GAP_PX), {
        tickFormat: (tick: number) => formatRisk(probabilityOf(tick)),
        label: texts.axis,
        labelAnchor: 'center',
        labelArrow: 'none',
        labelOffset: 40,
        tickSize: 0,
        fill: 'var(--text-2)',
      }),
      Plot.axisY({ tickFormat: nameOf, tickSize: 0, fill: 'var(--text-1)', fontSize: 12.5 }),
    ],
  });
  svg.prepend(definitions());
  return svg;
}

/** Thin lines that carry the reached level from one row to the next. */
function connectors(rows: readonly Row[], waterfall: Waterfall, keys: readonly string[]): Plot.Markish {
  const levels = [waterfall.base, ...rows.map(({ to }) => to)];
  const links = levels.map((at, index) => ({ at, from: keys[index], to: keys[index + 1] }));
  return Plot.link(links, {
    x1: 'at',
    x2: 'at',
    y1: 'from',
    y2: 'to',
    stroke: 'var(--border-strong)',
    strokeWidth: 1,
  });
}

/** The signed number outside of the end of each bar, on the side that it points to. */
function signLabels(bars: readonly Row[]): Plot.Markish[] {
  const common = {
    x: 'to',
    y: 'key',
    text: ({ contribution }: Row) => formatSigned(contribution ?? 0, 2),
    fontWeight: 600,
  };
  const raising = bars.filter(({ contribution }) => (contribution ?? 0) >= 0);
  const lowering = bars.filter(({ contribution }) => (contribution ?? 0) < 0);
  return [
    Plot.text(raising, { ...common, dx: 6, textAnchor: 'start', fill: 'var(--raises)' }),
    Plot.text(lowering, { ...common, dx: -6, textAnchor: 'end', fill: 'var(--lowers)' }),
  ];
}

function definitions(): SVGDefsElement {
  const defs = document.createElementNS('http://www.w3.org/2000/svg', 'defs');
  defs.append(hatchPattern('waterfall-hatch'));
  return defs;
}
