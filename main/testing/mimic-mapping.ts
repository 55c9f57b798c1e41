import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Mapping } from '../api/mapping.ts';
import { readCsv } from './read-csv.ts';

const OF_ADMISSION = { patient: 'subject_id', admission: 'hadm_id' } as const;

const version = (kind: 'CM' | 'PCS') => ({
  column: 'icd_version',
  words: { [`ICD9${kind}`]: ['9'], [`ICD10${kind}`]: ['10'] },
});

/** The tables of MIMIC-IV as a hospital might map its own, each under the name it has there. */
export const MIMIC_MAPPING: Mapping = {
  schema: 1,
  name: 'MIMIC-IV by a mapping',
  deathsKnownUntil: '2300-01-01',
  tables: [
    {
      role: 'people',
      files: 'hosp/patients.csv',
      columns: {
        patient: 'subject_id',
        sex: 'gender',
        death: 'dod',
        birth: { column: 'birth_year', dates: 'YYYY' },
      },
    },
    {
      role: 'admissions',
      files: 'hosp/admissions.csv',
      columns: {
        ...OF_ADMISSION,
        start: 'admittime',
        end: 'dischtime',
        died: 'hospital_expire_flag',
        discharge: { column: 'discharge_location', words: { hospice: ['HOSPICE'] } },
        type: {
          column: 'admission_type',
          words: {
            elective: ['ELECTIVE', 'SURGICAL SAME DAY ADMISSION'],
            observation: ['EU OBSERVATION', 'AMBULATORY OBSERVATION', 'DIRECT OBSERVATION'],
          },
        },
        from: 'admission_location',
        race: 'race',
        insurance: 'insurance',
        language: 'language',
        maritalStatus: 'marital_status',
      },
    },
    {
      role: 'icuStays',
      files: 'icu/icustays.csv',
      columns: { ...OF_ADMISSION, stay: 'stay_id', start: 'intime', end: 'outtime', unit: 'first_careunit' },
    },
    {
      role: 'diagnoses',
      files: 'hosp/diagnoses_icd.csv',
      columns: { ...OF_ADMISSION, code: 'icd_code', system: version('CM') },
    },
    {
      role: 'procedures',
      files: 'hosp/procedures_icd.csv',
      columns: { ...OF_ADMISSION, code: 'icd_code', system: version('PCS'), time: 'chartdate' },
    },
    {
      role: 'medications',
      files: 'hosp/prescriptions.csv',
      columns: { ...OF_ADMISSION, code: 'drug', time: 'starttime' },
    },
    {
      role: 'results',
      files: 'hosp/labevents.csv',
      dates: 'YYYY-MM-DD HH:mm:ss',
      columns: {
        ...OF_ADMISSION,
        time: 'charttime',
        known: 'storetime',
        code: 'itemid',
        system: { always: 'MIMIC-ITEM' },
        value: 'valuenum',
        text: 'value',
        unit: 'valueuom',
        low: 'ref_range_lower',
        high: 'ref_range_upper',
      },
    },
  ],
};

/** The demo's files, with a table of people that says the year of birth as hospitals do. */
export function writeMimicExtract(demo: string, folder: string): void {
  for (const part of ['hosp', 'icu']) {
    mkdirSync(path.join(folder, part), { recursive: true });
    for (const file of readdirSync(path.join(demo, part))) {
      if (file.startsWith('patients.')) continue;
      symlinkSync(path.join(demo, part, file), path.join(folder, part, file));
    }
  }
  const people = readCsv(path.join(demo, 'hosp/patients.csv.gz')).rows.map((row) => [
    row['subject_id'],
    row['gender'],
    row['dod'],
    Number(row['anchor_year']) - Number(row['anchor_age']),
  ]);
  const lines = [['subject_id', 'gender', 'dod', 'birth_year'], ...people].map((fields) => fields.join(','));
  writeFileSync(path.join(folder, 'hosp/patients.csv'), `${lines.join('\n')}\n`);
}
