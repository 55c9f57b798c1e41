import { describe, expect, it } from 'vitest';
import type { CohortSpec } from '../../../api/common.ts';
import type { ImportSummary } from '../../../api/services.ts';
import { MimicFolder } from '../../../testing/mimic-folder.ts';
import { checkIntegrity, type Database, openDatabase } from '../../database.ts';
import { evidenceOf } from '../../evidence/evidence.ts';
import { importFolder } from '../import-folder.ts';
import { inspectFolder } from '../inspect-folder.ts';

const STAYS = 'subject_id,hadm_id,stay_id,intime,outtime,gender,race,arrival_transport,disposition';
const TRIAGE = 'subject_id,stay_id,temperature,heartrate,resprate,o2sat,sbp,dbp,pain,acuity,chiefcomplaint';
const VITALS = 'subject_id,stay_id,charttime,temperature,heartrate,resprate,o2sat,sbp,dbp,rhythm,pain';

/**
 * The made-up folder with MIMIC-IV-ED in it: the visit that led to admission 203, one that led to none, and one in which
 * nothing was measured.
 */
function withEmergencyDepartment(): MimicFolder {
  const folder = new MimicFolder();
  const write = (table: string, ...lines: string[]): void => folder.write(table, `${lines.join('\n')}\n`);
  write(
    'ed/edstays',
    STAYS,
    '102,203,701,2163-04-28 03:00:00,2163-04-28 09:00:00,M,UNKNOWN,AMBULANCE,ADMITTED',
    '103,,702,2170-01-01 01:00:00,2170-01-01 04:00:00,F,ASIAN,WALK IN,HOME',
    '101,,703,2150-01-01 01:00:00,2150-01-01 04:00:00,F,WHITE,WALK IN,HOME',
  );
  write(
    'ed/triage',
    TRIAGE,
    '102,701,98.4,112,24,91,88,50,7,2,"Dyspnea, ""fever"""',
    '103,702,,,,,,,,,Headache',
  );
  write(
    'ed/vitalsign',
    VITALS,
    '102,701,2163-04-28 08:30:00,37.2,110,22,,90,52,,',
    '102,701,2163-04-29 08:00:00,99.1,305,22,95,90,52,Sinus,3',
    '103,702,2170-01-01 02:00:00,98.0,80,16,99,120,70,,0',
  );
  write(
    'ed/diagnosis',
    'subject_id,stay_id,seq_num,icd_code,icd_version,icd_title',
    '102,701,1,A419,10,Sepsis',
  );
  return folder;
}

async function importInto({ folder, database }: MimicFolder): Promise<ImportSummary> {
  return importFolder({ folder, database });
}

function read<T>({ database }: MimicFolder, work: (db: Database) => T): T {
  const db = openDatabase(database, { readOnly: true });
  try {
    expect(checkIntegrity(db)).toEqual([]);
    return work(db);
  } finally {
    db.close();
  }
}

function countsOf({ files }: ImportSummary, file: string): number[] {
  const counts = files.find((found) => found.file === file);
  return counts === undefined ? [] : [counts.read, counts.imported, counts.rejected, counts.unused];
}

/** 24 hours after the admission: 2163-04-29 07:00. */
const AT_24_HOURS: CohortSpec = { task: 'mortality-hospital', preset: 'default', variant: 'admission' };

describe('the emergency department', () => {
  it('gives vital signs with the time of the visit, its admission, and names of their own', async () => {
    const folder = withEmergencyDepartment();
    const summary = await importInto(folder);
    expect(summary.rejected).toBe(0);
    const { labs } = read(folder, (db) => evidenceOf(db, AT_24_HOURS, '203'));
    const signs = labs.filter(({ item }) => /^MIMIC-(TRIAGE|ED):/.test(item));
    expect(
      signs.map(({ item, value, unit, minutesBefore, line }) => [item, value, unit, minutesBefore, line]),
    ).toEqual([
      ['MIMIC-TRIAGE:220045', 112, 'bpm', 1680, 2],
      ['MIMIC-TRIAGE:220179', 88, 'mmHg', 1680, 2],
      ['MIMIC-TRIAGE:220180', 50, 'mmHg', 1680, 2],
      ['MIMIC-TRIAGE:220210', 24, 'insp/min', 1680, 2],
      ['MIMIC-TRIAGE:220277', 91, '%', 1680, 2],
      ['MIMIC-TRIAGE:223761', 98.4, '°F', 1680, 2],
      ['MIMIC-ED:220045', 110, 'bpm', 1350, 2],
      ['MIMIC-ED:220179', 90, 'mmHg', 1350, 2],
      ['MIMIC-ED:220180', 52, 'mmHg', 1350, 2],
      ['MIMIC-ED:220210', 22, 'insp/min', 1350, 2],
    ]);
    const names = signs.map(({ item, name }) => [item, name]);
    expect(Object.fromEntries(names)).toMatchObject({
      'MIMIC-TRIAGE:220045': 'Heart rate at triage',
      'MIMIC-ED:220179': 'Systolic pressure in the emergency department',
    });
  });

  it('leaves out the number that cannot be, keeps the rest of the row, and counts it', async () => {
    const summary = await importInto(withEmergencyDepartment());
    const counted = summary.warnings
      .filter(({ file }) => file.startsWith('ed/'))
      .map(({ code, file, count, message }) => [code, file, count, message]);
    expect(counted).toContainEqual([
      'impossible_value',
      'ed/vitalsign.csv',
      1,
      'temperature in Fahrenheit outside the possible 57.6 to 116.6 °F: the number is left out, the row is kept',
    ]);
    expect(counted).toContainEqual([
      'implausible_value',
      'ed/vitalsign.csv',
      1,
      'heart rate outside the plausible 1 to 300 bpm',
    ]);
    expect(counted).toContainEqual([
      'no_encounter',
      'ed/edstays.csv',
      2,
      'hadm_id is empty: the visit led to no admission',
    ]);
    expect(counted.filter(([, file]) => file === 'ed/triage.csv').map(([code]) => code)).toEqual([
      'row_shortfall',
    ]);
  });

  it('accounts for every row, and for a visit without any vital sign', async () => {
    const folder = withEmergencyDepartment();
    const summary = await importInto(folder);
    expect(countsOf(summary, 'ed/edstays.csv')).toEqual([3, 2, 0, 1]);
    expect(countsOf(summary, 'ed/triage.csv')).toEqual([2, 2, 0, 0]);
    expect(countsOf(summary, 'ed/vitalsign.csv')).toEqual([3, 3, 0, 0]);
    // Six at triage, four, six and six later; six other results.
    expect(summary.imported['lab']).toBe(6 + 4 + 6 + 6 + 6);
    const patients = read(folder, (db) =>
      db
        .prepare(
          `SELECT system, patient_count FROM lab_item i JOIN concept c ON c.id = i.concept_id
           WHERE code = '220045' ORDER BY system`,
        )
        .all(),
    );
    expect(patients).toEqual([
      { system: 'MIMIC-ED', patient_count: 2 },
      { system: 'MIMIC-ITEM', patient_count: 1 },
      { system: 'MIMIC-TRIAGE', patient_count: 1 },
    ]);
  });

  it('rejects what belongs to no known visit, admission or person', async () => {
    const folder = withEmergencyDepartment();
    folder.append('ed/edstays', '101,999,704,2150-01-02 01:00:00,2150-01-02 04:00:00,F,WHITE,WALK IN,HOME');
    folder.append('ed/edstays', '101,,705,2150-01-02 01:00:00,2150-01-01 04:00:00,F,WHITE,WALK IN,HOME');
    folder.append('ed/triage', '101,704,98,80,16,99,120,70,0,3,Fall');
    folder.append('ed/triage', '102,702,98,80,16,99,120,70,0,3,Fall');
    folder.append('ed/triage', '102,701,98,80,16,99,120,70,0,3,Fall');
    folder.append('ed/vitalsign', '103,702,,98.0,80,16,99,120,70,,0');
    folder.append('ed/vitalsign', '999,702,2170-01-01 02:00:00,98.0,80,16,99,120,70,,0');
    const { errors } = await importInto(folder);
    expect(errors.map(({ file, line, column, code }) => [file, line, column, code]).toSorted()).toEqual([
      ['ed/edstays.csv', 5, 'hadm_id', 'unknown_encounter'],
      ['ed/edstays.csv', 6, 'outtime', 'discharge_before_admission'],
      ['ed/triage.csv', 4, 'stay_id', 'unknown_encounter'],
      ['ed/triage.csv', 5, 'stay_id', 'unknown_encounter'],
      ['ed/triage.csv', 6, 'stay_id', 'duplicate_key'],
      ['ed/vitalsign.csv', 5, 'charttime', 'missing_value'],
      ['ed/vitalsign.csv', 6, 'subject_id', 'unknown_patient'],
    ]);
  });

  it('is not read further than that, and the reason is given', async () => {
    const { files } = await inspectFolder(withEmergencyDepartment().folder);
    expect(files.find(({ file }) => file === 'ed/diagnosis.csv')).toMatchObject({
      use: 'unused',
      unusedReason: 'coded after the visit, with no time from which it was known',
    });
    const others = files.filter(({ file }) => file !== 'ed/diagnosis.csv');
    expect(new Set(others.map(({ unusedReason }) => unusedReason))).toEqual(new Set([null]));
  });

  it('is enough to have labs, and is said to be missing where it is', async () => {
    const folder = withEmergencyDepartment();
    folder.remove('hosp/labevents');
    folder.remove('icu/chartevents');
    expect((await inspectFolder(folder.folder)).absentModalities).toEqual([]);
    const { missing } = await inspectFolder(new MimicFolder().folder);
    expect(missing.map(({ file }) => file)).toEqual(
      expect.arrayContaining(['ed/edstays', 'ed/triage', 'ed/vitalsign']),
    );
  });
});
