import type { DuckDbSession } from '../duckdb-session.ts';
import { tableName } from '../load-table.ts';
import type { TimedEvents } from '../timed-records/timed-records.ts';
import { EVENT_TABLES, type EventTable } from './event-tables.ts';
import { codeJoins, codeOf } from './vocabulary.ts';

const MINUTES_PER_DAY = 1440;
const LAST_MINUTE = MINUTES_PER_DAY - 1;

function viewName({ spec }: EventTable): string {
  return `event_${spec.table}`;
}

/**
 * Shows every table of coded events. What happened at midnight may have happened at any minute of that day, so it
 * counts from the last one, or from the end of its visit where that comes first.
 */
export async function createEventViews(session: DuckDbSession): Promise<void> {
  for (const table of EVENT_TABLES) {
    const { spec, prefix } = table;
    const dayEnd = `least(t.event_minute + ${LAST_MINUTE}, greatest(t.event_minute, coalesce(e.end_minute, t.event_minute + ${LAST_MINUTE})))`;
    await session.run(
      `CREATE TEMP VIEW ${viewName(table)} AS
       SELECT t.patient_id, t.encounter_id, t.file_id, t.line, ${codeOf(table)}, t.event_minute,
         CASE WHEN t.event_minute % ${MINUTES_PER_DAY} = 0 THEN ${dayEnd} END AS entered_minute,
         t.${prefix}_type_concept_id AS type_concept_id
       FROM ${tableName(spec.table)} t ${codeJoins(table)}
       LEFT JOIN encounter e ON e.id = t.encounter_id
       WHERE t.fault = 0`,
    );
  }
}

export const TIMED_EVENTS: readonly TimedEvents[] = EVENT_TABLES.map((table) => {
  const { modality, chartedTypes } = table;
  const events = { modality, view: viewName(table) };
  if (chartedTypes === null) return events;
  const codedAtDischarge = `(t.type_concept_id IN (${chartedTypes.join(', ')})) IS NOT TRUE`;
  return { ...events, codedAtDischarge };
});
