import type { ColumnSpec, TableSpec } from '../table-spec.ts';
import { numberOf, rangeWarnings, type VitalColumn } from '../vital-columns.ts';
import { APACHE_NAMES, HOURLY_NAMES, VITAL_NAMES } from './lab-names.ts';
import { sentence } from '../../../../models/wording.ts';
import { vitalColumns } from './vital-columns.ts';

const STAY: Readonly<Record<string, ColumnSpec>> = { patientunitstayid: { type: 'integer', required: true } };
const OFFSET: ColumnSpec = { type: 'offset', required: true };

function numbers(columns: readonly string[]): Record<string, ColumnSpec> {
  return Object.fromEntries(columns.map((name) => [name, { type: 'number' } as const]));
}

/** Laboratory results, one a row. */
export const LAB: TableSpec = {
  table: 'lab',
  use: 'used',
  columns: {
    ...STAY,
    labid: { type: 'integer', required: true },
    labname: { type: 'text', required: true },
    labresultoffset: OFFSET,
    labresultrevisedoffset: { type: 'offset' },
    labresult: { type: 'number' },
    labresulttext: { type: 'verbatim', passing: true },
    labmeasurenamesystem: { type: 'verbatim' },
  },
  derived: {
    text: {
      sql: 'VARCHAR',
      from:
        'CASE WHEN c.labresult IS NULL OR try_cast(c.labresulttext AS DOUBLE) IS DISTINCT FROM c.labresult ' +
        `THEN nullif(trim(c.labresulttext), '') END`,
    },
  },
  key: ['labid'],
  link: 'unitStay',
  warnings: [
    {
      code: 'outside_stay',
      message: sentence`labresultoffset lies after the discharge from the unit`,
      when: 'e.start_minute + t.labresultoffset > e.end_minute',
    },
  ],
  without: sentence`laboratory results are unavailable`,
  rowBytes: 12,
};

/** A table with a column for each thing measured; `columns` are those that are read as results. */
export interface WideTable {
  readonly spec: TableSpec;
  readonly system: string;
  readonly names: Readonly<Record<string, string>>;
  readonly columns: readonly string[];
  /** SQL of the minute, from the admission to the unit, at which a row `t` was measured, and from which it is known. */
  readonly at: string;
  readonly knownAt: string;
  /** A number that stands for none. */
  readonly none?: number;
  /** Those of `columns` whose numbers are checked. */
  readonly checked?: readonly VitalColumn[];
}

const APERIODIC_FROM = 16;
const VITALS = Object.keys(VITAL_NAMES);
const PERIODIC_COLUMNS = VITALS.slice(0, APERIODIC_FROM);
const APERIODIC_COLUMNS = VITALS.slice(APERIODIC_FROM);

function vitals(name: string, id: string, columns: readonly string[]): WideTable {
  const checked = vitalColumns(columns);
  return {
    spec: {
      table: name,
      use: 'used',
      columns: {
        ...STAY,
        [id]: { type: 'integer', required: true },
        observationoffset: OFFSET,
        ...numbers(columns),
      },
      key: [id],
      link: 'unitStay',
      warnings: rangeWarnings(checked.map(numberOf)),
      without: sentence`vital signs of this table are unavailable`,
      rowBytes: 10 * Math.min(columns.length, 6),
    },
    system: 'EICU-VITAL',
    names: VITAL_NAMES,
    columns,
    at: 't.observationoffset',
    knownAt: 't.observationoffset',
    checked,
  };
}

export const VITAL_PERIODIC = vitals('vitalPeriodic', 'vitalperiodicid', PERIODIC_COLUMNS);
export const VITAL_APERIODIC = vitals('vitalAperiodic', 'vitalaperiodicid', APERIODIC_COLUMNS);

const FIRST_DAY_MINUTES = 1440;

/** What the first day of a stay came to: known when that day is over. */
export const APACHE_APS: WideTable = {
  spec: {
    table: 'apacheApsVar',
    use: 'used',
    columns: {
      ...STAY,
      apacheapsvarid: { type: 'integer', required: true },
      ...numbers(Object.keys(APACHE_NAMES)),
    },
    key: ['apacheapsvarid'],
    link: 'unitStay',
    without: sentence`the worst values of the first day are unavailable`,
    rowBytes: 150,
  },
  system: 'EICU-APACHE',
  names: APACHE_NAMES,
  columns: Object.keys(APACHE_NAMES),
  at: String(FIRST_DAY_MINUTES),
  knownAt: String(FIRST_DAY_MINUTES),
  none: -1,
};

const BIN_MINUTES = 60;

const HOURLY_VITALS = vitalColumns(Object.keys(HOURLY_NAMES));

/** Results and vital signs by the hour, as YAIB derives them: known when the hour is over. */
export const HOURLY: WideTable = {
  spec: {
    table: 'derived_yaib/hourly_labs_vitals',
    use: 'used',
    columns: { ...STAY, offset_min: OFFSET, ...numbers(Object.keys(HOURLY_NAMES)) },
    key: ['patientunitstayid', 'offset_min'],
    link: 'unitStay',
    standsInFor: LAB.table,
    warnings: [
      {
        code: 'hourly_labs',
        message: sentence`lab is not there: laboratory results and vital signs are those harmonised by the hour`,
        when: 'true',
      },
      ...rangeWarnings(HOURLY_VITALS.map(numberOf)),
    ],
    without: null,
    rowBytes: 100,
  },
  system: 'EICU-HOURLY',
  names: HOURLY_NAMES,
  columns: Object.keys(HOURLY_NAMES),
  at: 't.offset_min',
  knownAt: `t.offset_min + ${BIN_MINUTES}`,
  checked: HOURLY_VITALS,
};

export const WIDE_TABLES: readonly WideTable[] = [VITAL_PERIODIC, VITAL_APERIODIC, APACHE_APS, HOURLY];
