import type { ColumnSpec, TableSpec } from '../table-spec.ts';
import { cdmTable } from './cdm-table.ts';
import { ADMISSION_TYPES, ADMISSION_TYPES_OF_LONG_VISITS, OTHER_VISITS } from './visit-concepts.ts';
import { sentence } from '../../../../models/wording.ts';

const MINUTES_PER_DAY = 1440;
const LAST_MINUTE = MINUTES_PER_DAY - 1;

/** When a visit, or a part of one, begins and ends, as SQL over a row `c`. */
interface Span {
  readonly start: string;
  readonly end: string;
}

/**
 * A date alone is the whole day: a visit starts with its first minute and ends with its last. Times of midnight at both
 * ends are taken for such dates, for many sources fill in their times so.
 */
function spanOf(name: string): Span {
  const start = `coalesce(c.${name}_start_datetime, c.${name}_start_date * ${MINUTES_PER_DAY})`;
  const end = `coalesce(c.${name}_end_datetime, c.${name}_end_date * ${MINUTES_PER_DAY})`;
  const isDay = `c.${name}_end_datetime IS NULL OR (${end} % ${MINUTES_PER_DAY} = 0 AND ${start} % ${MINUTES_PER_DAY} = 0)`;
  return { start, end: `${end} + CASE WHEN ${isDay} THEN ${LAST_MINUTE} ELSE 0 END` };
}

function spanColumns(name: string): Record<string, ColumnSpec> {
  return {
    [`${name}_start_date`]: { type: 'lifeDay', required: true },
    [`${name}_start_datetime`]: { type: 'lifeMinute', optional: true },
    [`${name}_end_date`]: { type: 'lifeDay' },
    [`${name}_end_datetime`]: { type: 'lifeMinute', optional: true },
  };
}

function spanParts(name: string): Pick<TableSpec, 'derived' | 'checks'> {
  const { start, end } = spanOf(name);
  return {
    derived: { start_minute: { sql: 'INTEGER', from: start }, end_minute: { sql: 'INTEGER', from: end } },
    checks: [
      { code: 'discharge_before_admission', column: `${name}_end_date`, when: `(${end}) < (${start})` },
    ],
  };
}

const OPTIONAL_ID = { type: 'integer', optional: true } as const;
const OPTIONAL_TEXT = { type: 'text', optional: true } as const;

const KNOWN_KINDS = [
  ...Object.keys(ADMISSION_TYPES),
  ...Object.keys(ADMISSION_TYPES_OF_LONG_VISITS),
  ...OTHER_VISITS,
].join(', ');

/** Columns named `admitting_...` and `discharge_to_...` are those of version 5.3. */
export const VISIT_OCCURRENCE: TableSpec = cdmTable(['visit_occurrence'], {
  use: 'required',
  columns: {
    visit_occurrence_id: { type: 'integer', required: true },
    person_id: { type: 'integer', required: true },
    visit_concept_id: { type: 'integer' },
    ...spanColumns('visit'),
    care_site_id: OPTIONAL_ID,
    admitted_from_concept_id: OPTIONAL_ID,
    admitted_from_source_value: OPTIONAL_TEXT,
    admitting_source_concept_id: OPTIONAL_ID,
    admitting_source_value: OPTIONAL_TEXT,
    discharged_to_concept_id: OPTIONAL_ID,
    discharged_to_source_value: OPTIONAL_TEXT,
    discharge_to_concept_id: OPTIONAL_ID,
    discharge_to_source_value: OPTIONAL_TEXT,
  },
  ...spanParts('visit'),
  key: ['visit_occurrence_id'],
  link: { patient: 'person_id' },
  warnings: [
    {
      code: 'no_discharge',
      message: sentence`visit_end_date is empty: the stay has no end yet`,
      when: 't.end_minute IS NULL',
    },
    {
      code: 'unknown_visit_kind',
      message: sentence`visit_concept_id is no kind of visit that is known here: it is not taken for an admission`,
      when: `t.visit_concept_id IS NULL OR t.visit_concept_id NOT IN (${KNOWN_KINDS})`,
    },
  ],
  without: sentence`nothing can be imported`,
  rowBytes: 260,
});

/** Read before visits are numbered, so the visit that a row names is looked up among those read. */
export const VISIT_DETAIL: TableSpec = cdmTable(['visit_detail'], {
  use: 'used',
  columns: {
    visit_detail_id: { type: 'integer', required: true },
    person_id: { type: 'integer', required: true },
    visit_occurrence_id: { type: 'integer' },
    visit_detail_concept_id: { type: 'integer' },
    ...spanColumns('visit_detail'),
    care_site_id: OPTIONAL_ID,
  },
  derived: spanParts('visit_detail').derived ?? {},
  key: ['visit_detail_id'],
  link: { patient: 'person_id' },
  checks: [
    ...(spanParts('visit_detail').checks ?? []),
    {
      code: 'unknown_encounter',
      column: 'visit_occurrence_id',
      when:
        'c.visit_occurrence_id IS NOT NULL AND (c.visit_occurrence_id, c.person_id) NOT IN ' +
        '(SELECT (visit_occurrence_id, person_id) FROM root_visit_occurrence WHERE fault = 0)',
    },
  ],
  without: sentence`stays in intensive care are unknown, so tasks on them have no encounters`,
  rowBytes: 160,
});

export const CARE_SITE: TableSpec = cdmTable(['care_site'], {
  use: 'names',
  columns: {
    care_site_id: { type: 'integer', required: true },
    care_site_name: { type: 'text' },
  },
  key: ['care_site_id'],
  without: sentence`units have no names`,
  rowBytes: 0,
});
