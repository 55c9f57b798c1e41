// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { MODALITIES, type ModalityName } from '../../models/modalities/modality.ts';
import { logit } from '../format/risk.ts';
import { en } from '../text/en/index.ts';
import { absenceMapChart } from './absence-map.ts';
import { attritionChart, attritionSteps } from './attrition.ts';
import { barsChart } from './bars.ts';
import { calibrationChart } from './calibration.ts';
import { curvesChart, endLabels, thinned } from './curves.ts';
import { decisionCurveChart } from './decision-curve.ts';
import { forestChart } from './forest.ts';
import { heatMapChart } from './heat-map.ts';
import { iconArrayChart } from './icon-array.ts';
import { labSeriesChart } from './lab-series.ts';
import { patternScorecardChart } from './pattern-scorecard.ts';
import { precisionRecallChart } from './precision-recall.ts';
import { riskDistributionChart } from './risk-distribution.ts';
import { rocChart } from './roc.ts';
import { upsetChart } from './upset.ts';
import { waterfallChart } from './waterfall.ts';
import { waterfallOf, waterfallRange } from './waterfall-data.ts';

/** The drawing as text, one element a line, decimals rounded: what a review of a change wants to see. */
function written(svg: SVGSVGElement): string {
  return svg.outerHTML
    .replaceAll(/-?\d+\.\d+/g, (number) => String(Number(Number(number).toFixed(1))))
    .replaceAll('><', '>\n<')
    .concat('\n');
}

const names: Record<ModalityName, string> = en.modality.name;
const used: ModalityName[] = ['demographics', 'labs', 'diagnoses', 'medications'];
const waterfall = waterfallOf(0.09, {
  used,
  contributions: { demographics: 0.31, labs: 0.82, diagnoses: -0.4, medications: 0.05 },
  logit: logit(0.09) + 0.78,
  substituted: [{ modality: 'notes', by: 'diagnoses', similarity: 0.58, rankDistance: 1 }],
});
const steps = attritionSteps([
  { step: 'Admissions', left: 275 },
  { step: '18 or over', left: 270 },
  { step: 'Left alive', left: 260 },
]);
const epochs = Array.from({ length: 20 }, (_, index) => index + 1);

const drawings = {
  waterfall: () =>
    waterfallChart(waterfall, {
      width: 520,
      range: waterfallRange([waterfall]),
      texts: {
        ...en.charts.waterfall,
        names,
        absence: {
          notes: { why: 'absent', standIn: 'diagnoses stand in' },
          procedures: { why: 'none recorded', standIn: null },
        },
      },
    }),
  'icon-array': () => iconArrayChart({ count: 12, before: 13, base: 9 }, { width: 272 }),
  attrition: () => attritionChart(steps, { width: 480 }),
  upset: () =>
    upsetChart(
      [
        { present: MODALITIES, n: 120 },
        { present: ['demographics', 'labs', 'diagnoses'], n: 30 },
        { present: ['demographics'], n: 4 },
      ],
      { width: 480, names },
    ),
  'absence-map': () =>
    absenceMapChart(
      [
        { group: 'All stays', shares: { notes: 0.24, labs: 0.19 } },
        { group: 'Positive', shares: { notes: 0.24, labs: 0.05 } },
        { group: 'A group with a long name', shares: { notes: null, labs: 0 } },
      ],
      { width: 480, modalities: ['notes', 'labs'], names },
    ),
  curves: () =>
    curvesChart(
      [
        { name: 'a', color: 'var(--accent)', points: epochs.map((epoch) => ({ epoch, value: 1 / epoch })) },
        {
          name: 'b',
          color: 'var(--raises)',
          points: epochs.map((epoch) => ({ epoch, value: 0.5 })),
          dashed: true,
        },
      ],
      { width: 420, epochs: 20, xLabel: 'Epoch', yLabel: 'Loss', format: (value) => value.toFixed(2) },
    ),
  'effective-rank': () =>
    curvesChart(
      [
        {
          name: 'Fused',
          color: 'var(--accent)',
          points: epochs.map((epoch) => ({ epoch, value: 13 - 8 / epoch })),
        },
      ],
      {
        width: 420,
        epochs: 60,
        xLabel: 'Epoch',
        yLabel: 'Effective rank',
        format: (value) => value.toFixed(1),
        floor: 0,
      },
    ),
  bars: () =>
    barsChart(
      [
        { name: 'Labs', value: 0.055, color: 'var(--modality-labs)', interval: [0.03, 0.08] },
        { name: 'Procedures', value: -0.002, color: 'var(--modality-procedures)', interval: [-0.01, 0.005] },
      ],
      { width: 420, axis: 'AUROC lost', format: (value) => value.toFixed(3) },
    ),
  calibration: () =>
    calibrationChart(
      [
        { n: 100, meanProbability: 0.02, observedRate: 0.01, interval: [0.002, 0.054] },
        { n: 100, meanProbability: 0.2, observedRate: 0.24, interval: [0.167, 0.332] },
      ],
      { width: 400, xLabel: 'Predicted', yLabel: 'Observed' },
    ),
  roc: () =>
    rocChart(
      [
        { falsePositiveRate: 0, truePositiveRate: 0 },
        { falsePositiveRate: 0.2, truePositiveRate: 0.7 },
        { falsePositiveRate: 1, truePositiveRate: 1 },
      ],
      { width: 400, xLabel: 'False positives', yLabel: 'True positives', chance: 'chance' },
    ),
  'precision-recall': () =>
    precisionRecallChart(
      [
        { recall: 0.2, precision: 0.6 },
        { recall: 1, precision: 0.1 },
      ],
      {
        width: 400,
        xLabel: 'Recall',
        yLabel: 'Precision',
        prevalence: 0.1,
        prevalenceText: 'prevalence 10%',
      },
    ),
  'decision-curve': () =>
    decisionCurveChart(
      [
        { threshold: 0.05, model: 0.06, interval: [0.05, 0.07], all: 0.055 },
        { threshold: 0.1, model: 0.045, interval: [0.03, 0.06], all: 0.002 },
        { threshold: 0.2, model: 0.03, interval: null, all: -0.12 },
      ],
      {
        width: 480,
        xLabel: 'Threshold',
        yLabel: 'Net benefit',
        names: { model: 'the model', all: 'everybody', nobody: 'nobody' },
      },
    ),
  forest: () =>
    forestChart(
      [
        {
          name: 'Age',
          rows: [
            { name: '18–44', n: '210', value: 0.8, interval: [0.74, 0.86] },
            { name: '80 and over', n: null, value: null, interval: null },
          ],
        },
        { name: 'Sex', rows: [{ name: 'F', n: '521', value: 0.78, interval: [0.73, 0.83] }] },
      ],
      {
        width: 640,
        axis: 'AUROC',
        countLabel: 'Stays',
        overall: 0.79,
        overallText: 'everybody 0.79',
        format: (value) => value.toFixed(2),
      },
    ),
  'pattern-scorecard': () =>
    patternScorecardChart(
      [
        { present: MODALITIES, n: 120, auroc: 0.81, interval: [0.74, 0.88] },
        { present: ['demographics'], n: 14, auroc: null, interval: null },
      ],
      { width: 560, names, axis: 'AUROC', countLabel: 'Stays', overall: 0.79 },
    ),
  'risk-distribution': () =>
    riskDistributionChart(
      [
        { from: 0.01, to: 0.05, n: 80, events: 2 },
        { from: 0.05, to: 0.2, n: 40, events: 5 },
        { from: 0.2, to: 0.5, n: 9, events: 3 },
      ],
      { width: 480, own: 0.12, ownText: 'this stay: 12%', xLabel: 'Risk', yLabel: 'Stays' },
    ),
  'heat-map': () =>
    heatMapChart(
      [
        { row: 'Labs', column: 'Labs', value: 1 },
        { row: 'Labs', column: 'Notes', value: 0.37 },
        { row: 'Notes', column: 'Labs', value: 0.37 },
        { row: 'Notes', column: 'Notes', value: null },
      ],
      { width: 320, names: ['Labs', 'Notes'] },
    ),
  'lab-series': () =>
    labSeriesChart(
      {
        name: 'Lactate',
        unit: 'mmol/L',
        referenceLow: 0.5,
        referenceHigh: 2,
        inOtherUnits: 0,
        points: [
          { hours: 1, value: 1.2, abnormal: false },
          { hours: 9, value: 3.4, abnormal: true },
        ],
      },
      { width: 260, axis: 'Hours' },
    ),
};

describe.each(Object.entries(drawings))('the %s chart', (name, drawing) => {
  it('is drawn as before', async () => {
    await expect(written(drawing())).toMatchFileSnapshot(`./baselines/${name}.svg`);
  });

  it('carries no style that the content security policy would refuse', () => {
    const svg = drawing();
    expect(svg.querySelectorAll('style, [style*="url"]')).toHaveLength(0);
    expect(svg.querySelectorAll('[aria-label]')).toHaveLength(0);
  });

  it('takes every colour from the theme', () => {
    const colors = written(drawing()).match(/(fill|stroke)="(?!none|currentColor|var\(|url\(|white)[^"]*"/g);
    expect(colors ?? []).toEqual([]);
  });
});

describe('the waterfall', () => {
  it('writes a sign on every bar and the reason on every gap', () => {
    const texts = [...drawings.waterfall().querySelectorAll('text')].map(({ textContent }) => textContent);
    expect(texts).toEqual(expect.arrayContaining(['+0.31', '+0.82', '−0.40', '+0.05']));
    expect(texts).toEqual(expect.arrayContaining(['absent; diagnoses stand in', 'none recorded']));
    expect(texts).toEqual(expect.arrayContaining(['9%', '18%']));
  });
});

describe('the forest plot', () => {
  it('writes each group with its count and figure, and shows what is hidden as hidden', () => {
    const texts = [...drawings.forest().querySelectorAll('text')].map(({ textContent }) =>
      textContent.trim(),
    );
    expect(texts).toEqual(
      expect.arrayContaining(['Age', '18–44', '210', '0.80 (0.74–0.86)', 'everybody 0.79']),
    );
    expect(texts.filter((text) => text === '– –')).toHaveLength(2);
  });
});

describe('the distribution of risks', () => {
  it('writes where this stay lies, and on its axis risks that people know', () => {
    const texts = [...drawings['risk-distribution']().querySelectorAll('text')].map(
      ({ textContent }) => textContent,
    );
    expect(texts).toEqual(expect.arrayContaining(['this stay: 12%', '1%', '5%', '20%', '50%']));
  });
});

describe('attritionSteps', () => {
  it('says what each rule takes away', () => {
    expect(steps.map(({ lost }) => lost)).toEqual([null, 5, 10]);
  });
});

describe('a long run', () => {
  const points = Array.from({ length: 1000 }, (_, epoch) => ({ epoch: epoch + 1, value: epoch }));

  it('is drawn with as many points as there are pixels, its ends among them', () => {
    const few = thinned(points, 300);
    expect(few).toHaveLength(300);
    expect([few[0], few.at(-1)]).toEqual([points[0], points.at(-1)]);
    expect(thinned(points, 2_000)).toBe(points);
  });
});

describe('endLabels', () => {
  it('keeps names apart where curves end close together', () => {
    const curve = (name: string, value: number) => ({ name, color: 'x', points: [{ epoch: 1, value }] });
    const labels = endLabels([curve('a', 0.5), curve('b', 0.51), curve('c', 0.9)], 0.1);
    expect(labels.map(({ name, at }) => [name, Number(at.toFixed(2))])).toEqual([
      ['a', 0.5],
      ['b', 0.6],
      ['c', 0.9],
    ]);
  });
});
