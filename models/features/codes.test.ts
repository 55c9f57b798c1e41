import { describe, expect, test } from 'vitest';
import { RandomStream } from '../random/random-stream.ts';
import { code } from '../testing/evidence.ts';
import { codeGroups } from './code-groups.ts';
import {
  CodeIndex,
  CodeVectorizerFitter,
  codeColumns,
  codeRow,
  describeCodeFeature,
  findCodeSource,
  type CodeVectorizer,
} from './code-vectorizer.ts';
import { normaliseDrugName } from './drug-name.ts';
import type { CodeEvent } from './evidence.ts';
import {
  icd10Chapter,
  icd10ProcedureSection,
  icd9Category,
  icd9Chapter,
  icd9ProcedureChapter,
} from './icd-chapters.ts';

describe('ICD chapters', () => {
  test.each([
    ['4280', 'circulatory'],
    ['0010', 'infectious'],
    ['1398', 'infectious'],
    ['140', 'neoplasms'],
    ['25000', 'endocrine'],
    ['2859', 'blood'],
    ['36501', 'eye'],
    ['3899', 'ear'],
    ['486', 'respiratory'],
    ['650', 'pregnancy'],
    ['7994', 'symptoms'],
    ['99592', 'injury'],
    ['V4581', 'status'],
    ['E8490', 'external'],
    ['000', null],
    ['XYZ', null],
  ])('ICD-9-CM %s', (value, key) => expect(icd9Chapter(value)?.key ?? null).toBe(key));

  test.each([
    ['A419', 'infectious'],
    ['C7A00', 'neoplasms'],
    ['D469', 'neoplasms'],
    ['D500', 'blood'],
    ['E1165', 'endocrine'],
    ['H5213', 'eye'],
    ['H6690', 'ear'],
    ['I509', 'circulatory'],
    ['M1A00X0', 'musculoskeletal'],
    ['N179', 'genitourinary'],
    ['O9A211', 'pregnancy'],
    ['R6521', 'symptoms'],
    ['S72001A', 'injury'],
    ['U071', 'special'],
    ['W19XXXA', 'external'],
    ['Z3A40', 'status'],
    ['4280', null],
  ])('ICD-10-CM %s', (value, key) => expect(icd10Chapter(value)?.key ?? null).toBe(key));

  test('categories', () => {
    expect(icd9Category('42823')).toBe('428');
    expect(icd9Category('E8490')).toBe('E849');
    expect(icd9Category('V4581')).toBe('V45');
  });

  test('procedures', () => {
    expect(icd9ProcedureChapter('9671')?.name).toContain('diagnostic and therapeutic');
    expect(icd9ProcedureChapter('3961')?.name).toContain('cardiovascular');
    expect(icd9ProcedureChapter('1751')?.name).toContain('Other');
    expect(icd10ProcedureSection('5A1955Z')?.name).toContain('Extracorporeal assistance');
    expect(icd10ProcedureSection('I00')).toBeNull();
  });
});

describe('drug names', () => {
  test.each([
    ['Metoprolol Tartrate', 'metoprolol tartrate'],
    ['0.9% Sodium Chloride', 'sodium chloride'],
    ['Sodium Chloride 0.9%  Flush', 'sodium chloride'],
    ['Acetaminophen IV', 'acetaminophen'],
    ['Insulin Glargine Pen U-100 Extra Long Name', 'insulin glargine extra long'],
    ['NS', 'ns'],
    ['D5W', 'd5w'],
  ])('%s', (name, normal) => expect(normaliseDrugName(name)).toBe(normal));
});

describe('groups of an event', () => {
  const keys = (event: CodeEvent): string[] => codeGroups(event).map(({ key }) => key);
  test('code, category and chapter; both revisions share the chapter', () => {
    expect(keys(code('ICD9CM', '428.0'))).toEqual(['ICD9CM:4280', 'ICD9CM:428', 'chapter:circulatory']);
    expect(keys(code('ICD10CM', 'i50.9'))).toEqual(['ICD10CM:I509', 'ICD10CM:I50', 'chapter:circulatory']);
  });
  test('a code that is its own category counts once', () => {
    expect(keys(code('ICD10CM', 'I10'))).toEqual(['ICD10CM:I10', 'chapter:circulatory']);
  });
  test('paths by every beginning, the whole first', () => {
    const groups = codeGroups(code('EICU-DIAGNOSIS', 'pulmonary|respiratory failure|ARDS'));
    expect(groups.map(({ code: beginning, level, name }) => [beginning, level, name])).toEqual([
      ['pulmonary|respiratory failure|ARDS', 'code', 'pulmonary, respiratory failure, ARDS'],
      ['pulmonary|respiratory failure', 'category', 'pulmonary, respiratory failure'],
      ['pulmonary', 'chapter', 'pulmonary'],
    ]);
    expect(keys(code('EICU-HISTORY', 'notes/Diabetes'))).toEqual([
      'EICU-HISTORY:notes|Diabetes',
      'EICU-HISTORY:notes',
    ]);
    expect(keys(code('EICU-RESPIRATORY', 'PEEP/CPAP'))).toEqual(['EICU-RESPIRATORY:PEEP/CPAP']);
  });
  test('drugs by normalised name and substance; other systems as they are', () => {
    expect(keys(code('DRUG', 'x', { name: 'Insulin Glargine' }))).toEqual([
      'DRUG:insulin glargine',
      'DRUG:insulin',
    ]);
    expect(keys(code('DRUG', 'Insulin'))).toEqual(['DRUG:insulin']);
    expect(keys(code('MIMIC-ITEM', '225792'))).toEqual(['MIMIC-ITEM:225792']);
    expect(keys(code('HCPCS', '99222'))).toEqual(['HCPCS:99222']);
  });
});

describe('code vectorizer', () => {
  const heartFailure = (line: number, minutesBefore: number | null = null): CodeEvent =>
    code('ICD10CM', 'I509', { name: 'Heart failure, unspecified', line, minutesBefore });
  const sepsis = code('ICD10CM', 'A419', { name: 'Sepsis' });
  const everybody = code('MIMIC-ITEM', '1');

  function fit(encounters: CodeEvent[][], minimumEncounters = 2, maximumShare = 0.9): CodeVectorizer {
    const fitter = new CodeVectorizerFitter(RandomStream.fromSeed(1));
    for (const events of encounters) fitter.add(events);
    return fitter.fit({ minimumEncounters, maximumShare });
  }
  const fitted = fit([
    [everybody, heartFailure(3), heartFailure(4)],
    [everybody, heartFailure(5), sepsis],
    [everybody],
    [everybody, code('ICD10CM', 'I10')],
    [],
  ]);
  const row = (events: CodeEvent[]) => codeRow(fitted, new CodeIndex(fitted), events);

  test('keeps what enough and not nearly all encounters have; an encounter counts once', () => {
    expect(fitted.groups.map(({ key }) => key)).toEqual([
      'ICD10CM:I50',
      'ICD10CM:I509',
      'chapter:circulatory',
    ]);
    expect(fit([[sepsis, sepsis], [heartFailure(2)]]).groups).toEqual([]);
  });

  test('learns a code anew in another system or under another name', () => {
    const { groups } = fit(
      [[code('ICD9CM', 'A09')], [code('ICD10CM', 'A09')], [code('DRUG', 'A09', { name: 'x' })]],
      1,
    );
    expect(groups.map(({ key }) => key)).toEqual(
      expect.arrayContaining(['ICD10CM:A09', 'ICD9CM:A09', 'DRUG:x']),
    );
  });

  test('multi-hot, and the scaled number of groups', () => {
    const features = row([heartFailure(2), heartFailure(3)])!;
    expect([...features.indices]).toEqual([0, 1, 2, 3]);
    expect([...features.values.subarray(0, 3)]).toEqual([1, 1, 1]);
    // Groups of the training encounters: 4, 7, 1, 3.
    const { median, scale } = fitted.count!;
    expect(median).toBe(3.5);
    expect(features.values[3]).toBeCloseTo((3 - median) / scale, 6);
    expect(codeColumns(fitted)).toBe(4);
  });

  test('an unseen code of a known chapter is still known by it', () => {
    expect([...row([code('ICD9CM', '4019')])!.indices]).toEqual([2, 3]);
  });

  test('a code that returns in another system or under another name is taken apart anew', () => {
    const index = new CodeIndex(fitted);
    const columnsOf = (event: CodeEvent) => [...(codeRow(fitted, index, [event])?.indices ?? [])];
    expect(columnsOf(code('ICD10CM', 'I509'))).toEqual([0, 1, 2, 3]);
    expect(columnsOf(code('ICD9CM', 'I509'))).toEqual([]);
    expect(columnsOf(code('ICD10CM', 'I509'))).toEqual([0, 1, 2, 3]);
    const drugs = fit(
      [[code('DRUG', 'x', { name: 'Heparin' })], [code('DRUG', 'x', { name: 'Heparin' })]],
      2,
      1,
    );
    const names = new CodeIndex(drugs);
    const known = (name: string) => codeRow(drugs, names, [code('DRUG', 'x', { name })]) !== null;
    expect([known('Heparin'), known('Aspirin'), known('Heparin')]).toEqual([true, false, true]);
  });

  test('the number of groups counts the unknown ones too, each once', () => {
    const features = row([heartFailure(2), sepsis, sepsis, code('ICD10CM', 'A419', { name: 'Other name' })])!;
    const { median, scale } = fitted.count!;
    // I509, I50 and its chapter; A419, A41 and its chapter.
    expect(features.values[3]).toBeCloseTo((6 - median) / scale, 6);
  });

  test('nothing known: null', () => {
    expect(row([sepsis])).toBeNull();
    expect(row([])).toBeNull();
  });

  test('features are described', () => {
    expect(describeCodeFeature(fitted, 1)).toEqual({
      name: 'Heart failure, unspecified',
      code: 'I509',
      system: 'ICD10CM',
      unit: null,
      statistic: 'recorded',
      group: 'ICD10CM:I509',
    });
    expect(describeCodeFeature(fitted, 2)?.name).toBe('Diseases of the circulatory system');
    expect(describeCodeFeature(fitted, 3)?.statistic).toBe('count');
    expect(describeCodeFeature(fitted, 4)).toBeNull();
  });

  test('and led back to the latest line', () => {
    const events = [heartFailure(7, 500), heartFailure(8, 20), heartFailure(9)];
    expect(findCodeSource(fitted, 2, events)).toEqual({
      value: null,
      minutesBefore: 20,
      file: 'hosp/test.csv',
      line: 8,
    });
    expect(findCodeSource(fitted, 3, events)).toMatchObject({ value: 3 });
    expect(findCodeSource(fitted, 0, [sepsis])).toBeNull();
  });
});
