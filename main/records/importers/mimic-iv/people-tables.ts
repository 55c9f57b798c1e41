import { OLDEST_AGE } from '../oldest-age.ts';
import type { TableSpec } from '../table-spec.ts';
import { sentence } from '../../../../models/wording.ts';

/** Who, when and where: the tables that every other one points to. */
export const PATIENTS: TableSpec = {
  table: 'hosp/patients',
  formerly: 'core/patients',
  use: 'required',
  columns: {
    subject_id: { type: 'integer', required: true },
    gender: { type: 'text' },
    anchor_age: { type: 'integer', required: true },
    anchor_year: { type: 'integer', required: true },
    anchor_year_group: { type: 'text' },
    dod: { type: 'day' },
  },
  key: ['subject_id'],
  // Of people over 89 it is 91.
  checks: [
    { code: 'impossible_value', column: 'anchor_age', when: `c.anchor_age NOT BETWEEN 0 AND ${OLDEST_AGE}` },
  ],
  warnings: [
    {
      code: 'unknown_sex',
      message: sentence`gender is neither F nor M`,
      when: `t.gender NOT IN ('F', 'M') OR t.gender IS NULL`,
    },
  ],
  without: sentence`nothing can be imported`,
  rowBytes: 90,
};

export const ADMISSIONS: TableSpec = {
  table: 'hosp/admissions',
  formerly: 'core/admissions',
  use: 'required',
  columns: {
    subject_id: { type: 'integer', required: true },
    hadm_id: { type: 'integer', required: true },
    admittime: { type: 'minute', required: true },
    dischtime: { type: 'minute' },
    deathtime: { type: 'minute' },
    admission_type: { type: 'text' },
    admission_location: { type: 'text' },
    discharge_location: { type: 'text' },
    insurance: { type: 'text' },
    language: { type: 'text' },
    marital_status: { type: 'text' },
    race: { type: 'text', optional: true, passing: true },
    ethnicity: { type: 'text', optional: true, passing: true },
    edregtime: { type: 'minute' },
    edouttime: { type: 'minute' },
    hospital_expire_flag: { type: 'integer' },
  },
  oneOf: ['race', 'ethnicity'],
  derived: { race: { sql: 'VARCHAR', from: 'coalesce(c.race, c.ethnicity)' } },
  key: ['hadm_id'],
  link: 'patient',
  checks: [
    { code: 'discharge_before_admission', column: 'dischtime', when: 'c.dischtime < c.admittime' },
    { code: 'bad_number', column: 'hospital_expire_flag', when: 'c.hospital_expire_flag NOT IN (0, 1)' },
  ],
  warnings: [
    {
      code: 'no_discharge',
      message: sentence`dischtime is empty: the stay has no end yet`,
      when: 't.dischtime IS NULL',
    },
    {
      code: 'death_outside_stay',
      message: sentence`deathtime lies before the admission or after the discharge`,
      when: 't.deathtime < t.admittime OR t.deathtime > t.dischtime',
    },
  ],
  without: sentence`nothing can be imported`,
  rowBytes: 260,
};

export const ICU_STAYS: TableSpec = {
  table: 'icu/icustays',
  use: 'used',
  columns: {
    subject_id: { type: 'integer', required: true },
    hadm_id: { type: 'integer', required: true },
    stay_id: { type: 'integer', required: true },
    first_careunit: { type: 'text' },
    intime: { type: 'minute', required: true },
    outtime: { type: 'minute' },
  },
  key: ['stay_id'],
  link: 'encounter',
  checks: [{ code: 'discharge_before_admission', column: 'outtime', when: 'c.outtime < c.intime' }],
  warnings: [
    {
      code: 'outside_stay',
      message: sentence`the ICU stay starts before or after its admission`,
      when: 't.intime < e.from_minute OR t.intime > e.end_minute',
    },
  ],
  without: sentence`tasks on ICU stays have no encounters`,
  rowBytes: 160,
};

export const TRANSFERS: TableSpec = {
  table: 'hosp/transfers',
  formerly: 'core/transfers',
  use: 'used',
  columns: {
    subject_id: { type: 'integer', required: true },
    hadm_id: { type: 'integer' },
    transfer_id: { type: 'integer', required: true },
    eventtype: { type: 'text', required: true },
    careunit: { type: 'text' },
    intime: { type: 'minute', required: true },
    outtime: { type: 'minute' },
  },
  key: ['transfer_id'],
  link: 'encounter',
  warnings: [
    {
      code: 'no_encounter',
      message: sentence`hadm_id is empty: a visit to the emergency department alone`,
      when: 't.hadm_id IS NULL',
    },
  ],
  without: sentence`the first unit is known for ICU stays only`,
  rowBytes: 60,
};
