import { describe, expect, it } from 'vitest';
import { at } from '../../testing/patient-histories.ts';
import { madeUpModel } from '../../testing/made-up-model.ts';
import { RecordDatabase } from '../../testing/record-database.ts';
import {
  encounterHeader as headerSchema,
  labSeries as seriesSchema,
  patientQuery,
  patientRow,
} from '../../api/patients.ts';
import type { CohortSpec } from '../../api/common.ts';
import { registerModel } from '../models.ts';
import { encounterHeader } from './encounter-header.ts';
import { resolveEncounter } from './encounter-id.ts';
import { labSeries } from './lab-series.ts';
import { listPatients } from './list-patients.ts';
import { recordRows } from './record-rows.ts';
import { thresholdFigures } from './threshold-figures.ts';
import { worklistCsv } from './worklist-csv.ts';

const START = at(100, 10);

/** Three people; the second has two admissions and a record, the third is a child. */
function records(): RecordDatabase {
  const made = new RecordDatabase();
  made.patient(1);
  made.patient(2, { sex: 'M' });
  made.patient(3);
  made.admission(1, 1, { start_minute: START, end_minute: START + 60, age_years: 95 });
  made.admission(9, 2, { start_minute: at(90), end_minute: at(91), age_years: null });
  made.admission(10, 2, {
    start_minute: START,
    end_minute: START + 2 * 1440,
    age_years: 40,
    first_unit: 'MICU',
  });
  made.admission(11, 3, { start_minute: START, end_minute: null, age_years: 10 });
  const concept = made.concept('MIMIC-LAB', '50912', 'Creatinine');
  made.insert('lab_item', {
    source_id: 1,
    ordinal: 0,
    concept_id: concept,
    row_count: 4,
    numeric_count: 3,
    patient_count: 1,
  });
  made.insert('lab_text', { source_id: 1, ordinal: 0, text: 'ERROR' });
  made.insert('lab_range', { source_id: 1, ordinal: 0, unit: 'mg/dL', low: 0.4, high: 1.1 });
  made.labs(2, 10, [
    { chartMinute: START + 120, storeMinute: START + 130, value: 1.5, range: 0, abnormal: true, line: 41 },
    { chartMinute: START + 60, storeMinute: START + 70, value: 1, range: 0, line: 42 },
  ]);
  made.labs(2, null, [
    { chartMinute: START + 90, storeMinute: START + 99, value: null, text: 0, range: 0, line: 43 },
    { chartMinute: at(95), storeMinute: at(95), value: 7, line: 44 },
  ]);
  return made;
}

const list = (made: RecordDatabase, query: Partial<ReturnType<typeof patientQuery.parse>> = {}) =>
  listPatients(made.db, patientQuery.parse(query));
const idsOf = ({ rows }: ReturnType<typeof listPatients>) =>
  rows.map(({ encounter }) => Number(encounter) % 100);

describe('listPatients', () => {
  it('lists every admission where no cohort is asked for, as recorded to its end', () => {
    const { total, rows } = list(records());
    expect(total).toBe(4);
    for (const row of rows) expect(patientRow.parse(row)).toEqual(row);
    expect(rows[0]).toMatchObject({
      ageYears: 90,
      lengthOfStayHours: 1,
      label: null,
      split: null,
      probability: null,
    });
    expect(rows[3]).toMatchObject({ encounter: '20000011', lengthOfStayHours: null });
    expect(rows[2]).toMatchObject({
      states: { labs: 'present', diagnoses: 'noneRecorded', notes: 'unavailable' },
    });
  });

  it('lists the encounters of a cohort with label and split', () => {
    const page = list(records(), { cohort: { task: 'readmission-15d', preset: 'default' } });
    expect(page.rows.map(({ encounter, label }) => [encounter, label])).toEqual([
      ['20000001', 'negative'],
      ['20000010', 'negative'],
    ]);
    expect(page.rows.every(({ split }) => split !== null)).toBe(true);
  });

  it('filters by id, label, split and what is present or absent', () => {
    const made = records();
    const cohort = { task: 'readmission-15d', preset: 'default' } as const;
    expect(idsOf(list(made, { search: '10000002' }))).toEqual([9, 10]);
    expect(idsOf(list(made, { search: '0010' }))).toEqual([10]);
    expect(idsOf(list(made, { cohort, label: 'positive' }))).toEqual([]);
    expect(idsOf(list(made, { present: ['labs'] }))).toEqual([10]);
    expect(idsOf(list(made, { absent: ['labs'] }))).toEqual([1, 9, 11]);
    expect(idsOf(list(made, { present: ['labs'], absent: ['demographics'] }))).toEqual([]);
    const splits = (['train', 'validation', 'calibration', 'test'] as const).map((split) =>
      list(made, { cohort, split }),
    );
    expect(splits.flatMap(idsOf).sort((a, b) => a - b)).toEqual([1, 10]);
  });

  it('sorts with what is not known last, and pages', () => {
    const made = records();
    expect(idsOf(list(made, { sort: 'age' }))).toEqual([11, 10, 1, 9]);
    expect(idsOf(list(made, { sort: 'age', descending: true }))).toEqual([1, 10, 11, 9]);
    expect(idsOf(list(made, { sort: 'lengthOfStay', descending: true }))).toEqual([10, 9, 1, 11]);
    expect(idsOf(list(made, { descending: true, offset: 1, limit: 2 }))).toEqual([10, 9]);
    expect(list(made, { offset: 1, limit: 2 }).total).toBe(4);
  });

  it('shows and sorts by the scores of a model, those that come later too', () => {
    const made = records();
    const cohort = { task: 'readmission-15d', preset: 'default' } as const;
    registerModel(made.db, { details: madeUpModel(cohort), hash: '' });
    const score = (encounter: number, probability: number | null) =>
      made.insert('prediction', {
        model_id: 'm',
        encounter_id: encounter,
        probability,
        logit: probability,
        present: 1,
        created_at: '',
      });
    const byRisk = (descending: boolean) =>
      list(made, { model: 'm', cohort, sort: 'risk', descending }).rows.map(({ probability }) => probability);
    score(10, 0.7);
    score(9, null);
    expect(byRisk(false)).toEqual([0.7, null]);
    score(1, 0.2);
    expect(byRisk(false)).toEqual([0.2, 0.7]);
    expect(byRisk(true)).toEqual([0.7, 0.2]);

    const inRange = (riskFrom?: number, riskBelow?: number) =>
      idsOf(list(made, { model: 'm', cohort, sort: 'risk', riskFrom, riskBelow }));
    expect(inRange(0.2, 0.7)).toEqual([1]);
    expect(inRange(0.7)).toEqual([10]);
    expect(inRange(undefined, 0.1)).toEqual([]);
    expect(list(made, { model: 'm', cohort }).scored).toBe(3);
    expect(list(made, { cohort }).scored).toBe(0);

    const [head, ...lines] = worklistCsv(
      made.db,
      patientQuery.parse({ model: 'm', cohort, sort: 'risk', descending: true, limit: 1 }),
    ).split('\r\n');
    expect(head).toMatch(/^encounter,patient,risk,model,ageYears/);
    // All rows and not a page, in the order of the list; where nothing is assessed, no model either; 95 years are 90.
    expect(lines.map((line) => line.split(',').slice(0, 5))).toEqual([
      ['20000010', '10000002', '0.7', 'm', '40'],
      ['20000001', '10000001', '0.2', 'm', '90'],
      [''],
    ]);
  });

  it('counts what acting at a risk would mean, on labelled test stays with a score', () => {
    const made = records();
    for (let person = 50; person < 90; person += 1) {
      made.patient(person);
      made.admission(person, person, { start_minute: START, end_minute: START + 1440, age_years: 50 });
      // Every second one is back after five days.
      if (person % 2 === 0)
        made.admission(person + 100, person, {
          start_minute: START + 6 * 1440,
          end_minute: START + 7 * 1440,
          age_years: 50,
        });
    }
    const cohort = { task: 'readmission-15d', preset: 'default' } as const;
    registerModel(made.db, { details: madeUpModel(cohort), hash: '' });
    const test = list(made, { cohort, split: 'test', limit: 500 }).rows;
    const positives = test.filter(({ label }) => label === 'positive');
    expect(positives.length).toBeGreaterThan(0);
    const figures = (threshold: number) => thresholdFigures(made.db, { model: 'm', thresholds: [threshold] });
    expect(figures(0)).toMatchObject({ encounters: 0, positives: 0 });
    for (const { encounter, label } of test)
      made.insert('prediction', {
        model_id: 'm',
        encounter_id: Number(encounter) - 20_000_000,
        probability: label === 'positive' ? 0.6 : 0.4,
        logit: 0,
        present: 1,
        created_at: '',
      });
    const labelled = test.filter(({ label }) => label === 'positive' || label === 'negative').length;
    expect(figures(0.6)).toEqual({
      encounters: labelled,
      positives: positives.length,
      thresholds: [{ threshold: 0.6, alerts: positives.length, truePositives: positives.length }],
    });
    expect(figures(0.4).thresholds[0]).toMatchObject({ alerts: labelled, truePositives: positives.length });
    expect(figures(0.7).thresholds[0]).toMatchObject({ alerts: 0, truePositives: 0 });
  });

  it('lists the cohort of a model, with all that was chosen for it', () => {
    const made = records();
    const cohort = {
      task: 'mortality-hospital',
      preset: 'default',
      variant: 'admission',
      hours: 12,
    } as const satisfies CohortSpec;
    registerModel(made.db, { details: madeUpModel(cohort), hash: '' });
    // Only the second person is still there after twelve hours; of one admission the age is not known.
    expect(idsOf(list(made, { model: 'm' }))).toEqual([10]);
    expect(() => list(made, { model: 'unknown' })).toThrow(expect.objectContaining({ code: 'not_found' }));
  });

  it('sees records that are imported later', () => {
    const made = records();
    expect(list(made).total).toBe(4);
    made.insert('source', {
      id: 2,
      kind: 'mimic-iv',
      name: 'more',
      release: '3.1',
      synthetic: 0,
      content_hash: 'b',
    });
    made.patient(7, { source_id: 2 });
    made.admission(70, 7, { source_id: 2, start_minute: START, end_minute: START + 1 });
    expect(list(made).total).toBe(5);
  });
});

describe('encounterHeader', () => {
  it('gives other stays relative to this one', () => {
    const header = encounterHeader(records().db, '20000010');
    expect(headerSchema.parse(header)).toEqual(header);
    expect(header).toMatchObject({
      patient: '10000002',
      source: 'made-up',
      sex: 'M',
      firstUnit: 'MICU',
      lengthOfStayHours: 48,
    });
    expect(header.others).toEqual([
      { encounter: '20000009', startDays: (at(90) - START) / 1440, lengthOfStayHours: 24 },
    ]);
  });
});

describe('recordRows', () => {
  it('shows results by time with value, unit, reference and place, those linked by time too', () => {
    const { db } = records();
    const query = { encounter: '20000010', modality: 'labs', offset: 0, limit: 10 } as const;
    const { total, rows } = recordRows(db, query);
    expect(total).toBe(3);
    expect(rows).toMatchObject([
      {
        name: 'Creatinine',
        code: '50912',
        value: '1',
        unit: 'mg/dL',
        reference: '0.4 to 1.1',
        hours: 1,
        line: 42,
      },
      { value: 'ERROR', hours: 1.5, line: 43 },
      { value: '1.5', abnormal: true, hours: 2, file: 'hosp/labevents.csv', line: 41 },
    ]);
    expect(recordRows(db, { ...query, offset: 2, limit: 1 }).rows).toEqual([rows[2]]);
  });

  it('shows codes, drugs, notes and facts with where they were read', () => {
    const made = records();
    const own = { patient_id: 2, encounter_id: 10 };
    made.event('diagnosis', 'hosp/diagnoses_icd', {
      ...own,
      concept_id: made.concept('ICD10CM', 'I509'),
      sequence: 1,
    });
    made.event('medication', 'hosp/prescriptions', {
      ...own,
      concept_id: made.concept('DRUG', 'aspirin'),
      start_minute: START + 30,
    });
    made.event('procedure', 'hosp/procedures_icd', {
      ...own,
      concept_id: made.concept('ICD10PCS', '0X'),
      origin: 'procedures_icd',
      chart_minute: at(100),
    });
    made.event('note', 'note/discharge', {
      ...own,
      source_key: 'n',
      kind: 'discharge',
      chart_minute: START + 2880,
      text: '<b>text</b>',
    });
    const rowsOf = (modality: 'demographics' | 'diagnoses' | 'medications' | 'procedures' | 'notes') =>
      recordRows(made.db, { encounter: '20000010', modality, offset: 0, limit: 20 }).rows;
    expect(rowsOf('diagnoses')).toMatchObject([
      { name: 'I509', code: 'I509', system: 'ICD10CM', hours: null },
    ]);
    expect(rowsOf('medications')).toMatchObject([
      { name: 'aspirin', hours: 0.5, file: 'hosp/prescriptions.csv' },
    ]);
    expect(rowsOf('procedures')).toMatchObject([{ code: '0X', hours: -10 }]);
    expect(rowsOf('notes')).toMatchObject([{ name: 'Discharge summary', value: '<b>text</b>', hours: 48 }]);
    expect(rowsOf('demographics').slice(0, 2)).toMatchObject([
      { name: 'Age, years', value: '40', file: 'hosp/admissions.csv' },
      { name: 'Sex', value: 'M' },
    ]);
  });
});

describe('labSeries', () => {
  it('gives the numeric values of an item by time', () => {
    const series = labSeries(records().db, { encounter: '20000010', item: 'MIMIC-LAB:50912' });
    expect(seriesSchema.parse(series)).toEqual(series);
    expect(series).toEqual({
      name: 'Creatinine',
      unit: 'mg/dL',
      inOtherUnits: 0,
      referenceLow: 0.4,
      referenceHigh: 1.1,
      points: [
        { hours: 1, value: 1, abnormal: false },
        { hours: 2, value: 1.5, abnormal: true },
      ],
    });
  });

  it('names an item that was not measured', () => {
    const { db } = records();
    expect(() => labSeries(db, { encounter: '20000001', item: 'MIMIC-LAB:50912' })).toThrow(
      expect.objectContaining({ code: 'not_found' }),
    );
  });
});

describe('resolveEncounter', () => {
  it('wants the source named where several have the id', () => {
    const made = records();
    made.insert('source', {
      id: 2,
      kind: 'mimic-iv',
      name: 'mimic:3.1',
      release: '3.1',
      synthetic: 0,
      content_hash: 'b',
    });
    made.patient(7, { source_id: 2 });
    made.admission(70, 7, {
      source_id: 2,
      source_key: '20000001',
      start_minute: START,
      end_minute: START + 1,
    });
    const ambiguous = expect.objectContaining({ code: 'not_found' }) as unknown;
    const unknown = expect.objectContaining({ code: 'unknown_encounter' }) as unknown;
    expect(() => resolveEncounter(made.db, '20000001')).toThrow(ambiguous);
    expect(resolveEncounter(made.db, 'mimic:3.1:20000001')).toMatchObject({ encounterId: 70, patientId: 7 });
    expect(resolveEncounter(made.db, 'made-up:20000001')).toMatchObject({ encounterId: 1 });
    expect(() => resolveEncounter(made.db, 'elsewhere:20000001')).toThrow(unknown);
    expect(() => resolveEncounter(made.db, '')).toThrow(unknown);
  });
});
