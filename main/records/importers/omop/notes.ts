import type { DuckDbSession } from '../duckdb-session.ts';
import { tableName } from '../load-table.ts';
import { dayEnd, isMidnight } from '../timed-records/midnight.ts';
import { NOTE } from './event-tables.ts';

export const NOTES = 'note_row';

/** EHR discharge summary, and the same as a type of note under its old number. */
const DISCHARGE_TYPES = [32824, 44814637];
/** EHR radiology report. */
const RADIOLOGY_TYPES = [32841];

/** All that a note `t` says of its kind, in words. */
const WORDS = `concat_ws(' ', t.note_title, t.note_source_value, k.name)`;

const KIND =
  `CASE WHEN t.note_type_concept_id IN (${DISCHARGE_TYPES.join(', ')}) ` +
  `OR t.note_class_concept_id IN (${DISCHARGE_TYPES.join(', ')}) ` +
  `OR regexp_matches(${WORDS}, 'discharge[ _-]*summ', 'i') THEN 'discharge' ` +
  `WHEN t.note_type_concept_id IN (${RADIOLOGY_TYPES.join(', ')}) ` +
  `OR regexp_matches(${WORDS}, 'radiolog|imaging', 'i') THEN 'radiology' ELSE 'other' END`;

/** Shows notes. The time of a note is when it was recorded; of a date alone, the end of the day. */
export async function createNotes(session: DuckDbSession): Promise<void> {
  await session.run(
    `CREATE TEMP VIEW ${NOTES} AS
     SELECT t.patient_id, t.encounter_id, t.file_id, t.line, t.note_id::VARCHAR AS source_key, ${KIND} AS kind,
       t.event_minute AS chart_minute,
       CASE WHEN ${isMidnight('t.event_minute')} THEN ${dayEnd('t.event_minute')} ELSE t.event_minute END AS store_minute,
       t.note_text AS text
     FROM ${tableName(NOTE.table)} t LEFT JOIN vocabulary k ON k.concept_id = t.note_class_concept_id
     WHERE t.fault = 0`,
  );
}
