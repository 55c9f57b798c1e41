import type { ColumnSpec, RowWarning, TableSpec } from '../table-spec.ts';
import { VITAL_SIGN_ITEM_IDS } from './charted-vitals.ts';
import { VITAL_SIGN_CHECKS, VITAL_SIGN_WARNINGS } from './vital-sign-checks.ts';
import { sentence } from '../../../../models/wording.ts';

const NO_ENCOUNTER: RowWarning = {
  code: 'no_encounter',
  message: sentence`hadm_id is empty: the row belongs to the patient alone`,
  when: 't.encounter_id IS NULL',
};

function outsideStay(column: string): RowWarning {
  return {
    code: 'outside_stay',
    message: sentence`${column} lies before or after the admission`,
    when: `t.${column} < e.from_minute OR t.${column} > e.end_minute`,
  };
}

const IDS = {
  subject_id: { type: 'integer', required: true },
  hadm_id: { type: 'integer' },
} as const;
const IDS_OF_STAY = {
  subject_id: { type: 'integer', required: true },
  hadm_id: { type: 'integer', required: true },
} as const;

function passing(columns: Readonly<Record<string, ColumnSpec>>): Record<string, ColumnSpec> {
  return Object.fromEntries(
    Object.entries(columns).map(([name, spec]) => [name, { ...spec, passing: true }]),
  );
}

const ICD_VERSIONS = {
  code: 'bad_number',
  column: 'icd_version',
  when: 'c.icd_version NOT IN (9, 10)',
} as const;

export const DIAGNOSES_ICD: TableSpec = {
  table: 'hosp/diagnoses_icd',
  use: 'used',
  columns: {
    ...IDS_OF_STAY,
    seq_num: { type: 'integer', required: true },
    icd_code: { type: 'text', required: true },
    icd_version: { type: 'integer', required: true },
  },
  key: ['hadm_id', 'seq_num', 'icd_version', 'icd_code'],
  link: 'encounter',
  checks: [ICD_VERSIONS],
  without: sentence`coded diagnoses are unavailable`,
  rowBytes: 24,
};

export const PROCEDURES_ICD: TableSpec = {
  table: 'hosp/procedures_icd',
  use: 'used',
  columns: {
    ...IDS_OF_STAY,
    seq_num: { type: 'integer', required: true },
    chartdate: { type: 'day', required: true },
    icd_code: { type: 'text', required: true },
    icd_version: { type: 'integer', required: true },
  },
  key: ['hadm_id', 'seq_num', 'icd_version', 'icd_code'],
  link: 'encounter',
  checks: [ICD_VERSIONS],
  warnings: [
    {
      code: 'outside_stay',
      message: sentence`chartdate lies before or after the days of the admission`,
      when: 't.chartdate < e.from_minute // 1440 OR t.chartdate > e.end_minute // 1440',
    },
  ],
  without: sentence`coded procedures are unavailable`,
  rowBytes: 45,
};

export const HCPCS_EVENTS: TableSpec = {
  table: 'hosp/hcpcsevents',
  use: 'used',
  columns: {
    ...IDS_OF_STAY,
    chartdate: { type: 'day', required: true },
    hcpcs_cd: { type: 'text', required: true },
    seq_num: { type: 'integer', required: true },
    short_description: { type: 'text', optional: true },
  },
  key: ['hadm_id', 'hcpcs_cd', 'seq_num'],
  link: 'encounter',
  without: sentence`HCPCS procedures are unavailable`,
  rowBytes: 45,
};

export const PROCEDURE_EVENTS: TableSpec = {
  table: 'icu/procedureevents',
  use: 'used',
  columns: {
    ...IDS_OF_STAY,
    stay_id: { type: 'integer', required: true },
    starttime: { type: 'minute', required: true },
    endtime: { type: 'minute' },
    storetime: { type: 'minute' },
    itemid: { type: 'integer', required: true },
    orderid: { type: 'integer', required: true },
  },
  key: ['orderid'],
  link: 'encounter',
  warnings: [
    outsideStay('starttime'),
    {
      code: 'stop_before_start',
      message: sentence`endtime lies before starttime`,
      when: 't.endtime < t.starttime',
    },
  ],
  without: sentence`procedures charted in an ICU, which alone count at the bedside, are unavailable`,
  rowBytes: 55,
};

export const PRESCRIPTIONS: TableSpec = {
  table: 'hosp/prescriptions',
  use: 'used',
  columns: {
    ...IDS,
    pharmacy_id: { type: 'integer' },
    starttime: { type: 'minute' },
    stoptime: { type: 'minute' },
    drug: { type: 'text', required: true },
    dose_val_rx: { type: 'text' },
    dose_unit_rx: { type: 'text' },
    route: { type: 'text' },
  },
  link: 'encounter',
  warnings: [
    NO_ENCOUNTER,
    outsideStay('starttime'),
    {
      code: 'stop_before_start',
      message: sentence`stoptime lies before starttime`,
      when: 't.stoptime < t.starttime',
    },
    { code: 'no_start', message: sentence`starttime is empty`, when: 't.starttime IS NULL' },
  ],
  without: sentence`medications are unavailable`,
  rowBytes: 55,
};

/** Read for the time at which an order was entered. */
export const PHARMACY: TableSpec = {
  table: 'hosp/pharmacy',
  use: 'used',
  columns: {
    subject_id: { type: 'integer', required: true },
    pharmacy_id: { type: 'integer', required: true },
    entertime: { type: 'minute' },
  },
  key: ['pharmacy_id'],
  link: 'patient',
  without: sentence`when an order was entered is unknown: its start alone says when it could be known`,
  rowBytes: 0,
};

/** The text of a result where it says more than the number beside it. */
const RESULT_TEXT = {
  sql: 'VARCHAR',
  from:
    'CASE WHEN c.valuenum IS NULL OR try_cast(c.value AS DOUBLE) IS DISTINCT FROM c.valuenum ' +
    `THEN nullif(trim(c.value), '') END`,
};

export const LAB_EVENTS: TableSpec = {
  table: 'hosp/labevents',
  use: 'used',
  columns: {
    labevent_id: { type: 'integer', required: true },
    ...passing(IDS),
    itemid: { type: 'integer', required: true },
    charttime: { type: 'minute', required: true },
    storetime: { type: 'minute' },
    value: { type: 'verbatim', passing: true },
    valuenum: { type: 'number' },
    valueuom: { type: 'verbatim' },
    ref_range_lower: { type: 'number' },
    ref_range_upper: { type: 'number' },
    flag: { type: 'verbatim', passing: true },
  },
  derived: {
    text: RESULT_TEXT,
    abnormal: { sql: 'BOOLEAN', from: `coalesce(c.flag = 'abnormal', false)` },
  },
  key: ['labevent_id'],
  link: 'encounter',
  warnings: [NO_ENCOUNTER, outsideStay('charttime')],
  without: sentence`laboratory results are unavailable`,
  rowBytes: 12,
};

/** Read for vital signs, in the same columns as laboratory results. */
export const CHART_EVENTS: TableSpec = {
  table: 'icu/chartevents',
  use: 'used',
  columns: {
    ...passing(IDS_OF_STAY),
    charttime: { type: 'minute', required: true },
    storetime: { type: 'minute' },
    itemid: { type: 'integer', required: true },
    value: { type: 'verbatim', passing: true },
    valuenum: { type: 'number' },
    valueuom: { type: 'verbatim' },
  },
  derived: {
    ref_range_lower: { sql: 'DOUBLE', from: 'NULL::DOUBLE' },
    ref_range_upper: { sql: 'DOUBLE', from: 'NULL::DOUBLE' },
    text: RESULT_TEXT,
    abnormal: { sql: 'BOOLEAN', from: 'false' },
  },
  link: 'encounter',
  only: `c.itemid IN (${VITAL_SIGN_ITEM_IDS.join(', ')})`,
  checks: VITAL_SIGN_CHECKS,
  warnings: [outsideStay('charttime'), ...VITAL_SIGN_WARNINGS],
  without: sentence`vital signs are unavailable`,
  rowBytes: 3,
};

function notes(kind: 'discharge' | 'radiology'): TableSpec {
  return {
    table: `note/${kind}`,
    use: 'used',
    columns: {
      note_id: { type: 'text', required: true },
      ...IDS,
      charttime: { type: 'minute', required: true },
      storetime: { type: 'minute' },
      text: { type: 'verbatim', required: true },
    },
    key: ['note_id'],
    link: 'encounter',
    warnings: [NO_ENCOUNTER],
    without:
      kind === 'discharge'
        ? sentence`discharge notes are unavailable`
        : sentence`radiology notes are unavailable`,
    rowBytes: null,
  };
}
export const DISCHARGE_NOTES = notes('discharge');
export const RADIOLOGY_NOTES = notes('radiology');

/** What a synthetic cohort says of its coverage; MIMIC-IV has no such file. */
export const COVERAGE: TableSpec = {
  table: 'coverage',
  use: 'used',
  columns: {
    hadm_id: { type: 'integer', required: true },
    modality: { type: 'text', required: true },
    covered: { type: 'integer', required: true },
  },
  key: ['hadm_id', 'modality'],
  link: 'admission',
  only: 'c.covered = 0',
  without: null,
  rowBytes: 20,
};
