import * as Plot from '@observablehq/plot';
import { formatSigned } from '../format/numbers.ts';
import { formatRisk, probabilityOf } from '../format/risk.ts';
import { lookOf, maybeModality } from '../modality/modalities.ts';
import { addHatch, draw, type ChartSize } from './draw.ts';
import { riskTicks, type Waterfall } from './waterfall-data.ts';

export interface Absence {
  readonly why: string;
  readonly standIn: string | null;
}

export interface WaterfallTexts {
  readonly base: string;
  readonly risk: string;
  readonly axis: string;
  /** Which risk a bar leads to. */
  readonly reaches: (risk: string) => string;
  /** Written where a modality has no bar, by name: why, and what stands in where the room allows it. */
  readonly absence: Readonly<Record<string, Absence>>;
  readonly names: Readonly<Record<string, string>>;
}

export interface WaterfallOptions extends ChartSize {
  /** Log-odds that bars may reach, so that the axis stands still while modalities are switched. */
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
const MARGIN_LEFT = 116;
const MARGIN_RIGHT = 0;
const AXIS_PX = 44;
const TICK_GAP_PX = 44;
const HATCH = 'waterfall-hatch';
/** Half of the width of the box that stands for "no contribution". */
const GAP_PX = 13;
/** Width of the signed number of a bar. */
const SIGN_PX = 40;
/** Kept free on either side of all bars: for the boxes of gaps, and for the labels. */
const FREE_PX = { left: GAP_PX + 6, right: 92 };
/** Width of a character, about. */
const CHARACTER_PX = 6;
const HALO = { stroke: 'var(--surface-1)', strokeWidth: 4 };

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
  const keys = [BASE, ...rows.map(({ key }) => key), RISK];
  const plotted = Math.max(60, width - MARGIN_LEFT - MARGIN_RIGHT - FREE_PX.left - FREE_PX.right);
  const perPixel = (range[1] - range[0]) / plotted;
  const domain = [range[0] - perPixel * FREE_PX.left, range[1] + perPixel * FREE_PX.right] as const;
  const ticks = riskTicks(domain[0], domain[1], perPixel * TICK_GAP_PX);
  const svg = draw({
    width,
    height: keys.length * rowHeight + AXIS_PX,
    marginLeft: MARGIN_LEFT,
    marginRight: MARGIN_RIGHT,
    marginTop: 0,
    marginBottom: AXIS_PX,
    x: { domain: [...domain], axis: null },
    // Outer padding of half the inner one makes each row exactly as high as asked for.
    y: { domain: keys, axis: null, paddingInner: 0.46, paddingOuter: 0.23 },
    marks: [
      Plot.gridX(ticks, { stroke: 'var(--border)', strokeOpacity: 1 }),
      Plot.ruleX([waterfall.base], { stroke: 'var(--border-strong)', strokeDasharray: '3 3' }),
      connectors(rows, waterfall, keys),
      ...gapMarks(gaps, texts, { low: domain[0], high: domain[1], perPixel }),
      Plot.barX(bars, {
        x1: 'from',
        x2: 'to',
        y: 'key',
        fill: ({ contribution }: Row) =>
          (contribution ?? 0) >= 0 ? 'var(--raises-fill)' : 'var(--lowers-fill)',
        rx: 2,
      }),
      ...barLabels(bars, texts),
      ...endMarks(waterfall),
      Plot.axisX(ticks, {
        tickFormat: (tick: number) => formatRisk(probabilityOf(tick)),
        label: texts.axis,
        labelAnchor: 'center',
        labelArrow: 'none',
        labelOffset: 38,
        tickSize: 0,
        fill: 'var(--text-2)',
      }),
      ...rowNames(keys, texts),
    ],
  });
  return addHatch(svg, HATCH);
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

interface Scale {
  /** Ends of the axis, log-odds. */
  readonly low: number;
  readonly high: number;
  readonly perPixel: number;
}

/** A hollow hatched box where a modality contributes nothing because it is not there, and why. */
function gapMarks(gaps: readonly Row[], texts: WaterfallTexts, scale: Scale): Plot.Markish[] {
  const { perPixel } = scale;
  const labels = gaps.map((gap) => ({ ...gap, ...gapLabel(gap, texts.absence[gap.key], scale) }));
  type Label = (typeof labels)[number];
  const text = { x: 'from', y: 'key', text: ({ words }: Label) => words, fill: 'var(--text-2)', ...HALO };
  return [
    Plot.barX(gaps, {
      x1: ({ from }: Row) => from - perPixel * GAP_PX,
      x2: ({ from }: Row) => from + perPixel * GAP_PX,
      y: 'key',
      fill: `url(#${HATCH})`,
      stroke: 'var(--border-strong)',
      strokeDasharray: '3 2',
      insetTop: 3,
      insetBottom: 3,
    }),
    Plot.text(
      labels.filter(({ side }) => side === 'right'),
      { ...text, dx: GAP_PX + 6, textAnchor: 'start' },
    ),
    Plot.text(
      labels.filter(({ side }) => side === 'left'),
      { ...text, dx: -GAP_PX - 6, textAnchor: 'end' },
    ),
  ];
}

/** Beside the box: right of it where that fits, else left; where neither has room, what stands in is left out. */
function gapLabel({ from }: Row, absence: Absence | undefined, { low, high, perPixel }: Scale) {
  const { why, standIn } = absence ?? { why: '', standIn: null };
  const whole = standIn === null ? why : `${why}; ${standIn}`;
  const room = { right: (high - from) / perPixel, left: (from - low) / perPixel };
  const choices = [whole, why].flatMap((words) =>
    (['right', 'left'] as const).map((side) => ({ words, side })),
  );
  const fits = ({ words, side }: (typeof choices)[number]) =>
    words.length * CHARACTER_PX + GAP_PX + 6 <= room[side];
  return choices.find(fits) ?? { words: why, side: 'right' as const };
}

/** Right of each bar the signed number, coloured by its direction, and the risk that the bar leads to. */
function barLabels(bars: readonly Row[], { reaches }: WaterfallTexts): Plot.Markish[] {
  const place = {
    x: ({ from, to }: Row) => Math.max(from, to),
    y: 'key',
    textAnchor: 'start' as const,
    ...HALO,
  };
  return [
    Plot.text(bars, {
      ...place,
      dx: 6 + SIGN_PX,
      text: ({ to }: Row) => reaches(formatRisk(probabilityOf(to))),
      fill: 'var(--text-2)',
    }),
    Plot.text(bars, {
      ...place,
      dx: 6,
      text: ({ contribution }: Row) => formatSigned(contribution ?? 0, 2),
      fill: ({ contribution }: Row) => ((contribution ?? 0) >= 0 ? 'var(--raises)' : 'var(--lowers)'),
      fontWeight: 600,
    }),
  ];
}

/** The two ends with their probabilities: an empty dot for the base rate, a full one for the risk. */
function endMarks({ base, total }: Waterfall): Plot.Markish[] {
  const ends = [
    { key: BASE, at: base },
    { key: RISK, at: total },
  ];
  type End = (typeof ends)[number];
  return [
    Plot.dot(ends, {
      x: 'at',
      y: 'key',
      r: 5.5,
      fill: ({ key }: End) => (key === BASE ? 'var(--surface-1)' : 'var(--text-1)'),
      stroke: 'var(--text-1)',
      strokeWidth: 2,
    }),
    Plot.text(ends, {
      x: 'at',
      y: 'key',
      text: ({ at }: End) => formatRisk(probabilityOf(at)),
      dx: 12,
      textAnchor: 'start',
      fill: 'var(--text-1)',
      fontWeight: 650,
      fontSize: 13,
      ...HALO,
    }),
  ];
}

/** Names at the left edge, each modality with its colour. */
function rowNames(keys: readonly string[], texts: WaterfallTexts): Plot.Markish[] {
  const modalities = keys.flatMap((key) => maybeModality(key) ?? []);
  const nameOf = (key: string) =>
    key === BASE ? texts.base : key === RISK ? texts.risk : (texts.names[key] ?? key);
  const left = { frameAnchor: 'left' as const, y: (key: string) => key };
  return [
    Plot.dot(modalities, {
      ...left,
      dx: -MARGIN_LEFT + 7,
      symbol: 'square',
      r: 5,
      fill: (name: (typeof modalities)[number]) => lookOf(name).color,
    }),
    Plot.text(modalities, {
      ...left,
      dx: -MARGIN_LEFT + 20,
      textAnchor: 'start',
      text: nameOf,
      fill: 'var(--text-1)',
      fontWeight: 550,
      fontSize: 13,
    }),
    Plot.text(
      keys.filter((key) => key === BASE || key === RISK),
      {
        ...left,
        dx: -MARGIN_LEFT,
        textAnchor: 'start',
        text: nameOf,
        fill: 'var(--text-1)',
        fontWeight: 650,
        fontSize: 13,
      },
    ),
  ];
}
