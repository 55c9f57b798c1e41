import type { TableSpec } from '../table-spec.ts';
import { sentence } from '../../../../models/wording.ts';

/** How eICU writes an age of 90 and over. */
export const OLDEST_AGE_TEXT = '> 89';

/** One row a stay in a unit: who, where, when, and how it ended. */
export const PATIENT: TableSpec = {
  table: 'patient',
  use: 'required',
  columns: {
    patientunitstayid: { type: 'integer', required: true },
    patienthealthsystemstayid: { type: 'integer', required: true },
    uniquepid: { type: 'text', required: true },
    gender: { type: 'text' },
    age: { type: 'text' },
    ethnicity: { type: 'text' },
    hospitalid: { type: 'integer', required: true },
    hospitaladmitoffset: { type: 'offset', required: true },
    hospitaladmitsource: { type: 'text' },
    hospitaldischargeyear: { type: 'integer', required: true },
    hospitaldischargestatus: { type: 'text' },
    unittype: { type: 'text' },
    unitadmitsource: { type: 'text' },
    unitvisitnumber: { type: 'integer' },
    unitstaytype: { type: 'text' },
    unitdischargeoffset: { type: 'offset', required: true },
    unitdischargelocation: { type: 'text' },
    unitdischargestatus: { type: 'text' },
  },
  key: ['patientunitstayid'],
  checks: [
    { code: 'discharge_before_admission', column: 'unitdischargeoffset', when: 'c.unitdischargeoffset < 0' },
    {
      code: 'bad_number',
      column: 'age',
      when: `c.age IS NOT NULL AND c.age <> '${OLDEST_AGE_TEXT}' AND NOT regexp_full_match(c.age, '\\d{1,3}')`,
    },
    {
      code: 'bad_date',
      column: 'hospitaldischargeyear',
      when: 'c.hospitaldischargeyear NOT BETWEEN 1970 AND 2999',
    },
  ],
  warnings: [
    {
      code: 'unknown_sex',
      message: sentence`gender is neither Female nor Male`,
      when: `t.gender NOT IN ('Female', 'Male') OR t.gender IS NULL`,
    },
    {
      code: 'unknown_outcome',
      message: sentence`hospitaldischargestatus is neither Alive nor Expired: the stay has no label`,
      when: `t.hospitaldischargestatus NOT IN ('Alive', 'Expired') OR t.hospitaldischargestatus IS NULL`,
    },
  ],
  without: sentence`nothing can be imported`,
  rowBytes: 260,
};

/** What is known of each hospital. */
export const HOSPITAL: TableSpec = {
  table: 'hospital',
  use: 'names',
  columns: {
    hospitalid: { type: 'integer', required: true },
    numbedscategory: { type: 'text' },
    teachingstatus: { type: 'text' },
    region: { type: 'text' },
  },
  key: ['hospitalid'],
  without: sentence`hospitals are known by their number alone`,
  rowBytes: 0,
};
