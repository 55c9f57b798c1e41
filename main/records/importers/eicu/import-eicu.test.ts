import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { EicuFolder } from '../../../testing/eicu-folder.ts';
import { MimicFolder } from '../../../testing/mimic-folder.ts';
import { checkIntegrity, type Database, openDatabase } from '../../database.ts';
import { readLabBlock } from '../../labs/lab-block.ts';
import { recordsHash } from '../../records-hash.ts';
import { removeSource } from '../../remove-source.ts';
import { importFolder } from '../import-folder.ts';
import { inspectFolder } from '../inspect-folder.ts';

let folder: EicuFolder;

beforeEach(() => {
  folder = new EicuFolder();
});

const importIt = () => importFolder({ folder: folder.folder, source: 'eicu', database: folder.database });

function open(): Database {
  const db = openDatabase(folder.database);
  onTestFinished(() => {
    db.close();
  });
  return db;
}

/** Stays with their start in minutes, by the source's id. */
function starts(db: Database): Record<string, number> {
  const rows = db.prepare<[], [string, number]>('SELECT source_key, start_minute FROM encounter').raw().all();
  return Object.fromEntries(rows);
}

describe('inspection', () => {
  it('guesses the source, names what is not used, and finds nothing absent', async () => {
    const inspection = await inspectFolder(folder.folder);
    expect(inspection).toMatchObject({ source: 'eicu', release: '2.0 demo', ready: true, missing: [] });
    expect(inspection.absentModalities).toEqual([]);
    expect(inspection.files.filter(({ use }) => use === 'unused')).toEqual([
      expect.objectContaining({
        file: 'apachePatientResult.csv',
        unusedReason: 'how the stay ended, and what APACHE predicted of it',
      }),
    ]);
  });

  it('says which modality will be absent, and why', async () => {
    for (const table of ['medication', 'infusionDrug', 'admissionDrug']) folder.remove(table);
    const { absentModalities } = await inspectFolder(folder.folder);
    expect(absentModalities).toEqual([
      { modality: 'medications', reason: 'the folder has none of medication, infusionDrug, admissionDrug' },
    ]);
  });

  it('names the source that a folder is of, where another was asked for', async () => {
    await expect(inspectFolder(folder.folder, 'mimic-iv')).rejects.toMatchObject({
      code: 'wrong_source',
      hint: expect.stringContaining('--source eicu') as string,
    });
    await expect(inspectFolder(new MimicFolder().folder, 'eicu')).rejects.toMatchObject({
      code: 'wrong_source',
      hint: expect.stringContaining('--source mimic-iv') as string,
    });
  });
});

describe('import', () => {
  it('reads every table, whatever the case of its name', async () => {
    folder.write('INFUSIONDRUG', folder.text('infusionDrug'));
    folder.remove('infusionDrug');
    const summary = await importIt();
    expect(summary.imported).toEqual({
      patient: 3,
      encounter: 4,
      transfer: 0,
      concept: expect.any(Number) as number,
      diagnosis: 5,
      procedure: 6,
      medication: 4,
      note: 2,
      lab: 3 + 3 + 3 + 14,
    });
    expect(summary.rejected).toBe(0);
    expect(summary.files.find(({ file }) => file === 'hospital.csv')).toMatchObject({
      imported: 2,
      unused: 1,
    });
    expect(summary.warnings).toContainEqual(expect.objectContaining({ code: 'stop_before_start', count: 1 }));
    expect(checkIntegrity(open())).toEqual([]);
  });

  it('places the stays of a hospital stay by their distance, and knows them by their hospital', async () => {
    await importIt();
    const db = open();
    const at = starts(db);
    expect((at['2'] ?? 0) - (at['1'] ?? 0)).toBe(3600 - 120);
    const stays = db
      .prepare(
        `SELECT e.source_key AS stay, e.end_minute - e.start_minute AS minutes, e.age_years AS age, p.sex,
           e.hospital_expire_flag AS died, u.hospital_stay_key AS hospitalStay, u.stay_type AS type,
           u.visit_number AS visit, u.unit_expired AS diedInUnit, h.source_key AS hospital, h.teaching
         FROM encounter e JOIN unit_stay u ON u.encounter_id = e.id JOIN hospital h ON h.id = u.hospital_id
         JOIN patient p ON p.id = e.patient_id WHERE e.source_key IN ('2', '3') ORDER BY stay`,
      )
      .all();
    const common = { hospital: '59', teaching: 0 };
    expect(stays).toEqual([
      {
        ...common,
        stay: '2',
        minutes: 1500,
        age: 52,
        sex: 'F',
        died: 0,
        hospitalStay: '11',
        type: 'readmit',
        visit: 2,
        diedInUnit: 0,
      },
      {
        ...common,
        stay: '3',
        minutes: 2000,
        age: 90,
        sex: 'M',
        died: 1,
        hospitalStay: '12',
        type: 'admit',
        visit: 1,
        diedInUnit: 1,
      },
    ]);
  });

  it('keeps of an event when it was, when it was entered, where it stands, and limits of care', async () => {
    await importIt();
    const db = open();
    const events = db
      .prepare(
        `SELECT k.system, k.code, s.event_minute - e.start_minute AS at, s.entered_minute - e.start_minute AS entered,
           s.care_limit AS careLimit, f.path, s.line
         FROM stay_event s JOIN concept k ON k.id = s.concept_id JOIN encounter e ON e.id = s.encounter_id
         JOIN source_file f ON f.id = s.file_id`,
      )
      .all();
    const event = (system: string, code: string, more: object) =>
      expect.objectContaining({ system, code, ...more }) as unknown;
    expect(events).toEqual(
      expect.arrayContaining([
        event('EICU-DIAGNOSIS', 'cardiovascular|shock / hypotension|sepsis', {
          at: 30,
          entered: null,
          line: 2,
        }),
        event('DRUG', 'HEPARIN SODIUM, PORCINE 5000 UNIT/ML IJ SOLN', { at: 100, entered: 200 }),
        event('HICL', '1820', { at: 20, entered: 10, path: 'medication.csv', line: 3 }),
        event('DRUG', 'ALLOPURINOL', { at: -50, entered: 25 }),
        event('EICU-HISTORY', 'notes/Progress Notes/Past History/Diabetes/insulin dependent', {
          entered: 1500,
        }),
        event('EICU-CAREPLAN', 'Care Limitation|Full therapy', { careLimit: 'none' }),
        event('EICU-CAREPLAN', 'Care Limitation|Do not resuscitate', { careLimit: 'no_resuscitation' }),
        event('EICU-CAREPLAN', 'Care Limitation|No vasopressors/inotropes', { careLimit: 'some' }),
        event('EICU-CAREPLAN', 'Airway|Intubated/oral ETT', { careLimit: null }),
      ]),
    );
  });

  it('keeps results and vital signs with the minute from which they are known', async () => {
    await importIt();
    const db = open();
    expect(results(db, '3')).toEqual(
      expect.arrayContaining([
        { item: 'EICU-LAB lactate', at: 60, known: 62, value: 4.1, text: '>4.10', unit: 'mmol/L', line: 3 },
        { item: 'EICU-LAB creatinine', at: 1400, known: 1500, value: 2, text: null, unit: 'mg/dL', line: 4 },
        { item: 'EICU-VITAL noninvasivemean', at: 12, known: 12, value: 86, text: null, unit: null, line: 2 },
        { item: 'EICU-APACHE creatinine', at: 1440, known: 1440, value: 2, text: null, unit: null, line: 2 },
      ]),
    );
    // -1 stands for none in the variables of APACHE.
    expect(results(db, '3').map(({ item }) => item)).not.toContain('EICU-APACHE ph');
  });

  it('leaves out a vital sign that cannot be, counts what few people have, and says the ranges', async () => {
    folder.append('vitalPeriodic', '1302,1,15,98.6,98,400,20,,,,,,,,,,,,');
    folder.append('vitalAperiodic', '1402,3,17,0,70,86,,,,-1000,,,');
    const { warnings, rejected } = await importIt();
    expect(rejected).toBe(0);
    const told = warnings.filter(({ code }) => /^im(possible|plausible)_value$/.test(code));
    expect(told.map(({ file, message, count }) => [file, message, count])).toEqual([
      ['vitalAperiodic.csv', 'systolic pressure outside the plausible 1 to 375 mmHg', 1],
      [
        'vitalPeriodic.csv',
        'heart rate outside the possible 0 to 390 bpm: the number is left out, the row is kept',
        1,
      ],
      [
        'vitalPeriodic.csv',
        'temperature in Celsius outside the possible 14.2 to 47 °C: the number is left out, the row is kept',
        1,
      ],
    ]);
    const db = open();
    const at = (stay: string, minute: number) =>
      results(db, stay).flatMap(({ item, at: when, value }) => (when === minute ? [[item, value]] : []));
    expect(at('1', 15)).toEqual([
      ['EICU-VITAL respiration', 20],
      ['EICU-VITAL sao2', 98],
    ]);
    expect(at('3', 17)).toEqual(
      expect.arrayContaining([
        ['EICU-VITAL noninvasivesystolic', 0],
        ['EICU-VITAL svr', -1000],
      ]),
    );
  });

  it('takes the harmonised hours where lab is not there, and says so', async () => {
    const hourly = 'derived_yaib/hourly_labs_vitals';
    const names = HOURLY_COLUMNS.map((name) => (name === 'crea' ? '1.5' : ''));
    folder.write(
      hourly,
      `patientunitstayid,offset_min,${HOURLY_COLUMNS.join(',')}\n3,120,${names.join(',')}\n`,
    );
    expect((await inspectFolder(folder.folder)).files).toContainEqual(
      expect.objectContaining({ file: `${hourly}.csv`, use: 'unused' }),
    );
    folder.remove('lab');
    const { missing } = await inspectFolder(folder.folder);
    expect(missing).toEqual([
      { file: 'lab', required: false, consequence: `${hourly}.csv is read in its place` },
    ]);
    const { warnings } = await importIt();
    expect(warnings).toContainEqual(expect.objectContaining({ code: 'hourly_labs', count: 1 }));
    expect(results(open(), '3')).toContainEqual(
      expect.objectContaining({ item: 'EICU-HOURLY crea', at: 120, known: 180, value: 1.5 }),
    );
  });

  it('marks as not covered what no stay of a hospital has', async () => {
    await importIt();
    const rows = open()
      .prepare(
        `SELECT e.source_key AS stay, u.modality FROM uncovered_modality u JOIN encounter e ON e.id = u.encounter_id
         ORDER BY 1, 2`,
      )
      .all();
    expect(rows).toEqual([
      { stay: '4', modality: 'medications' },
      { stay: '4', modality: 'procedures' },
    ]);
  });

  it('stands beside another source, and is removed whole', async () => {
    const mimic = new MimicFolder();
    await importFolder({ folder: mimic.folder, database: folder.database });
    const db = open();
    const before = recordsHash(db);
    await importIt();
    expect(db.prepare('SELECT kind, name FROM source ORDER BY id').raw().all()).toEqual([
      ['mimic-iv', 'mimic-iv'],
      ['eicu', 'eicu'],
    ]);
    expect(checkIntegrity(db)).toEqual([]);
    removeSource(db, 'eicu');
    expect(recordsHash(db)).toBe(before);
  });
});

interface Result {
  readonly item: string;
  readonly at: number;
  readonly known: number;
  readonly value: number | null;
  readonly text: string | null;
  readonly unit: string | null;
  readonly line: number;
}

function results(db: Database, stay: string): Result[] {
  const start = starts(db)[stay] ?? 0;
  const blocks = db
    .prepare<[string], Uint8Array>(
      'SELECT data FROM lab_block b JOIN encounter e ON e.id = b.encounter_id WHERE e.source_key = ?',
    )
    .pluck()
    .all(stay);
  const item = db
    .prepare<[number], string>(
      `SELECT k.system || ' ' || k.code FROM lab_item i JOIN concept k ON k.id = i.concept_id WHERE i.ordinal = ?`,
    )
    .pluck();
  const text = db.prepare<[number | null], string>('SELECT text FROM lab_text WHERE ordinal = ?').pluck();
  const unit = db.prepare<[number | null], string>('SELECT unit FROM lab_range WHERE ordinal = ?').pluck();
  return blocks.flatMap((data) =>
    Array.from(readLabBlock(data), (row) => ({
      item: item.get(row.item) ?? '',
      at: row.chartMinute - start,
      known: (row.storeMinute ?? Number.NaN) - start,
      value: row.value,
      text: text.get(row.text) ?? null,
      unit: unit.get(row.range) ?? null,
      line: row.line,
    })),
  );
}

const HOURLY_COLUMNS = (
  'alb,alp,alt,ast,be,bicar,bili,bili_dir,bnd,bun,ca,cai,ck,ckmb,cl,crea,crp,dbp,fgn,fio2,glu,hgb,hr,inr_pt,k,' +
  'lact,lymph,map,mch,mchc,mcv,methb,mg,na,neut,o2sat,pco2,ph,phos,plt,po2,ptt,resp,sbp,temp,tnt,urine,wbc'
).split(',');
