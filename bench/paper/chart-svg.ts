import type { Curve, Report } from './report.ts';

const WIDTH = 720;
const LINE = 22;
const LEFT = 190;
const RIGHT = 20;
const TOP = 60;
const PLOT_HEIGHT = 300;
const FONT = 'font-family="sans-serif" font-size="12"';
/** Okabe and Ito's colours, which the colour-blind tell apart. */
const COLOURS = ['#0072B2', '#D55E00', '#009E73', '#CC79A7', '#E69F00', '#56B4E9', '#000000'];

/** A report as one chart: its curves, or the first column as dots with intervals beside the paper's. */
export function chartSvg(title: string, report: Report): string {
  const body = report.curves.length > 0 ? curveChart(report) : dotChart(report);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${body.height}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${WIDTH}" height="${body.height}" fill="white"/>`,
    `<text x="10" y="20" ${FONT}>${escaped(title)}</text>`,
    ...body.lines,
    '</svg>',
    '',
  ].join('\n');
}

interface Body {
  readonly height: number;
  readonly lines: readonly string[];
}

/** A number line: where a value lies between pixels. */
function scaleOf(values: readonly number[], from: number, to: number): (value: number) => number {
  const known = values.filter((value) => Number.isFinite(value));
  const low = Math.min(...known);
  const span = Math.max(...known) - low || 1;
  return (value) => from + ((value - low) / span) * (to - from);
}

function dotChart({ rows, columns }: Report): Body {
  const key = columns[0]?.key ?? '';
  const entries = rows.map(({ name, paper, ours }) => ({
    name,
    printed: Number.parseFloat(paper[key] ?? ''),
    mean: ours[key]?.mean ?? Number.NaN,
    interval: ours[key]?.interval ?? null,
  }));
  const values = entries.flatMap(({ printed, mean, interval }) => [printed, mean, ...(interval ?? [])]);
  if (!values.some((value) => Number.isFinite(value))) return { height: TOP, lines: [] };
  const x = scaleOf(values, LEFT, WIDTH - RIGHT);
  const lines = entries.flatMap(({ name, printed, mean, interval }, i) => {
    const y = TOP + i * LINE;
    return [
      `<text x="10" y="${y + 4}" ${FONT}>${escaped(name)}</text>`,
      ...(interval === null
        ? []
        : [
            `<line x1="${px(x(interval[0]))}" x2="${px(x(interval[1]))}" y1="${y}" y2="${y}" stroke="${COLOURS[0]}"/>`,
          ]),
      ...(Number.isFinite(mean)
        ? [`<circle cx="${px(x(mean))}" cy="${y}" r="4" fill="${COLOURS[0]}"/>`, label(x(mean), y - 6, mean)]
        : []),
      ...(Number.isFinite(printed)
        ? [`<circle cx="${px(x(printed))}" cy="${y}" r="4" fill="none" stroke="${COLOURS[1]}"/>`]
        : []),
    ];
  });
  const legend = `<text x="10" y="40" ${FONT}>${escaped(columns[0]?.label ?? '')}: filled = ours with 95 %, open = paper</text>`;
  return { height: TOP + rows.length * LINE + 10, lines: [legend, ...lines] };
}

function curveChart({ curves, axes }: Report): Body {
  const points = curves.flatMap((curve) => curve.points);
  const x = scaleOf(
    points.map(([value]) => value),
    LEFT,
    WIDTH - RIGHT,
  );
  const values = points.map(([, value]) => value).filter((value) => Number.isFinite(value));
  const y = scaleOf(values, TOP + PLOT_HEIGHT, TOP);
  const lines = curves.flatMap((curve, i) => [
    `<polyline fill="none" stroke="${colourOf(i)}" points="${pointsText(curve, x, y)}"/>`,
    `<text x="10" y="${TOP + i * LINE}" fill="${colourOf(i)}" ${FONT}>${escaped(curve.name)}</text>`,
  ]);
  const ends = values.length === 0 ? [] : [Math.min(...values), Math.max(...values)];
  return {
    height: TOP + Math.max(PLOT_HEIGHT, curves.length * LINE) + 30,
    lines: [
      `<text x="${LEFT}" y="40" ${FONT}>${escaped(axes?.y ?? '')} against ${escaped(axes?.x ?? '')}</text>`,
      ...ends.map((value) => label(LEFT - 20, y(value) + 4, value)),
      ...lines,
    ],
  };
}

function pointsText({ points }: Curve, x: (value: number) => number, y: (value: number) => number): string {
  return points
    .filter(([, value]) => Number.isFinite(value))
    .map(([at, value]) => `${px(x(at))},${px(y(value))}`)
    .join(' ');
}

const colourOf = (i: number): string => COLOURS[i % COLOURS.length] ?? '#000000';
const px = (value: number): string => value.toFixed(1);
const label = (x: number, y: number, value: number): string =>
  `<text x="${px(x)}" y="${px(y)}" text-anchor="middle" font-family="sans-serif" font-size="10">${value.toFixed(3)}</text>`;

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
