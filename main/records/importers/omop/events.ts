import type { DuckDbSession } from '../duckdb-session.ts';
import { tableName } from '../load-table.ts';
import { knownFrom } from '../timed-records/midnight.ts';
import type { TimedEvents } from '../timed-records/timed-records.ts';
import { EVENT_TABLES, type EventTable } from './event-tables.ts';
import { codeJoins, codeOf } from './vocabulary.ts';

function viewName({ spec }: EventTable): string {
  return `event_${spec.table}`;
}

/** Shows every table of coded events. */
export async function createEventViews(session: DuckDbSession): Promise<void> {
  for (const table of EVENT_TABLES) {
    const { spec, prefix } = table;
    await session.run(
      `CREATE TEMP VIEW ${viewName(table)} AS
       SELECT t.patient_id, t.encounter_id, t.file_id, t.line, ${codeOf(table)}, t.event_minute,
         ${knownFrom('t.event_minute', 'e.end_minute')} AS entered_minute, t.${prefix}_type_concept_id AS type_concept_id
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
