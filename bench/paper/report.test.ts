import { describe, expect, it } from 'vitest';
import { chartSvg } from './chart-svg.ts';
import { readPublished, publishedCells } from './published.ts';
import { type Cell, cellOf, EMPTY_REPORT, type Report } from './report.ts';
import { NOT_MEASURED, STUDIES } from './studies.ts';
import { joinRows } from './studies/method-rows.ts';
import { cellText, reportLines } from './write-report.ts';

describe('the studies of the paper', () => {
  it('are the eleven tables and five figures, each measured or with the reason why not', () => {
    const tables = Array.from({ length: 11 }, (_, i) => `table-${i + 1}`);
    const figures = [4, 5, 6, 7, 10].map((n) => `figure-${n}`);
    const known = [...Object.keys(STUDIES), ...Object.keys(NOT_MEASURED)];
    expect(known.toSorted()).toEqual([...tables, ...figures].toSorted());
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
    expect(cellText({ ...cellOf([12, 14]), interval: [11, 15], spread: 0.5 })).toBe(
      '13.0 (1.4142) [11.0, 15.0] {0.5000}',
    );
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
