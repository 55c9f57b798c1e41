import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DuckDbSession } from '../records/importers/duckdb-session.ts';
import { literal } from '../records/importers/sql-literal.ts';
import { demoTable } from './mimic-demo-sql.ts';

const ADMISSIONS = demoTable('hosp/admissions');
const unk = (column: string): string => `coalesce(${column}, 'UNK')`;

interface Events {
  readonly from: string;
  readonly code: string;
  readonly time: string;
  /** Further columns with their SQL. */
  readonly more?: Readonly<Record<string, string>>;
}

const HADM = { hadm_id: 'hadm_id' };
const DISCHARGED = (table: string): string =>
  `(SELECT t.*, a.dischtime FROM ${demoTable(table)} t JOIN ${ADMISSIONS} a USING (hadm_id))`;
const ICU = { ...HADM, icustay_id: 'stay_id' };
const RESULT = { ...HADM, numeric_value: 'valuenum::FLOAT', text_value: 'value' };

/** Events of the demo as MIMIC_IV_MEDS writes them (its event_configs.yaml), without those of most charts. */
const EVENTS: readonly Events[] = [
  { from: demoTable('hosp/patients'), code: `'GENDER//' || gender`, time: 'NULL' },
  {
    from: demoTable('hosp/patients'),
    code: `'MEDS_BIRTH'`,
    time: 'make_timestamp(anchor_year - anchor_age, 1, 1, 0, 0, 0)',
  },
  {
    from: `(SELECT p.subject_id, coalesce(min(a.deathtime), min(p.dod)::TIMESTAMP) AS died
      FROM ${demoTable('hosp/patients')} p LEFT JOIN ${ADMISSIONS} a USING (subject_id) GROUP BY p.subject_id)
      WHERE died IS NOT NULL`,
    code: `'MEDS_DEATH'`,
    time: 'died',
  },
  { from: `${ADMISSIONS} WHERE edregtime IS NOT NULL`, code: `'ED_REGISTRATION'`, time: 'edregtime' },
  { from: `${ADMISSIONS} WHERE edouttime IS NOT NULL`, code: `'ED_OUT'`, time: 'edouttime' },
  {
    from: ADMISSIONS,
    code: `'HOSPITAL_ADMISSION//' || ${unk('admission_type')} || '//' || ${unk('admission_location')}`,
    time: 'admittime',
    more: {
      ...HADM,
      insurance: 'insurance',
      language: 'language',
      marital_status: 'marital_status',
      race: 'race',
    },
  },
  {
    from: ADMISSIONS,
    code: `'HOSPITAL_DISCHARGE//' || ${unk('discharge_location')}`,
    time: 'dischtime',
    more: HADM,
  },
  {
    from: demoTable('hosp/transfers'),
    code: `'TRANSFER_TO//' || eventtype || '//' || ${unk('careunit')}`,
    time: 'intime',
    more: HADM,
  },
  {
    from: demoTable('icu/icustays'),
    code: `'ICU_ADMISSION//' || first_careunit`,
    time: 'intime',
    more: ICU,
  },
  {
    from: demoTable('icu/icustays'),
    code: `'ICU_DISCHARGE//' || last_careunit`,
    time: 'outtime',
    more: ICU,
  },
  {
    from: DISCHARGED('hosp/diagnoses_icd'),
    code: `'DIAGNOSIS//ICD//' || icd_version || '//' || icd_code`,
    time: 'dischtime',
    more: HADM,
  },
  {
    from: DISCHARGED('hosp/procedures_icd'),
    code: `'PROCEDURE//ICD//' || icd_version || '//' || icd_code`,
    time: 'dischtime',
    more: HADM,
  },
  {
    from: demoTable('hosp/hcpcsevents'),
    code: `'HCPCS//' || short_description`,
    time: 'chartdate',
    more: HADM,
  },
  {
    from: `${demoTable('icu/procedureevents')} WHERE starttime IS NOT NULL`,
    code: `'PROCEDURE//START//' || itemid`,
    time: 'starttime',
    more: ICU,
  },
  {
    from: `${demoTable('hosp/pharmacy')} WHERE starttime IS NOT NULL`,
    code: `'MEDICATION//START//' || ${unk('medication')}`,
    time: 'starttime',
    more: HADM,
  },
  {
    from: `${demoTable('hosp/pharmacy')} WHERE stoptime IS NOT NULL`,
    code: `'MEDICATION//STOP//' || ${unk('medication')}`,
    time: 'stoptime',
    more: HADM,
  },
  {
    from: `${demoTable('hosp/emar')} WHERE medication IS NOT NULL`,
    code: `'MEDICATION//' || medication || '//' || ${unk('event_txt')}`,
    time: 'charttime',
    more: HADM,
  },
  {
    from: demoTable('hosp/labevents'),
    code: `'LAB//SPECIMEN_COLLECTED//' || itemid`,
    time: 'charttime',
    more: HADM,
  },
  {
    from: `${demoTable('hosp/labevents')} WHERE storetime IS NOT NULL`,
    code: `'LAB//RESULT//' || itemid || '//' || ${unk('valueuom')}`,
    time: 'storetime',
    more: RESULT,
  },
  {
    from: demoTable('hosp/omr'),
    code: 'result_name',
    time: 'chartdate',
    more: { text_value: 'result_value' },
  },
];

const COLUMNS: Readonly<Record<string, string>> = {
  numeric_value: 'FLOAT',
  text_value: 'VARCHAR',
  hadm_id: 'BIGINT',
  icustay_id: 'BIGINT',
  insurance: 'VARCHAR',
  language: 'VARCHAR',
  marital_status: 'VARCHAR',
  race: 'VARCHAR',
};

function rowsOf({ from, code, time, more = {} }: Events): string {
  const columns = Object.entries(COLUMNS).map(
    ([name, type]) => `(${more[name] ?? 'NULL'})::${type} AS ${name}`,
  );
  return `SELECT subject_id, (${time})::TIMESTAMP AS time, ${code} AS code, ${columns.join(', ')} FROM ${from}`;
}

const SPLIT = `CASE subject_id % 5 WHEN 0 THEN 'held_out' WHEN 1 THEN 'tuning' ELSE 'train' END`;

/** Writes the open MIMIC-IV demo in the form of MEDS 0.4, a person in one shard, the rows of a person by time. */
export async function writeMedsDemo(folder: string): Promise<string> {
  const spillFolder = `${folder}-spill`;
  const session = await DuckDbSession.open({ spillFolder });
  const copy = (query: string, file: string): Promise<void> =>
    session.run(`COPY (${query}) TO ${literal(path.join(folder, file))} (FORMAT parquet)`);
  try {
    for (const part of ['data/train', 'data/tuning', 'data/held_out', 'metadata'])
      mkdirSync(path.join(folder, part), { recursive: true });
    const columns = Object.entries(COLUMNS).map(([name, type]) => `${name} ${type}`);
    await session.run(
      `CREATE TEMP TABLE event (subject_id BIGINT, time TIMESTAMP, code VARCHAR, ${columns.join(', ')})`,
    );
    for (const events of EVENTS) await session.run(`INSERT INTO event ${rowsOf(events)}`);
    for (const split of ['train', 'tuning', 'held_out']) {
      await copy(
        `SELECT * FROM event WHERE ${SPLIT} = '${split}' ORDER BY subject_id, time NULLS FIRST, code`,
        `data/${split}/0.parquet`,
      );
    }
    await copy(`SELECT DISTINCT subject_id, ${SPLIT} AS split FROM event`, 'metadata/subject_splits.parquet');
    await copy(
      `SELECT code, any_value(d.long_title) AS description, [code] AS parent_codes
       FROM (SELECT DISTINCT code FROM event) e LEFT JOIN ${demoTable('hosp/d_icd_diagnoses')} d
         ON code = 'DIAGNOSIS//ICD//' || d.icd_version || '//' || d.icd_code GROUP BY code`,
      'metadata/codes.parquet',
    );
  } finally {
    session.close();
    rmSync(spillFolder, { recursive: true, force: true });
  }
  const dataset = { dataset_name: 'MIMIC-IV demo', dataset_version: '2.2', meds_version: '0.4.0' };
  writeFileSync(path.join(folder, 'metadata/dataset.json'), JSON.stringify(dataset));
  return folder;
}
