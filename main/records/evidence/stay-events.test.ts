import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CohortSpec } from '../../api/common.ts';
import { EicuFolder } from '../../testing/eicu-folder.ts';
import { importFolder } from '../importers/import-folder.ts';
import { type Database, openDatabase } from '../database.ts';
import { encounterHeader } from '../patients/encounter-header.ts';
import { recordRows } from '../patients/record-rows.ts';
import { evidenceOf } from './evidence.ts';

const AT_24_HOURS: CohortSpec = { task: 'mortality-hospital', preset: 'default' };
const AT_DISCHARGE: CohortSpec = { task: 'readmission-icu', preset: 'default' };

describe('evidence of a stay in a unit', () => {
  let db: Database;
  beforeEach(async () => {
    const { folder, database } = new EicuFolder();
    await importFolder({ folder, database });
    db = openDatabase(database, { readOnly: true });
  });
  afterEach(() => {
    db.close();
  });

  it('holds the events that had happened and been entered, each with its place', () => {
    const { diagnoses, procedures, medications, states } = evidenceOf(db, AT_24_HOURS, '1');
    // An earlier illness was entered 1,500 minutes after the admission to the unit, so it is not yet known.
    expect(diagnoses.map(({ system, minutesBefore }) => [system, minutesBefore]).sort()).toEqual([
      ['EICU-ADMISSION', 1425],
      ['EICU-DIAGNOSIS', 1410],
    ]);
    expect(procedures).toMatchObject([{ system: 'EICU-TREATMENT', file: 'treatment.csv', line: 2 }]);
    expect(medications.map(({ system, minutesBefore }) => [system, minutesBefore]).sort()).toEqual([
      ['DRUG', 1340],
      ['DRUG', 1490],
      ['HICL', 1420],
    ]);
    expect(states).toMatchObject({ notes: 'present', labs: 'present', diagnoses: 'present' });
  });

  it('knows at the end of the stay what was entered late', () => {
    const systems = evidenceOf(db, AT_DISCHARGE, '1').diagnoses.map(({ system }) => system);
    expect(systems).toContain('EICU-HISTORY');
  });

  it('holds results once revised, and the variables of APACHE when the first day is over', () => {
    const { labs } = evidenceOf(db, AT_24_HOURS, '3');
    const items = labs.map(({ item }) => item);
    // Drawn before 24 hours, revised after.
    expect(items).not.toContain('EICU-LAB:creatinine');
    expect(items).toEqual(expect.arrayContaining(['EICU-LAB:lactate', 'EICU-APACHE:creatinine']));
    const earlier = evidenceOf(db, { ...AT_24_HOURS, hours: 23 }, '3').labs.map(({ item }) => item);
    expect(earlier.filter((item) => item.startsWith('EICU-APACHE'))).toEqual([]);
  });

  it('tells an hospital that records nothing from a stay that has nothing', () => {
    expect(evidenceOf(db, AT_24_HOURS, '4').states).toMatchObject({
      procedures: 'unavailable',
      medications: 'unavailable',
      diagnoses: 'present',
      notes: 'unavailable',
      labs: 'unavailable',
    });
    expect(evidenceOf(db, AT_24_HOURS, '2').states).toMatchObject({
      procedures: 'noneRecorded',
      medications: 'noneRecorded',
      diagnoses: 'noneRecorded',
    });
  });

  it('reads entries of notes as they were chosen', () => {
    expect(evidenceOf(db, AT_24_HOURS, '3').notes.map(({ text }) => text)).toEqual(['Score: scored']);
  });

  it('reads plans of care as procedures, and limits of care only where they are switched on', () => {
    const plans = (spec: CohortSpec) =>
      evidenceOf(db, spec, '3')
        .procedures.filter(({ system }) => system === 'EICU-CAREPLAN')
        .map(({ code }) => code);
    expect(plans(AT_24_HOURS)).toEqual(['Airway|Intubated/oral ETT']);
    expect(plans({ ...AT_24_HOURS, inputs: { careLimitations: true } })).toEqual(
      expect.arrayContaining(['Airway|Intubated/oral ETT', 'Care Limitation|Do not resuscitate']),
    );
  });

  it('has the facts of the stay, and no history that the source cannot give', () => {
    expect(evidenceOf(db, AT_24_HOURS, '2').demographics).toMatchObject({
      file: 'patient.csv',
      line: 3,
      values: {
        ageYears: 52,
        sex: 'F',
        admissionLocation: 'Floor',
        hospitalAdmissionSource: 'Floor',
        unitType: 'MICU',
        stayType: 'readmit',
        visitNumber: 2,
        logHoursBeforeUnit: Math.log1p(60),
        lengthOfStayHours: 24,
      },
    });
    expect(evidenceOf(db, AT_24_HOURS, '2').demographics.values).not.toHaveProperty(
      'admissionsPrevious365Days',
    );
  });

  it('is shown as it was recorded, beside the other stays of the hospital stay', () => {
    const page = { offset: 0, limit: 10 };
    const plans = recordRows(db, { encounter: '3', modality: 'procedures', ...page });
    expect(plans.rows.map(({ name }) => name)).toContain('Care Limitation, Do not resuscitate');
    const { rows } = recordRows(db, { encounter: '3', modality: 'notes', ...page });
    expect(rows[0]).toMatchObject({ system: 'EICU-EXAM', file: 'physicalExam.csv', line: 2, hours: 19 / 60 });
    expect(encounterHeader(db, '1')).toMatchObject({
      source: 'eicu',
      firstUnit: 'MICU',
      others: [{ encounter: '2', startDays: 3480 / 1440 }],
    });
  });
});
