import type { StayEventModality } from '../../evidence/stay-events.ts';
import { vitalChecks, vitalWarnings } from '../coded-vital-checks.ts';
import type { ColumnSpec, RowCheck, RowWarning, TableSpec } from '../table-spec.ts';
import { cdmTable } from './cdm-table.ts';
import { VITAL_ROWS } from './vital-rows.ts';
import { type Sentence, sentence } from '../../../../models/wording.ts';

/** How a table of the Common Data Model names what happened. */
export interface CodeColumns {
  /** Of its three columns: `_concept_id`, `_source_concept_id` and `_source_value`. */
  readonly prefix: string;
  /**
   * Which concept is taken first. Codes of classifications are finer than the standard concepts they are mapped to; of
   * drugs and measurements the standard concept is the one that sources share.
   */
  readonly prefers: 'source' | 'standard';
  /** System of what the source itself writes, where the vocabulary does not say which code it is. */
  readonly ownSystem: string;
}

/** A table of coded events. */
export interface EventTable extends CodeColumns {
  readonly spec: TableSpec;
  readonly modality: StayEventModality;
  /**
   * Types of records that were written as it happened; any other counts from the discharge. `null`: every record was.
   */
  readonly chartedTypes: readonly number[] | null;
}

const OF_A_VISIT = { patient: 'person_id', encounter: 'visit_occurrence_id' } as const;
const MINUTES_PER_DAY = 1440;

interface Layout {
  readonly id: string;
  readonly prefix: string;
  /** Names of the columns of date and time. */
  readonly at: readonly [date: string, time: string];
  readonly columns?: Readonly<Record<string, ColumnSpec>>;
  readonly checks?: readonly RowCheck[];
  readonly warnings?: readonly RowWarning[];
  readonly without: Sentence;
  readonly rowBytes: number;
}

/** A date alone counts from its first minute; what it is known from is said where it is made an event. */
function codedTable(name: string, layout: Layout): TableSpec {
  const {
    id,
    prefix,
    at: [date, time],
    columns,
    checks = [],
    warnings = [],
    ...more
  } = layout;
  const concept = `${prefix}_concept_id`;
  return cdmTable([name], {
    use: 'used',
    columns: {
      [id]: { type: 'integer', required: true },
      person_id: { type: 'integer', required: true },
      visit_occurrence_id: { type: 'integer', optional: true },
      [concept]: { type: 'integer' },
      [`${prefix}_source_concept_id`]: { type: 'integer', optional: true },
      [`${prefix}_source_value`]: { type: 'text', optional: true },
      [`${prefix}_type_concept_id`]: { type: 'integer', optional: true },
      [date]: { type: 'lifeDay', required: true },
      [time]: { type: 'lifeMinute', optional: true },
      ...columns,
    },
    derived: {
      event_minute: { sql: 'INTEGER', from: `coalesce(c.${time}, c.${date} * ${MINUTES_PER_DAY})` },
    },
    key: [id],
    link: OF_A_VISIT,
    checks: [
      {
        code: 'missing_value',
        column: concept,
        when:
          `coalesce(c.${concept}, 0) = 0 AND coalesce(c.${prefix}_source_concept_id, 0) = 0 ` +
          `AND c.${prefix}_source_value IS NULL`,
      },
      ...checks,
    ],
    warnings: [
      {
        code: 'outside_stay',
        message: sentence`${date} lies before or after the days of the visit`,
        when:
          `floor(t.event_minute / ${MINUTES_PER_DAY}) < floor(e.from_minute / ${MINUTES_PER_DAY}) ` +
          `OR floor(t.event_minute / ${MINUTES_PER_DAY}) > floor(e.end_minute / ${MINUTES_PER_DAY})`,
      },
      ...warnings,
    ],
    ...more,
  });
}

const CONDITION_OCCURRENCE: EventTable = {
  spec: codedTable('condition_occurrence', {
    id: 'condition_occurrence_id',
    prefix: 'condition',
    at: ['condition_start_date', 'condition_start_datetime'],
    without: sentence`diagnoses are unavailable`,
    rowBytes: 40,
  }),
  modality: 'diagnoses',
  prefix: 'condition',
  prefers: 'source',
  ownSystem: 'OMOP-CONDITION',
  // EHR admission note, chief complaint, emergency room note, problem list (the last under its old number too)
  chartedTypes: [32819, 32822, 32826, 32840, 38000245],
};

const PROCEDURE_OCCURRENCE: EventTable = {
  spec: codedTable('procedure_occurrence', {
    id: 'procedure_occurrence_id',
    prefix: 'procedure',
    at: ['procedure_date', 'procedure_datetime'],
    without: sentence`procedures are unavailable`,
    rowBytes: 40,
  }),
  modality: 'procedures',
  prefix: 'procedure',
  prefers: 'source',
  ownSystem: 'OMOP-PROCEDURE',
  // EHR administration record, EHR order (under its old number too)
  chartedTypes: [32818, 32833, 38000275],
};

const DRUG_EXPOSURE: EventTable = {
  spec: codedTable('drug_exposure', {
    id: 'drug_exposure_id',
    prefix: 'drug',
    at: ['drug_exposure_start_date', 'drug_exposure_start_datetime'],
    without: sentence`medications are unavailable`,
    rowBytes: 40,
  }),
  modality: 'medications',
  prefix: 'drug',
  prefers: 'standard',
  ownSystem: 'OMOP-DRUG',
  chartedTypes: null,
};

export const EVENT_TABLES: readonly EventTable[] = [
  CONDITION_OCCURRENCE,
  PROCEDURE_OCCURRENCE,
  DRUG_EXPOSURE,
];

/** Laboratory results and vital signs. */
export const MEASUREMENT: CodeColumns & { readonly spec: TableSpec } = {
  spec: codedTable('measurement', {
    id: 'measurement_id',
    prefix: 'measurement',
    at: ['measurement_date', 'measurement_datetime'],
    columns: {
      operator_concept_id: { type: 'integer', optional: true },
      value_as_number: { type: 'number' },
      value_as_concept_id: { type: 'integer', optional: true },
      value_source_value: { type: 'text', optional: true },
      unit_concept_id: { type: 'integer', optional: true },
      unit_source_value: { type: 'text', optional: true },
      range_low: { type: 'number', optional: true },
      range_high: { type: 'number', optional: true },
    },
    checks: vitalChecks(VITAL_ROWS),
    warnings: vitalWarnings(VITAL_ROWS),
    without: sentence`laboratory results and vital signs are unavailable`,
    rowBytes: 12,
  }),
  prefix: 'measurement',
  prefers: 'standard',
  ownSystem: 'OMOP-MEASUREMENT',
};

export const NOTE: TableSpec = cdmTable(['note'], {
  use: 'used',
  columns: {
    note_id: { type: 'integer', required: true },
    person_id: { type: 'integer', required: true },
    visit_occurrence_id: { type: 'integer', optional: true },
    note_date: { type: 'lifeDay', required: true },
    note_datetime: { type: 'lifeMinute', optional: true },
    note_type_concept_id: { type: 'integer', optional: true },
    note_class_concept_id: { type: 'integer', optional: true },
    note_title: { type: 'text', optional: true },
    note_source_value: { type: 'text', optional: true },
    note_text: { type: 'verbatim', required: true },
  },
  derived: {
    event_minute: { sql: 'INTEGER', from: `coalesce(c.note_datetime, c.note_date * ${MINUTES_PER_DAY})` },
  },
  key: ['note_id'],
  link: OF_A_VISIT,
  without: sentence`notes are unavailable`,
  rowBytes: null,
});
