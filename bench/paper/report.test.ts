import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { NUM_SUBSETS } from '../gates/subsets.ts';
import { accuracyCell } from './accuracy-cells.ts';
import { chartSvg } from './chart-svg.ts';
import { readPublished, publishedCells } from './published.ts';
import { type Cell, cellOf, definedCell, EMPTY_REPORT, type Report } from './report.ts';
import { STUDIES } from './studies.ts';
import { joinRows } from './studies/method-rows.ts';
import { cellText, reportLines, writeReport } from './write-report.ts';

describe('the studies of the paper', () => {
  it('are the eleven tables and five figures, each of them measured', () => {
    const tables = Array.from({ length: 11 }, (_, i) => `table-${i + 1}`);
    const figures = [4, 5, 6, 7, 10].map((n) => `figure-${n}`);
    expect(Object.keys(STUDIES).toSorted()).toEqual([...tables, ...figures].toSorted());
  });

  it('have the numbers that the paper prints, by the columns that they name', () => {
    for (const study of Object.keys(STUDIES)) {
      const { columns, rows } = readPublished(study);
      const keys = columns.map(({ key }) => key);
      for (const { cells } of rows) expect(keys).toEqual(expect.arrayContaining(Object.keys(cells)));
    }
    expect(publishedCells(readPublished('table-1'), 'EBR')['mortality-auroc']).toBe('0.8533 ± 0.09');
    expect(publishedCells(readPublished('table-1'), 'nobody')).toEqual({});
  });
});

describe('a cell of accuracy', () => {
  it('is the mean over seeds and settings, with the spread over each', () => {
    const names = ['a', 'b', 'c', 'd'];
    const fold = {
      encounters: names,
      patients: names,
      labels: Uint8Array.of(1, 0, 1, 0),
      usable: new Uint8Array(4).fill(3),
    };
    // What is in use decides the ranking: subset 3 ranks as it should, subset 1 the other way round.
    const tableOf = (scores: readonly number[]): Float32Array =>
      Float32Array.from({ length: scores.length * NUM_SUBSETS }, (_, cell) => {
        const score = scores[Math.floor(cell / NUM_SUBSETS)] ?? 0;
        return cell % NUM_SUBSETS === 3 ? score : -score;
      });
    const tables = [[tableOf([4, 1, 3, 2]), tableOf([4, 3, 2, 1])]];
    const settings = [3, 1].map((subset) => [[new Uint8Array(4).fill(subset)]]);
    const cell = accuracyCell([fold], tables, settings, { metric: 'auroc', resamples: 0 });
    expect(cell.values[0]).toBeCloseTo((1 + 0) / 2, 12);
    expect(cell.values[1]).toBeCloseTo((0.75 + 0.25) / 2, 12);
    expect(cell.mean).toBeCloseTo(0.5, 12);
    expect(cell.sd).toBeCloseTo(0, 12);
    // Means over seeds .875 and .125: the deviation of two values is their distance over the root of 2.
    expect(cell.spread).toBeCloseTo(0.75 / Math.SQRT2, 12);
  });
});

describe('a report', () => {
  const published = readPublished('table-5');
  const ours = new Map<string, Record<string, Cell>>([
    ['random', { 'mortality-auroc': cellOf([0.7, 0.8]), 'mortality-auprc': cellOf([Number.NaN]) }],
    ['all at once', { 'mortality-auroc': cellOf([0.5]) }],
  ]);
  const report: Report = {
    ...EMPTY_REPORT,
    columns: published.columns,
    rows: joinRows(published, ours, 'not here'),
  };

  it('prints the row of the paper beside ours, and says what is absent', () => {
    const about = { study: 'table-5', data: 'eicu', size: 'small', seeds: 2 };
    const lines = reportLines({ ...about, published, report });
    expect(lines).toContain('random                paper  AUROC 0.9005; AUPRC 0.4685');
    expect(lines).toContain(
      'random                ours   AUROC 0.7500 (0.0707); AUPRC not assessed (undefined)',
    );
    expect(lines).toContain('all at once           ours   AUROC 0.5000; AUPRC -');
    expect(lines).toContain('simultaneous          ours   not here');
  });

  it('leaves out what is not a number and keeps the values of the seeds', () => {
    expect(cellOf([0.5, Number.NaN, 0.7])).toMatchObject({ mean: 0.6, values: [0.5, Number.NaN, 0.7] });
    expect(definedCell([{ value: 0.5 }, { undefined: 'no event' }])).toMatchObject({ mean: 0.5, sd: null });
    expect(cellText(definedCell([{ undefined: 'no event' }]))).toBe('not assessed (no event)');
    expect(cellText({ ...cellOf([12, 14]), interval: [11, 15], spread: 0.5 })).toBe(
      '13.0 (1.4142) [11.0, 15.0] {0.5000}',
    );
  });

  it('is written as JSON, CSV and SVG', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'lacuna-report-'));
    try {
      const about = { study: 'table-5', data: 'eicu', size: 'small', seeds: 2 };
      const files = writeReport(path.join(folder, 'out'), { ...about, published, report });
      expect(files.map((file) => path.basename(file))).toEqual([
        'table-5-eicu.json',
        'table-5-eicu.csv',
        'table-5-eicu.svg',
      ]);
      const [json = '', csv = '', svg = ''] = files.map((file) => readFileSync(file, 'utf8'));
      expect(JSON.parse(json)).toMatchObject({ size: 'small', report: { columns: published.columns } });
      const [header, ...lines] = csv.trimEnd().split('\r\n');
      expect(header).toBe('row,column,paper,mean,sd over seeds,low,high,spread,seeds,note');
      expect(lines).toHaveLength(report.rows.length * published.columns.length);
      expect(lines).toContain('all at once,AUROC,,0.5,,,,,1,');
      expect(lines.find((line) => line.startsWith('random,AUROC,0.9005,0.75,0.07'))).toBeDefined();
      expect(svg).toContain('eicu: small</title>');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('becomes a chart with a dot for each figure and a line for each curve', () => {
    const dots = chartSvg('a < b', report);
    expect(dots).toContain('<title>a &lt; b</title>');
    // Two of ours filled, five of the paper's open.
    expect(dots.match(/fill="#0072B2"/g)).toHaveLength(2);
    expect(dots.match(/fill="none" stroke="#D55E00"/g)).toHaveLength(5);
    const curve = {
      name: 'ebr',
      points: [
        [0, 1],
        [1, Number.NaN],
        [2, 3],
      ],
    } as const;
    const lines = chartSvg('c', { ...EMPTY_REPORT, curves: [curve] });
    expect(lines).toContain('points="190.0,360.0 700.0,60.0"');
  });
});
