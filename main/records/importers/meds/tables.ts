import { vitalChecks, vitalWarnings } from '../coded-vital-checks.ts';
import type { TableSpec } from '../table-spec.ts';
import { CODE_USES } from './code-rules.ts';
import { VITAL, VITAL_ROWS } from './vital-rows.ts';
import { sentence } from '../../../../models/wording.ts';

const OPTIONAL_TEXT = { type: 'text', optional: true } as const;
const OPTIONAL_ID = { ...OPTIONAL_TEXT, passing: true } as const;

/** Columns beside those of the standard in which datasets name the stay that a row belongs to. */
const STAY_IDS = ['hadm_id', 'visit_id', 'visit_occurrence_id', 'encounter_id'] as const;

/**
 * The measurements of all shards, of people's lives as well as of their stays. Which code is what was found before, so
 * that codes that serve nothing are not kept.
 */
export const DATA: TableSpec = {
  table: 'data',
  parts: /^data\/.+$/,
  use: 'required',
  columns: {
    subject_id: { type: 'integer', required: true },
    time: { type: 'lifeMinute' },
    code: { type: 'verbatim', required: true, passing: true },
    numeric_value: { type: 'number', optional: true },
    text_value: { type: 'verbatim', optional: true, passing: true },
    ...Object.fromEntries(STAY_IDS.map((name) => [name, OPTIONAL_ID])),
    icustay_id: OPTIONAL_TEXT,
    unit: OPTIONAL_TEXT,
    insurance: OPTIONAL_TEXT,
    language: OPTIONAL_TEXT,
    marital_status: OPTIONAL_TEXT,
    race: OPTIONAL_TEXT,
  },
  derived: {
    code_id: { sql: 'INTEGER', from: '(SELECT k.id FROM known_code k WHERE k.code = c.code)' },
    stay_key: { sql: 'VARCHAR', from: `coalesce(${STAY_IDS.map((name) => `c.${name}`).join(', ')})` },
    said: { sql: 'VARCHAR', from: `nullif(trim(c.text_value), '')` },
    vital: VITAL,
  },
  checks: vitalChecks(VITAL_ROWS),
  warnings: vitalWarnings(VITAL_ROWS),
  only: `c.code IS NULL OR c.code IN (SELECT code FROM known_code WHERE use <> 'unused')`,
  without: sentence`nothing can be imported`,
  rowBytes: 12,
};

/** What codes are called. */
export const CODES: TableSpec = {
  table: 'metadata/codes',
  use: 'names',
  columns: {
    code: { type: 'verbatim', required: true },
    description: { type: 'text', optional: true },
  },
  key: ['code'],
  only: `c.code IN (SELECT code FROM known_code WHERE use <> 'unused')`,
  without: sentence`codes have no names`,
  rowBytes: 0,
};

/** A user's own rules for codes, before those that are known here. */
export const OWN_RULES: TableSpec = {
  table: 'lacuna-codes',
  use: 'used',
  columns: {
    prefix: { type: 'text', required: true },
    use: { type: 'text', required: true },
    system: { type: 'text', optional: true },
  },
  key: ['prefix'],
  checks: [
    {
      code: 'bad_configuration',
      column: 'use',
      when: `c.use NOT IN (${CODE_USES.map((use) => `'${use}'`).join(', ')})`,
    },
  ],
  without: null,
  rowBytes: 0,
};
