import { describe, expect, it } from 'vitest';
import { at } from '../../testing/patient-histories.ts';
import { RecordDatabase } from '../../testing/record-database.ts';
import type { CohortSpec } from '../../api/common.ts';
import { labelledEncounters } from '../cohorts/labelled-encounters.ts';
import { Tally } from '../cohorts/tally.ts';
import { evidenceFor, evidenceOf } from './evidence.ts';

const RETROSPECTIVE: CohortSpec = { task: 'readmission-15d', preset: 'default' };
const AVAILABLE: CohortSpec = { ...RETROSPECTIVE, timing: 'available' };
const AT_24_HOURS: CohortSpec = { task: 'mortality-hospital', preset: 'default', variant: 'admission' };

const START = at(100, 10);
const END = at(103, 12);

/** One person with one earlier admission (1) and the one that is asked about (2). */
function records(): RecordDatabase {
  const made = new RecordDatabase();
  made.patient(1, { dod: at(200) / 1440 });
  made.admission(1, 1, {
    start_minute: at(40),
    end_minute: at(42),
    ed_start_minute: at(39),
    admission_type: 'ELECTIVE',
  });
  made.admission(2, 1, {
    start_minute: START,
    end_minute: END,
    ed_start_minute: START - 180,
    age_years: 93,
    admission_location: 'EMERGENCY ROOM',
    race: 'WHITE',
    insurance: 'Medicare',
    language: 'ENGLISH',
  });
  return made;
}

const read = (made: RecordDatabase, spec: CohortSpec) => evidenceOf(made.db, spec, '20000002');

describe('demographics', () => {
  it('holds the person, the stay so far and the history', () => {
    const { values, file } = read(records(), RETROSPECTIVE).demographics;
    expect(values).toEqual({
      ageYears: 90,
      sex: 'F',
      admissionType: 'EW EMER.',
      admissionLocation: 'EMERGENCY ROOM',
      observationStay: 0,
      emergencyDepartmentHours: 3,
      lengthOfStayHours: 74,
      firstUnit: null,
      unitAtPrediction: null,
      admissionsPrevious365Days: 1,
      daysSinceLastDischarge: (START - at(42)) / 1440,
      emergencyVisitsPrevious180Days: 1,
    });
    expect(file).toBe('hosp/admissions.csv');
  });

  it('cuts the stay, its units and the history at the prediction time', () => {
    const made = records();
    const move = (encounter: number | null, event: string, unit: string, minute: number) =>
      made.event('transfer', 'hosp/transfers', {
        patient_id: 1,
        encounter_id: encounter,
        event,
        unit,
        start_minute: minute,
        end_minute: minute + 1,
      });
    move(null, 'ED', 'Emergency Department', at(90));
    move(2, 'ED', 'Emergency Department', START - 180);
    move(2, 'admit', 'Medicine', START);
    move(2, 'transfer', 'MICU', START + 1440);
    move(2, 'transfer', 'Neurology', START + 1441);
    move(null, 'ED', 'Emergency Department', at(110));
    const { values } = read(made, AT_24_HOURS).demographics;
    expect(values).toMatchObject({
      lengthOfStayHours: 24,
      firstUnit: 'Emergency Department',
      unitAtPrediction: 'MICU',
      // The one on day 90 and the one before the earlier admission, not the one that led to this stay.
      emergencyVisitsPrevious180Days: 2,
    });
    expect(read(made, RETROSPECTIVE).demographics.values['unitAtPrediction']).toBe('Neurology');
  });

  it('does not count an admission that has not ended, nor one of more than a year ago', () => {
    const made = new RecordDatabase();
    made.patient(1);
    made.admission(1, 1, { start_minute: START - 366 * 1440, end_minute: START - 360 * 1440 });
    made.admission(3, 1, { start_minute: START + 5, end_minute: null });
    made.admission(2, 1, { start_minute: START, end_minute: END });
    expect(read(made, RETROSPECTIVE).demographics.values).toMatchObject({
      admissionsPrevious365Days: 0,
      daysSinceLastDischarge: 360,
    });
  });

  it('keeps audit variables out unless they are asked for', () => {
    const spec = { ...RETROSPECTIVE, inputs: { auditVariables: true } };
    expect(Object.keys(read(records(), RETROSPECTIVE).demographics.values)).not.toContain('race');
    expect(read(records(), spec).demographics.values).toMatchObject({
      race: 'WHITE',
      insurance: 'Medicare',
      language: 'ENGLISH',
      maritalStatus: null,
    });
  });
});

describe('diagnoses', () => {
  function withCodes(): RecordDatabase {
    const made = records();
    const code = (encounter: number, system: string, name: string) =>
      made.event('diagnosis', 'hosp/diagnoses_icd', {
        patient_id: 1,
        encounter_id: encounter,
        concept_id: made.concept(system, name, `title of ${name}`),
        sequence: 1,
      });
    code(1, 'ICD9CM', '4280');
    code(2, 'ICD10CM', 'I509');
    return made;
  }

  it('are those of this admission where codes are admitted, without a time', () => {
    expect(read(withCodes(), RETROSPECTIVE).diagnoses).toMatchObject([
      {
        system: 'ICD10CM',
        code: 'I509',
        name: 'title of I509',
        minutesBefore: null,
        file: 'hosp/diagnoses_icd.csv',
      },
    ]);
  });

  it('are those of earlier admissions otherwise, from their discharge on', () => {
    expect(read(withCodes(), AVAILABLE).diagnoses).toMatchObject([
      { system: 'ICD9CM', code: '4280', minutesBefore: END - at(42) },
    ]);
  });
});

describe('procedures', () => {
  function withProcedures(): RecordDatabase {
    const made = records();
    const add = (origin: string, code: string, times: Record<string, number | null>) =>
      made.event('procedure', origin === 'procedureevents' ? 'icu/procedureevents' : 'hosp/procedures_icd', {
        patient_id: 1,
        encounter_id: 2,
        concept_id: made.concept('X', code),
        origin,
        ...times,
      });
    // A chartdate is a midnight and may come before the admission.
    add('procedures_icd', 'same day', { chart_minute: at(100) });
    add('hcpcsevents', 'undated', {});
    add('procedures_icd', 'after discharge', { chart_minute: at(104) });
    add('procedureevents', 'known', { start_minute: START + 60, store_minute: START + 70 });
    add('procedureevents', 'stored late', { start_minute: START + 60, store_minute: START + 1441 });
    add('procedureevents', 'stored when unknown', { start_minute: START + 60, store_minute: null });
    return made;
  }

  it('are the coded ones, up to the discharge, where codes are admitted', () => {
    expect(read(withProcedures(), RETROSPECTIVE).procedures).toMatchObject([
      { code: 'same day', minutesBefore: END - at(100) },
      { code: 'undated', minutesBefore: null },
    ]);
  });

  it('are those of intensive care stored by the prediction time otherwise', () => {
    expect(read(withProcedures(), AT_24_HOURS).procedures).toMatchObject([
      { code: 'known', minutesBefore: 1380 },
    ]);
    expect(read(withProcedures(), AVAILABLE).procedures.map(({ code }) => code)).toEqual([
      'known',
      'stored late',
    ]);
  });
});

describe('medications', () => {
  it('count from the later of the start and the entry of the order', () => {
    const made = records();
    const add = (drug: string, start: number | null, entered: number | null) =>
      made.event('medication', 'hosp/prescriptions', {
        patient_id: 1,
        encounter_id: 2,
        concept_id: made.concept('DRUG', drug),
        start_minute: start,
        stop_minute: START,
        entered_minute: entered,
      });
    add('in time', START + 60, START + 1440);
    add('entered late', START + 60, START + 1441);
    add('starts later', START + 1441, START);
    add('start alone', START + 30, null);
    add('without a time', null, null);
    expect(read(made, AT_24_HOURS).medications).toMatchObject([
      { system: 'DRUG', code: 'in time', minutesBefore: 1380 },
      { code: 'start alone', minutesBefore: 1410 },
    ]);
  });
});

describe('labs', () => {
  function withDictionary(made: RecordDatabase): void {
    const concept = made.concept('MIMIC-LAB', '50912', 'Creatinine');
    made.insert('lab_item', {
      source_id: 1,
      ordinal: 0,
      concept_id: concept,
      row_count: 1,
      numeric_count: 1,
      patient_count: 1,
    });
    made.insert('lab_text', { source_id: 1, ordinal: 3, text: 'HEMOLYZED' });
    made.insert('lab_range', { source_id: 1, ordinal: 2, unit: 'mg/dL', low: 0.4, high: 1.1 });
  }

  it('count from when they were stored, or a day after the sample', () => {
    const made = records();
    withDictionary(made);
    made.labs(1, 2, [
      { chartMinute: START + 10, storeMinute: START + 1440, value: 2.5, range: 2, abnormal: true, line: 77 },
      { chartMinute: START + 20, storeMinute: START + 1441 },
      { chartMinute: START, storeMinute: null, value: null, text: 3 },
      { chartMinute: START + 1, storeMinute: null },
      { chartMinute: START + 2000, storeMinute: START + 1000 },
    ]);
    expect(read(made, AT_24_HOURS).labs).toEqual([
      {
        item: 'MIMIC-LAB:50912',
        name: 'Creatinine',
        minutesBefore: 1430,
        value: 2.5,
        text: null,
        unit: 'mg/dL',
        abnormal: true,
        referenceLow: 0.4,
        referenceHigh: 1.1,
        file: 'hosp/labevents.csv',
        line: 77,
      },
      expect.objectContaining({ minutesBefore: 1440, value: null, text: 'HEMOLYZED', unit: null }),
    ]);
  });

  it('of no admission are linked by time, those of another are not used', () => {
    const made = records();
    withDictionary(made);
    made.labs(1, 1, [{ chartMinute: START + 5, storeMinute: START + 5 }]);
    made.labs(1, null, [
      { chartMinute: START - 181, storeMinute: START },
      { chartMinute: START - 180, storeMinute: START },
      { chartMinute: END + 1, storeMinute: END + 1 },
    ]);
    expect(read(made, RETROSPECTIVE).labs.map(({ minutesBefore }) => minutesBefore)).toEqual([
      END - START + 180,
    ]);
  });
});

describe('notes', () => {
  function withNotes(): RecordDatabase {
    const made = records();
    const note = (kind: string, text: string, chart: number, store: number | null) =>
      made.event('note', kind === 'discharge' ? 'note/discharge' : 'note/radiology', {
        patient_id: 1,
        encounter_id: 2,
        source_key: text,
        kind,
        chart_minute: chart,
        store_minute: store,
        text,
      });
    note('discharge', 'Service: MEDICINE\nDischarge Disposition:\nHome\n', at(103), END + 2880);
    note('radiology', 'clear lungs', START + 10, START + 20);
    note('radiology', 'still dictated', START + 10, END + 1);
    note('radiology', 'stored when unknown', START + 10, null);
    return made;
  }

  it('are the summary without what it says of the outcome, where it is admitted', () => {
    expect(read(withNotes(), RETROSPECTIVE).notes).toMatchObject([
      { kind: 'discharge', minutesBefore: 720, text: 'Service: MEDICINE\n' },
    ]);
    const whole = { ...RETROSPECTIVE, inputs: { outcomeSections: true } };
    expect(read(withNotes(), whole).notes[0]?.text).toContain('Home');
  });

  it('are the radiology reports stored by the prediction time otherwise', () => {
    expect(read(withNotes(), AVAILABLE).notes).toMatchObject([
      { kind: 'radiology', text: 'clear lungs', minutesBefore: END - START - 10 },
    ]);
  });
});

describe('states', () => {
  it('tells none recorded from unavailable by whether the source has the file', () => {
    const made = records();
    made.withoutFile('hosp/prescriptions');
    made.withoutFile('hosp/procedures_icd');
    expect(read(made, RETROSPECTIVE).states).toEqual({
      demographics: 'present',
      notes: 'unavailable',
      labs: 'unavailable',
      diagnoses: 'noneRecorded',
      // The billing codes of procedures are there.
      procedures: 'noneRecorded',
      medications: 'unavailable',
    });
    made.withoutFile('icu/procedureevents');
    expect(read(made, AVAILABLE).states.procedures).toBe('unavailable');
  });

  it('takes an empty modality for unavailable where the source says so, a filled one not', () => {
    const made = records();
    const uncover = (modality: string) =>
      made.event('uncovered_modality', 'hosp/admissions', { patient_id: 1, encounter_id: 2, modality });
    uncover('diagnoses');
    uncover('medications');
    made.event('diagnosis', 'hosp/diagnoses_icd', {
      patient_id: 1,
      encounter_id: 2,
      concept_id: made.concept('ICD10CM', 'I509'),
      sequence: 1,
    });
    expect(read(made, RETROSPECTIVE).states).toMatchObject({
      diagnoses: 'present',
      medications: 'unavailable',
      procedures: 'noneRecorded',
    });
  });
});

describe('evidenceFor', () => {
  it('gives many encounters in the order asked for, each as it is alone', () => {
    const made = records();
    made.patient(2);
    made.admission(3, 2, { start_minute: START, end_minute: END });
    const encounters = labelledEncounters(made.db, RETROSPECTIVE);
    expect(encounters.map(({ encounter }) => encounter)).toEqual(['20000001', '20000002', '20000003']);
    const shuffled = [encounters[2]!, encounters[0]!, encounters[1]!];
    const many = [...evidenceFor(made.db, RETROSPECTIVE, shuffled)];
    expect(many).toEqual(shuffled.map(({ encounter }) => evidenceOf(made.db, RETROSPECTIVE, encounter)));
  });

  it('counts what was not yet available', () => {
    const made = records();
    made.labs(1, 2, [{ chartMinute: START, storeMinute: START + 2000 }]);
    const leftOut = new Tally();
    const encounters = labelledEncounters(made.db, AT_24_HOURS);
    expect([...evidenceFor(made.db, AT_24_HOURS, encounters, { leftOut })]).toHaveLength(2);
    expect(leftOut.toRecord()).toMatchObject({ labs: 1, medications: 0 });
  });

  it('refuses codes and summaries for a prediction made before they are written', () => {
    const made = records();
    const spec: CohortSpec = { ...AT_24_HOURS, timing: 'retrospective' };
    const encounters = labelledEncounters(made.db, spec);
    expect(() => evidenceFor(made.db, spec, encounters)).toThrow(
      expect.objectContaining({
        code: 'leakage',
        message: expect.stringContaining('of 2 encounters') as string,
      }),
    );
  });

  it('names an encounter that does not exist and one that the task leaves out', () => {
    const made = records();
    made.admission(4, 1, { start_minute: at(150), end_minute: at(151), hospital_expire_flag: 1 });
    expect(() => evidenceOf(made.db, RETROSPECTIVE, '1')).toThrow(
      expect.objectContaining({ code: 'unknown_encounter' }),
    );
    expect(() => evidenceOf(made.db, RETROSPECTIVE, '20000004')).toThrow(
      expect.objectContaining({ code: 'model_mismatch' }),
    );
  });

  it('takes the events of all parts of a merged episode', () => {
    const made = records();
    made.admission(5, 1, { start_minute: END + 60, end_minute: END + 1440 });
    for (const encounter of [2, 5]) {
      made.event('diagnosis', 'hosp/diagnoses_icd', {
        patient_id: 1,
        encounter_id: encounter,
        concept_id: made.concept('ICD10CM', `code ${encounter}`),
        sequence: 1,
      });
    }
    const spec: CohortSpec = { ...RETROSPECTIVE, rules: { mergeEpisodes: true } };
    const evidence = evidenceOf(made.db, spec, '20000002');
    expect(evidence.encounter).toBe('20000005');
    expect(evidence.diagnoses.map(({ code }) => code)).toEqual(['code 2', 'code 5']);
    expect(evidence.demographics.values).toMatchObject({
      lengthOfStayHours: (END + 1440 - START) / 60,
      admissionsPrevious365Days: 1,
    });
  });
});
