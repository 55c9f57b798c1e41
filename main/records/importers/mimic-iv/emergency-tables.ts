import type { ColumnSpec, RowCheck, RowWarning, TableSpec } from '../table-spec.ts';
import { numberOf, rangeWarnings, type VitalColumn } from '../vital-columns.ts';
import { VITAL_SIGNS } from '../vital-signs.ts';
import { sentence } from '../../../../models/wording.ts';

/**
 * The tables of MIMIC-IV-ED that are read. Its `diagnosis`, `medrecon` and `pyxis` are not: see `unused-tables.ts`. Nor are
 * pain and the chief complaint, which are free text, the acuity, which is a judgement, and how the visit ended.
 */
const STAY = {
  subject_id: { type: 'integer', required: true },
  stay_id: { type: 'integer', required: true },
} as const;

/** Says when each visit to the emergency department began and which admission it led to, if any. */
export const ED_STAYS: TableSpec = {
  table: 'ed/edstays',
  use: 'used',
  columns: {
    ...STAY,
    hadm_id: { type: 'integer' },
    intime: { type: 'minute', required: true },
    outtime: { type: 'minute' },
  },
  key: ['stay_id'],
  link: 'encounter',
  checks: [{ code: 'discharge_before_admission', column: 'outtime', when: 'c.outtime < c.intime' }],
  warnings: [
    {
      code: 'no_encounter',
      message: sentence`hadm_id is empty: the visit led to no admission`,
      when: 't.encounter_id IS NULL',
    },
  ],
  without: sentence`what was charted in the emergency department belongs to no visit and is left out`,
  rowBytes: 0,
};

/** A column of vital signs, and the item of `icu/d_items` that is the same sign. */
export interface EmergencyColumn extends VitalColumn {
  readonly item: number;
}

/** Temperatures are in Fahrenheit, some by mistake in Celsius; blood pressures are taken by cuff. */
export const EMERGENCY_COLUMNS: readonly EmergencyColumn[] = [
  { column: 'temperature', item: 223761, sign: VITAL_SIGNS.temperatureFahrenheit },
  { column: 'heartrate', item: 220045, sign: VITAL_SIGNS.heartRate },
  { column: 'resprate', item: 220210, sign: VITAL_SIGNS.respiratoryRate },
  { column: 'o2sat', item: 220277, sign: VITAL_SIGNS.oxygenSaturation },
  { column: 'sbp', item: 220179, sign: VITAL_SIGNS.systolicPressure },
  { column: 'dbp', item: 220180, sign: VITAL_SIGNS.diastolicPressure },
];

const NUMBERS: Readonly<Record<string, ColumnSpec>> = Object.fromEntries(
  EMERGENCY_COLUMNS.map(({ column }) => [column, { type: 'number' } as const]),
);

const OF_KNOWN_VISIT: RowCheck = {
  code: 'unknown_encounter',
  column: 'stay_id',
  when:
    'NOT EXISTS (SELECT 1 FROM ed_edstays s WHERE s.stay_id = c.stay_id AND s.subject_id = c.subject_id ' +
    'AND s.fault = 0)',
};

const RANGE_WARNINGS: readonly RowWarning[] = rangeWarnings(EMERGENCY_COLUMNS.map(numberOf));

/** A table of vital signs, one row a moment. */
export interface EmergencyTable {
  readonly spec: TableSpec;
  /** System of its items. */
  readonly system: string;
  /** What is added to the name of a vital sign. */
  readonly place: string;
  /** SQL of the minute at which a row `t` of the visit `s` was measured and known. */
  readonly at: string;
}

const TRIAGE: EmergencyTable = {
  spec: {
    table: 'ed/triage',
    use: 'used',
    columns: { ...STAY, ...NUMBERS },
    key: ['stay_id'],
    link: 'patient',
    checks: [OF_KNOWN_VISIT],
    warnings: RANGE_WARNINGS,
    without: sentence`vital signs at triage are unavailable`,
    rowBytes: 60,
  },
  system: 'MIMIC-TRIAGE',
  place: 'at triage',
  // Triage has no time of its own; the arrival is the nearest to it.
  at: 's.intime',
};

const ED_VITALS: EmergencyTable = {
  spec: {
    table: 'ed/vitalsign',
    use: 'used',
    columns: { ...STAY, charttime: { type: 'minute', required: true }, ...NUMBERS },
    link: 'patient',
    checks: [OF_KNOWN_VISIT],
    warnings: RANGE_WARNINGS,
    without: sentence`vital signs charted in the emergency department are unavailable`,
    rowBytes: 60,
  },
  system: 'MIMIC-ED',
  place: 'in the emergency department',
  at: 't.charttime',
};

export const EMERGENCY_TABLES: readonly EmergencyTable[] = [TRIAGE, ED_VITALS];
