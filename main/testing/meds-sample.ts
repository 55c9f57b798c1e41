import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DuckDbSession } from '../records/importers/duckdb-session.ts';
import { literal } from '../records/importers/sql-literal.ts';

/** A measurement of MEDS: the columns of the standard, and those that datasets add. */
export interface MedsRow {
  readonly subject_id: number | null;
  /** `null` for what is so at all times. */
  readonly time: string | null;
  readonly code: string | null;
  readonly numeric_value?: number;
  readonly text_value?: string;
  readonly hadm_id?: number;
  readonly icustay_id?: number;
  readonly unit?: string;
}

/** Shards by their path without extension. */
export type MedsShards = Readonly<Record<string, readonly MedsRow[]>>;

const TYPES: Readonly<Record<string, string>> = {
  subject_id: 'BIGINT',
  time: 'TIMESTAMP',
  code: 'VARCHAR',
  numeric_value: 'FLOAT',
  text_value: 'VARCHAR',
  hadm_id: 'BIGINT',
  icustay_id: 'BIGINT',
  unit: 'VARCHAR',
};

/** Facts and stays of somebody, without anything that happened in them. */
function admission(subject: number, hadm: number, start: string, end: string): MedsRow[] {
  const of = { subject_id: subject, hadm_id: hadm };
  return [
    { ...of, time: start, code: 'HOSPITAL_ADMISSION//EW EMER.//EMERGENCY ROOM' },
    { ...of, time: end, code: 'HOSPITAL_DISCHARGE//HOME' },
  ];
}

const FIRST = { subject_id: 1, hadm_id: 11 };
const SECOND = { subject_id: 2, hadm_id: 21 };

/**
 * A small dataset in the form of MEDS 0.4, made up after its schema and the codes of MIMIC_IV_MEDS (both MIT): 1 is
 * admitted twice, 2 dies in intensive care, 3 is known by other columns and vocabularies.
 */
export const MEDS_SAMPLE: MedsShards = {
  'data/train/0': [
    { subject_id: 1, time: null, code: 'GENDER//F' },
    { subject_id: 1, time: null, code: 'RACE//WHITE' },
    { subject_id: 1, time: '1950-01-01 00:00:00', code: 'MEDS_BIRTH' },
    { subject_id: 1, time: '2020-03-01 07:00:00', code: 'ED_REGISTRATION' },
    {
      subject_id: 1,
      time: '2020-03-01 08:00:00',
      code: 'LAB//RESULT//50912//mg/dL',
      numeric_value: 1.4,
      text_value: '1.4',
    },
    ...admission(1, 11, '2020-03-01 10:00:00', '2020-03-05 12:30:00'),
    { ...FIRST, time: '2020-03-01 10:05:00', code: 'TRANSFER_TO//admit//Medicine' },
    { ...FIRST, time: '2020-03-01 11:00:00', code: 'LAB//SPECIMEN_COLLECTED//50912' },
    { ...FIRST, time: '2020-03-01 12:00:00', code: 'MEDICATION//START//Heparin' },
    { ...FIRST, time: '2020-03-01 12:30:00', code: 'MEDICATION//Heparin//Administered' },
    { ...FIRST, time: '2020-03-02 00:00:00', code: 'INFUSION_START//221906' },
    { ...FIRST, time: '2020-03-02 09:00:00', code: 'LAB//220045//bpm', numeric_value: 88 },
    { ...FIRST, time: '2020-03-02 09:30:00', code: 'LAB//RESULT//50931//UNK', text_value: 'haemolysed' },
    {
      ...FIRST,
      time: '2020-03-03 09:00:00',
      code: 'VITALS//blood pressure//systolic',
      numeric_value: 120,
      unit: 'mmHg',
    },
    { ...FIRST, time: '2020-03-03 10:00:00', code: 'PROCEDURE//START//225792' },
    { ...FIRST, time: '2020-03-03 18:00:00', code: 'PROCEDURE//END//225792' },
    { ...FIRST, time: '2020-03-04 10:00:00', code: 'NOTE//RADIOLOGY', text_value: 'No effusion.' },
    { ...FIRST, time: '2020-03-05 00:00:00', code: 'NOTE//DISCHARGE', text_value: 'Recovered well.' },
    { ...FIRST, time: '2020-03-05 12:30:00', code: 'DIAGNOSIS//ICD//10//I10' },
    { ...FIRST, time: '2020-03-05 12:30:00', code: 'PROCEDURE//ICD//9//9604' },
    { subject_id: 1, time: '2020-03-10 00:00:00', code: 'Weight (Lbs)', text_value: '150' },
    ...admission(1, 12, '2020-03-15 08:00:00', '2020-03-20 09:00:00'),
  ],
  'data/held_out/0': [
    { subject_id: 2, time: null, code: 'GENDER//M' },
    { subject_id: 2, time: '1961-01-01 00:00:00', code: 'MEDS_BIRTH' },
    { ...SECOND, time: '2020-05-01 10:00:00', code: 'HOSPITAL_ADMISSION//URGENT//UNK' },
    { ...SECOND, icustay_id: 210, time: '2020-05-01 12:00:00', code: 'ICU_ADMISSION//MICU' },
    { ...SECOND, icustay_id: 210, time: '2020-05-04 22:00:00', code: 'ICU_DISCHARGE//MICU' },
    { subject_id: 2, time: '2020-05-04 22:40:00', code: 'MEDS_DEATH' },
    { ...SECOND, time: '2020-05-04 23:00:00', code: 'HOSPITAL_DISCHARGE//DIED' },
    { subject_id: 3, time: '1980-06-15 00:00:00', code: 'MEDS_BIRTH//reported' },
    { subject_id: 3, time: '2021-01-01 10:00:00', code: 'HOSPITAL_ADMISSION' },
    { subject_id: 3, time: '2021-01-02 09:00:00', code: 'LOINC/2160-0', numeric_value: 0.9, unit: 'mg/dL' },
    { subject_id: 3, time: '2021-01-02 10:00:00', code: 'ICD10CM/E11.9' },
    { subject_id: 3, time: '2021-01-03 10:00:00', code: 'HOSPITAL_DISCHARGE' },
    { subject_id: 3, time: '2021-02-01 10:00:00', code: 'HOSPITAL_ADMISSION' },
    { subject_id: 3, time: '2021-02-02 10:00:00', code: 'SNOMED/44054006' },
  ],
};

const NAMES = [
  ['DIAGNOSIS//ICD//10//I10', 'Essential (primary) hypertension'],
  ['LAB//RESULT//50912//mg/dL', 'Creatinine'],
  ['LAB//SPECIMEN_COLLECTED//50912', 'Creatinine'],
] as const;

function valuesOf(rows: readonly MedsRow[]): string {
  const lines = rows.map((row) => {
    const fields = Object.keys(TYPES).map((name) => {
      const value = row[name as keyof MedsRow] ?? null;
      return typeof value === 'string' || Number.isNaN(value) ? literal(String(value)) : String(value);
    });
    return `(${fields.join(', ')})`;
  });
  const columns = Object.entries(TYPES).map(([name, type]) => `${name}::${type} AS ${name}`);
  return `SELECT ${columns.join(', ')} FROM (VALUES ${lines.join(', ')}) v(${Object.keys(TYPES).join(', ')})`;
}

/** Writes shards and metadata into a folder as Parquet and JSON. */
export async function writeMedsSample(folder: string, shards: MedsShards = MEDS_SAMPLE): Promise<string> {
  const session = await DuckDbSession.open({});
  const write = async (query: string, name: string): Promise<void> => {
    const file = path.join(folder, `${name}.parquet`);
    mkdirSync(path.dirname(file), { recursive: true });
    rmSync(file, { force: true });
    await session.run(`COPY (${query}) TO ${literal(file)} (FORMAT parquet)`);
  };
  try {
    for (const [name, rows] of Object.entries(shards)) await write(valuesOf(rows), name);
    const names = NAMES.map((texts) => `(${texts.map(literal).join(', ')})`);
    await write(
      `SELECT code, description, [code] AS parent_codes FROM (VALUES ${names.join(', ')}) v(code, description)`,
      'metadata/codes',
    );
    await write(`SELECT 1::BIGINT AS subject_id, 'train' AS split`, 'metadata/subject_splits');
  } finally {
    session.close();
  }
  const dataset = { dataset_name: 'sample', dataset_version: '1', meds_version: '0.3.3' };
  writeFileSync(path.join(folder, 'metadata/dataset.json'), JSON.stringify(dataset));
  return folder;
}
