import { mkdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { OmopFolder } from '../../../testing/omop-folder.ts';
import { checkIntegrity, type Database, openDatabase } from '../../database.ts';
import { openLabDictionary } from '../../evidence/lab-dictionary.ts';
import { openDictionary } from '../../evidence/dictionary.ts';
import { labRowReader } from '../../evidence/lab-rows.ts';
import { importFolder } from '../import-folder.ts';
import { inspectFolder } from '../inspect-folder.ts';

let folder: OmopFolder;

beforeEach(() => {
  folder = new OmopFolder();
});

const importIt = () => importFolder({ folder: folder.folder, database: folder.database });

async function imported(): Promise<Database> {
  await importIt();
  const db = openDatabase(folder.database);
  onTestFinished(() => {
    db.close();
  });
  expect(checkIntegrity(db)).toEqual([]);
  return db;
}

const minute = (text: string): number => Date.parse(`${text.replace(' ', 'T')}Z`) / 60_000;
const day = (text: string): number => Date.parse(`${text}T00:00Z`) / 86_400_000;

/** Coded events of the only rows of their tables: what they are, of which visit, when they were, from when they count. */
function eventsOf(db: Database, modality: string): unknown[] {
  return db
    .prepare(
      `SELECT k.system, k.code, k.name, e.source_key AS visit, v.event_minute AS at, v.entered_minute AS known
       FROM stay_event v JOIN concept k ON k.id = v.concept_id JOIN encounter e ON e.id = v.encounter_id
       WHERE v.modality = ? ORDER BY v.line`,
    )
    .all(modality);
}

describe('inspection', () => {
  it('knows the form by its tables, names the version, and says what is not used', async () => {
    const inspection = await inspectFolder(folder.folder);
    expect(inspection).toMatchObject({ source: 'omop', release: '5.4', ready: true, missing: [] });
    expect(inspection.absentModalities).toEqual([]);
    expect(inspection.files.filter(({ use }) => use === 'unused').map(({ file }) => file)).toEqual([
      'location.csv',
    ]);
  });

  it('says what it means where tables are missing', async () => {
    for (const table of ['note', 'observation_period', 'CONCEPT']) folder.remove(table);
    const { missing, absentModalities } = await inspectFolder(folder.folder, 'omop');
    expect(missing.map(({ file, required }) => [file, required])).toEqual([
      ['observation_period', false],
      ['note', false],
      ['concept', false],
    ]);
    expect(absentModalities).toEqual([{ modality: 'notes', reason: 'the folder has none of note' }]);
    folder.remove('VISIT_OCCURRENCE');
    await expect(inspectFolder(folder.folder, 'omop')).rejects.toMatchObject({
      code: 'wrong_source',
      hint: expect.stringContaining('visit_occurrence') as string,
    });
  });

  it('tells version 5.3 by its columns, and no version where a visit says neither', async () => {
    toVersion53();
    expect((await inspectFolder(folder.folder)).release).toBe('5.3');
    folder.replace('VISIT_OCCURRENCE', 'admitting_source_concept_id,admitting_source_value', 'a,b');
    folder.replace('VISIT_OCCURRENCE', 'discharge_to_concept_id,discharge_to_source_value', 'c,d');
    expect((await inspectFolder(folder.folder)).release).toBeNull();
  });
});

function toVersion53(): void {
  folder.replace(
    'VISIT_OCCURRENCE',
    'admitted_from_concept_id,admitted_from_source_value,discharged_to_concept_id,discharged_to_source_value',
    'admitting_source_concept_id,admitting_source_value,discharge_to_concept_id,discharge_to_source_value',
  );
}

describe('import', () => {
  it('accounts for every row of every table', async () => {
    const summary = await importIt();
    expect(summary.imported).toEqual({
      patient: 3,
      encounter: 4 + 3,
      transfer: 0,
      concept: expect.any(Number) as number,
      diagnosis: 4,
      procedure: 2,
      medication: 3,
      note: 4,
      lab: 5,
    });
    expect(summary.rejected).toBe(0);
    const unused = summary.files.filter((file) => file.unused > 0).map(({ file, unused: n }) => [file, n]);
    expect(unused.sort()).toEqual([
      ['CONCEPT.csv', 1],
      ['VISIT_DETAIL.csv', 1],
      ['VISIT_OCCURRENCE.csv', 3],
      ['condition_occurrence.csv', 1],
    ]);
    expect(summary.warnings.map(({ code, count }) => [code, count]).sort()).toEqual([
      ['outside_any_admission', 1],
      ['unknown_visit_kind', 1],
    ]);
  });

  it('knows people by sex and birth, and until when a death would be known', async () => {
    const db = await imported();
    expect(
      db.prepare('SELECT source_key AS id, sex, dod, death_followup_end AS until FROM patient').all(),
    ).toEqual([
      { id: '1', sex: 'F', dod: null, until: day('2020-12-31') },
      { id: '2', sex: 'M', dod: day('2020-05-04'), until: day('2020-05-04') },
      { id: '3', sex: 'F', dod: null, until: null },
    ]);
  });

  it('takes visits with a bed for admissions, with their kind, ages, places and outcome', async () => {
    const db = await imported();
    const admissions = db
      .prepare(
        `SELECT source_key AS id, start_minute AS start, end_minute AS end, ed_start_minute AS ed, age_years AS age,
           admission_type AS type, admission_location AS "from", discharge_location AS "to", first_unit AS unit,
           race, hospital_expire_flag AS died, death_minute AS death
         FROM encounter WHERE kind = 'admission' ORDER BY source_key`,
      )
      .all();
    const [first, second, third, fourth] = admissions;
    expect(admissions).toHaveLength(4);
    expect(first).toEqual({
      id: '11',
      start: minute('2020-03-01 10:00'),
      end: minute('2020-03-05 12:30'),
      ed: null,
      // A day before the birthday.
      age: 69,
      type: 'INPATIENT',
      from: 'clinic',
      to: 'HOME',
      unit: 'Medicine',
      race: 'white',
      died: 0,
      death: null,
    });
    expect(second).toMatchObject({
      id: '12',
      age: 70,
      type: 'EMERGENCY',
      from: 'EMERGENCY ROOM',
      to: 'HOSPICE',
    });
    expect(third).toMatchObject({
      id: '21',
      ed: minute('2020-05-01 06:00'),
      race: 'BLACK OR AFRICAN AMERICAN',
      age: 59,
      unit: 'General Hospital',
      died: 1,
      death: minute('2020-05-04 22:40'),
    });
    expect(fourth).toMatchObject({
      id: '31',
      start: minute('2020-07-01 00:00'),
      end: minute('2020-07-03 23:59'),
      age: 90,
      died: 0,
    });
  });

  it('makes one stay of units of intensive care that follow each other, and none of other units', async () => {
    const db = await imported();
    const stays = db
      .prepare(
        `SELECT i.source_key AS id, a.source_key AS visit, i.start_minute AS start, i.end_minute AS end, i.first_unit AS unit
         FROM encounter i JOIN encounter a ON a.id = i.parent_id ORDER BY i.start_minute`,
      )
      .all();
    const unit = 'Medical Intensive Care Unit (MICU)';
    expect(stays).toEqual([
      { id: '12', visit: '11', start: minute('2020-03-01 18:00'), end: minute('2020-03-03 15:00'), unit },
      { id: '14', visit: '11', start: minute('2020-03-04 01:00'), end: minute('2020-03-04 05:00'), unit },
      {
        id: '21',
        visit: '21',
        start: minute('2020-05-01 12:00'),
        end: minute('2020-05-04 23:00'),
        unit: null,
      },
    ]);
  });

  it('names codes by the vocabulary, and counts what was coded later from the discharge', async () => {
    const db = await imported();
    const discharge = minute('2020-03-05 12:30');
    expect(eventsOf(db, 'diagnoses')).toEqual([
      {
        system: 'ICD10CM',
        code: 'I10',
        name: 'Essential (primary) hypertension',
        visit: '11',
        at: minute('2020-03-01 10:00'),
        known: discharge,
      },
      // From the problem list, so it was there when it was written.
      {
        system: 'SNOMED',
        code: '44054006',
        name: 'Type 2 diabetes mellitus',
        visit: '11',
        at: minute('2020-03-02 09:00'),
        known: null,
      },
      // Names no visit; and what the vocabulary does not know.
      {
        system: 'OMOP-CONDITION',
        code: 'local:septic shock',
        name: null,
        visit: '21',
        at: minute('2020-05-01 10:00'),
        known: minute('2020-05-04 23:00'),
      },
      {
        system: 'OMOP',
        code: '132797',
        name: null,
        visit: '21',
        at: minute('2020-05-02 00:00'),
        known: minute('2020-05-04 23:00'),
      },
    ]);
    expect(eventsOf(db, 'procedures')).toEqual([
      {
        system: 'OMOP-PROCEDURE',
        code: 'vent',
        name: null,
        visit: '11',
        at: minute('2020-03-02 08:15'),
        known: null,
      },
      {
        system: 'ICD9PCS',
        code: '96.04',
        name: 'Insertion of endotracheal tube',
        visit: '11',
        at: minute('2020-03-03 00:00'),
        known: discharge,
      },
    ]);
  });

  it('takes a drug by its standard concept, and a midnight for the end of that day or of the visit', async () => {
    const db = await imported();
    expect(eventsOf(db, 'medications')).toMatchObject([
      { system: 'RxNorm', code: '5224', name: 'heparin', at: minute('2020-03-01 12:00'), known: null },
      {
        system: 'OMOP-DRUG',
        code: 'NORepinephrine',
        at: minute('2020-03-02 00:00'),
        known: minute('2020-03-02 23:59'),
      },
      { code: 'Aspirin', at: minute('2020-03-05 00:00'), known: minute('2020-03-05 12:30') },
    ]);
  });

  it('keeps results with operator, words, unit and range, in their admission', async () => {
    const db = await imported();
    const labs = openLabDictionary(db);
    const codes = openDictionary(db);
    const admissions = db
      .prepare<
        [],
        {
          id: number;
          patientId: number;
          key: string;
          startMinute: number;
          endMinute: number;
          edStartMinute: number | null;
          sourceId: number;
        }
      >(
        `SELECT id, patient_id AS patientId, source_key AS key, start_minute AS startMinute, end_minute AS endMinute,
           ed_start_minute AS edStartMinute, source_id AS sourceId FROM encounter WHERE kind = 'admission'`,
      )
      .all();
    const read = labRowReader(db);
    const found = [1, 2].flatMap((patient) => {
      const own = admissions.filter(({ patientId }) => patientId === patient);
      return Array.from(read(patient, own)).flatMap(([admission, rows]) =>
        rows.map((row) => {
          const { system, code, name } = codes.concept(labs.conceptOf(row));
          const { unit, low, high } = labs.rangeOf(row);
          const visit = own.find(({ id }) => id === admission)?.key;
          return [
            row.line,
            visit,
            `${system}:${code}`,
            name,
            row.value,
            labs.textOf(row),
            unit,
            low,
            high,
            row.abnormal,
            row.storeMinute,
          ];
        }),
      );
    });
    const creatinine = ['LOINC:2160-0', 'Creatinine [Mass/volume] in Serum or Plasma'] as const;
    expect(found.sort()).toEqual([
      [2, '11', ...creatinine, 1.4, null, 'mg/dL', 0.4, 1.1, true, null],
      [3, '11', ...creatinine, 0.2, '< 0.2', 'mg/dL', 0.4, 1.1, true, null],
      [4, '11', 'OMOP-MEASUREMENT:culture', null, null, 'Positive', null, null, null, false, null],
      // Drawn in the emergency room before the admission.
      [5, '21', 'OMOP-MEASUREMENT:lactate', null, null, 'haemolysed', 'mmol/L', null, null, false, null],
      [6, '21', 'OMOP:3004249', null, 250, '>250', 'mm[Hg]', null, null, false, null],
    ]);
  });

  it('keeps notes by kind, stored when they were recorded, a day alone at its end', async () => {
    const db = await imported();
    const notes = db
      .prepare(
        `SELECT n.source_key AS id, n.kind, e.source_key AS visit, n.chart_minute AS at, n.store_minute AS stored, n.text
         FROM note n LEFT JOIN encounter e ON e.id = n.encounter_id ORDER BY n.line`,
      )
      .all();
    expect(notes).toMatchObject([
      { id: '501', kind: 'discharge', visit: '11', text: 'Admitted with\npneumonia, "mild".' },
      { id: '502', kind: 'radiology', stored: minute('2020-03-02 09:00') },
      {
        id: '503',
        kind: 'other',
        visit: '21',
        at: minute('2020-05-02 00:00'),
        stored: minute('2020-05-02 23:59'),
      },
      { id: '504', kind: 'discharge' },
    ]);
  });
});

describe('other forms of the same', () => {
  it('reads version 5.3', async () => {
    toVersion53();
    const db = await imported();
    expect(
      db
        .prepare(`SELECT discharge_location FROM encounter WHERE source_key = '12' AND kind = 'admission'`)
        .pluck()
        .get(),
    ).toBe('HOSPICE');
    expect(
      db
        .prepare(`SELECT hospital_expire_flag FROM encounter WHERE source_key = '21' AND kind = 'admission'`)
        .pluck()
        .get(),
    ).toBe(1);
  });

  it('reads a table in numbered parts or in a folder of its own, in any folder', async () => {
    const [header = '', ...rows] = folder.text('measurement').trimEnd().split('\n');
    folder.write('cdm/measurement_000', `${header}\n${rows.slice(0, 2).join('\n')}\n`);
    folder.write('cdm/measurement_001', `${header}\n${rows.slice(2).join('\n')}\n`);
    folder.remove('measurement');
    mkdirSync(path.join(folder.folder, 'person'));
    renameSync(folder.path('PERSON'), folder.path('person/part-0'));
    const summary = await importIt();
    expect(summary.imported).toMatchObject({ patient: 3, lab: 5 });
    expect(summary.files.filter(({ file }) => file.includes('measurement')).map(({ read }) => read)).toEqual([
      2, 3,
    ]);
  });

  it('names codes by what the source writes, or by their concept, where there is no vocabulary', async () => {
    folder.remove('CONCEPT');
    const db = await imported();
    const codes = db
      .prepare('SELECT system, code FROM concept WHERE name IS NULL ORDER BY system, code')
      .raw()
      .all();
    expect(codes).toEqual([
      ['OMOP', '132797'],
      ['OMOP', '3004249'],
      ['OMOP-CONDITION', 'E11.9'],
      ['OMOP-CONDITION', 'I10'],
      ['OMOP-CONDITION', 'local:septic shock'],
      ['OMOP-DRUG', '00641040025'],
      ['OMOP-DRUG', 'Aspirin'],
      ['OMOP-DRUG', 'NORepinephrine'],
      ['OMOP-MEASUREMENT', 'crea'],
      ['OMOP-MEASUREMENT', 'culture'],
      ['OMOP-MEASUREMENT', 'lactate'],
      ['OMOP-PROCEDURE', '96.04'],
      ['OMOP-PROCEDURE', 'vent'],
    ]);
  });

  it('does not know who survived where there are no deaths', async () => {
    folder.remove('death');
    const db = await imported();
    expect(db.prepare('SELECT count(death_followup_end) FROM patient').pluck().get()).toBe(0);
    expect(
      db
        .prepare(`SELECT source_key, hospital_expire_flag FROM encounter WHERE kind = 'admission' ORDER BY 1`)
        .raw()
        .all(),
    ).toEqual([
      ['11', 0],
      ['12', 0],
      ['21', 1],
      ['31', null],
    ]);
  });

  it.each([
    ['by the day where the visit does not say how it ended', '3,2020-07-03,,32817,,,', '31', 1],
    ['not by the day where the visit says that the person went home', '1,2020-03-05,,32817,,,', '11', 0],
    ['by the minute, whatever the visit says', '1,2020-03-05,2020-03-05 09:00:00,32817,,,', '11', 1],
    ['not after the visit', '1,2020-03-06,,32817,,,', '11', 0],
  ])('tells a death in hospital %s', async (_, death, visit, died) => {
    folder.append('death', death);
    const db = await imported();
    expect(
      db
        .prepare(`SELECT hospital_expire_flag FROM encounter WHERE kind = 'admission' AND source_key = ?`)
        .pluck()
        .get(visit),
    ).toBe(died);
  });

  it('takes a long visit to an emergency room for an admission, and one beside an admission for none', async () => {
    const row = (id: number, person: number, start: string, end: string) =>
      `${id},${person},8870,${start.slice(0, 10)},${start},${end.slice(0, 10)},${end},32817,,,,0,0,,0,,`;
    folder.append('VISIT_OCCURRENCE', row(41, 3, '2020-09-01 10:00:00', '2020-09-02 10:00:00'));
    folder.append('VISIT_OCCURRENCE', row(42, 3, '2020-10-01 10:00:00', '2020-10-02 10:01:00'));
    folder.append('VISIT_OCCURRENCE', row(43, 3, '2020-06-28 10:00:00', '2020-07-01 00:00:00'));
    const summary = await importIt();
    expect(summary.warnings).toContainEqual(expect.objectContaining({ code: 'long_visit', count: 1 }));
    const db = openDatabase(folder.database);
    onTestFinished(() => {
      db.close();
    });
    expect(
      db
        .prepare(
          `SELECT source_key, admission_type, ed_start_minute FROM encounter WHERE patient_id = 3 ORDER BY id`,
        )
        .raw()
        .all(),
    ).toEqual([
      ['31', 'INPATIENT', minute('2020-06-28 10:00')],
      ['42', 'EMERGENCY', null],
    ]);
  });

  it('takes a visit that is intensive care for an admission with a stay in it', async () => {
    folder.append('VISIT_OCCURRENCE', '51,3,32037,2020-11-01,,2020-11-02,,32817,,3,,0,0,,0,,');
    const db = await imported();
    expect(
      db
        .prepare(`SELECT kind, source_key, first_unit FROM encounter WHERE source_key LIKE '%51' ORDER BY id`)
        .raw()
        .all(),
    ).toEqual([
      ['admission', '51', 'Medical Intensive Care Unit (MICU)'],
      ['icu_stay', 'visit 51', 'Medical Intensive Care Unit (MICU)'],
    ]);
  });
});
