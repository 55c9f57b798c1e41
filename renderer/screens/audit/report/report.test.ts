// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { forPrograms, setLocale } from '../../../format/locale.ts';
import { FIXTURE_AUDIT } from '../../../testing/fixture-models.ts';
import { de } from '../../../text/de/index.ts';
import { en } from '../../../text/en/index.ts';
import { usefulRange } from '../figures/decision.ts';
import { noiseFigure } from '../figures/noise.ts';
import { patternFigure } from '../figures/patterns.ts';
import { ablationFigure, aloneFigure } from '../figures/reliance.ts';
import { subgroupFigure } from '../figures/subgroups.ts';
import { reportCsv } from './report-csv.ts';
import { reportHtml } from './report-html.ts';
import { reportSections } from './report-sections.ts';

const sections = reportSections(FIXTURE_AUDIT, en);
const html = reportHtml(sections, {
  title: 'Audit of <a model>',
  lines: [en.audit.report.use],
  numbers: en.audit.report.numbers,
  language: 'en',
});
const page = new DOMParser().parseFromString(html, 'text/html');

describe('the report as a page', () => {
  it('needs nothing else: no script, and nothing that is fetched', () => {
    expect(page.querySelectorAll('script, link, img, iframe, object')).toHaveLength(0);
    expect(html).not.toMatch(/\b(?:src|href)="|@import|url\((?!#)/);
    expect(html).toContain("default-src 'none'");
  });

  it('takes text as text', () => {
    expect(page.title).toBe('Audit of <a model>');
    expect(page.querySelector('h1')!.textContent).toBe('Audit of <a model>');
  });

  it('shows every figure of the screen, each with its picture and the numbers behind it', () => {
    const headings = [...page.querySelectorAll('h2')].map(({ textContent }) => textContent);
    expect(headings).toEqual(sections.map(({ title }) => title));
    expect(page.querySelectorAll('svg')).toHaveLength(9);
    expect(page.querySelectorAll('section > svg[role=img]')).toHaveLength(9);
    expect(page.querySelectorAll('table')).toHaveLength(sections.length);
  });

  it('says in its headings what was found', () => {
    const text = page.body.textContent;
    expect(text).toContain('Acting on the model beats acting on everybody and on nobody from 2% to 40%');
    expect(text).toContain('Lowest AUROC by age: 80 and over, 0.731');
    expect(text).toContain('Noise on everything costs most: 0.080 of AUROC');
    expect(text).toContain('AUPRC 0.318 (0.255–0.391); chance would give 9.2%');
  });
});

it('says why rows of the records were rejected, where some were', () => {
  const { title } = en.common.rejected;
  expect(sections.map((section) => section.title)).not.toContain(title);
  const rejected = [{ file: 'medication.csv.gz', code: 'missing_value', count: 1191 }];
  const section = reportSections({ ...FIXTURE_AUDIT, rejected }, en).find((one) => one.title === title);
  expect(section?.table().rows).toEqual([
    ['medication.csv.gz', en.errors.byCode.missing_value.title, '1,191'],
  ]);
});

describe('where too little happened', () => {
  it('draws how often each combination occurs in place of an empty scorecard', () => {
    const patterns = FIXTURE_AUDIT.patterns.map((own) => ({ ...own, auroc: null, interval: null }));
    const figure = patternFigure({ ...FIXTURE_AUDIT, patterns }, en);
    expect(figure.title).toBe(en.audit.patterns.title);
    expect(figure.draw(500).textContent).not.toContain(en.audit.patterns.auroc);
    expect(patternFigure(FIXTURE_AUDIT, en).draw(500).textContent).toContain(en.audit.patterns.auroc);
  });

  it('finds nothing out about modalities whose loss was not measured', () => {
    const unmeasured = Object.entries(FIXTURE_AUDIT.modalities).map(([name, own]) => [
      name,
      { ...own, ablation: null, ablationInterval: null, alone: null },
    ]);
    const audit = {
      ...FIXTURE_AUDIT,
      modalities: Object.fromEntries(unmeasured) as typeof FIXTURE_AUDIT.modalities,
      noise: FIXTURE_AUDIT.noise.map((row) => ({ ...row, auroc: null })),
    };
    expect([ablationFigure, aloneFigure, noiseFigure].map((figure) => figure(audit, en))).toEqual([
      null,
      null,
      null,
    ]);
    expect(ablationFigure(FIXTURE_AUDIT, en)?.title).toContain('the AUROC falls by');
  });

  it('does not call a group the lowest that is compared with none', () => {
    const groups = FIXTURE_AUDIT.subgroups!.groups.filter(
      ({ group }) => group === 'F' || group === '80 and over',
    );
    const figure = subgroupFigure({ ...FIXTURE_AUDIT, subgroups: { smallestCell: 11, groups } }, en)!;
    expect(figure.title).toBe(en.audit.subgroups.few);
  });
});

describe('what is handed on', () => {
  it('holds no count of few people: rare combinations and their events are left out', () => {
    const rare = {
      present: ['labs' as const],
      n: 4,
      positives: 1,
      auroc: null,
      auprc: null,
      interval: null,
      meanProbability: 0.1,
    };
    const shared = reportSections({ ...FIXTURE_AUDIT, patterns: [...FIXTURE_AUDIT.patterns, rare] }, en);
    const patterns = shared.find(({ table }) => table().columns[0] === en.audit.patterns.present)!.table();
    expect(patterns.columns).not.toContain(en.audit.patterns.positives);
    expect(patterns.rows.map(([present]) => present)).not.toContain('Labs');
    expect(patterns.rows).toHaveLength(5);
  });

  it('is one line a number as CSV', () => {
    const lines = reportCsv(sections, en.audit.report).split('\r\n');
    expect(lines[0]).toBe('Figure,Row,Column,Value');
    expect(lines).toContain('Audit,Test stays,Value,1004');
    expect(lines).toContain('Reliance on each modality,Labs,AUROC alone,0.712');
    expect(lines.every((line) => line.split(',').length >= 4)).toBe(true);
  });
});

it('saves figures with a decimal point where the window writes a comma', () => {
  setLocale('de');
  try {
    const german = reportSections(FIXTURE_AUDIT, de);
    expect(german[1]!.table().rows.flat()).toContain('0,712');
    const lines = forPrograms(() => reportCsv(german, de.audit.report)).split('\r\n');
    expect(lines).toContain('Stütze auf jede Modalität,Laborwerte,AUROC allein,0.712');
    expect(lines).toContain('Audit,Testaufenthalte,Wert,1004');
  } finally {
    setLocale('en');
  }
});

describe('the range of thresholds at which a model is of use', () => {
  const at = (threshold: number, model: number, all: number) => ({ threshold, model, all, interval: null });

  it('is the longest row of thresholds better than everybody and nobody', () => {
    expect(
      usefulRange([
        at(0.1, 0.05, 0.06),
        at(0.2, 0.04, 0.02),
        at(0.3, 0.02, -0.1),
        at(0.4, -0.01, -0.2),
        at(0.5, 0.01, -0.3),
      ]),
    ).toEqual([0.2, 0.3]);
  });

  it('is none where the model is never better', () => {
    expect(usefulRange([at(0.1, 0.05, 0.06)])).toBeNull();
  });
});
