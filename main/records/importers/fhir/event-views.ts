import type { StayEventModality } from '../../evidence/stay-events.ts';
import type { DuckDbSession } from '../duckdb-session.ts';
import { tableName } from '../load-table.ts';
import { admissionAt, withAdmissions } from '../timed-records/stays.ts';
import type { TimedEvents } from '../timed-records/timed-records.ts';
import { CONDITION } from './resources/condition.ts';
import { DIAGNOSTIC_REPORT } from './resources/diagnostic-report.ts';
import { DOCUMENT_REFERENCE } from './resources/document-reference.ts';
import { MEDICATION_ADMINISTRATION } from './resources/medication-administration.ts';
import { MEDICATION_REQUEST } from './resources/medication-request.ts';
import { PROCEDURE } from './resources/procedure.ts';
import type { ResourceReader } from './resource-reader.ts';

const MEDICATIONS = tableName('Medication');
const RESULTS = 'fhir_results';

interface EventSource {
  readonly reader: ResourceReader;
  readonly modality: StayEventModality;
  /** Whether the drug may be a resource of its own. */
  readonly refersToDrugs?: true;
}

const EVENT_SOURCES: readonly EventSource[] = [
  { reader: CONDITION, modality: 'diagnoses' },
  { reader: PROCEDURE, modality: 'procedures' },
  { reader: MEDICATION_REQUEST, modality: 'medications', refersToDrugs: true },
  { reader: MEDICATION_ADMINISTRATION, modality: 'medications', refersToDrugs: true },
];

/** The views of events, notes and results, over the tables of all resources. */
export interface EventViews {
  readonly events: readonly TimedEvents[];
  readonly notes: readonly string[];
  readonly results: string;
}

export async function createEventViews(session: DuckDbSession): Promise<EventViews> {
  const events: TimedEvents[] = [];
  for (const source of EVENT_SOURCES) events.push(await createEvents(session, source));
  const notes: string[] = [];
  for (const reader of [DOCUMENT_REFERENCE, DIAGNOSTIC_REPORT])
    notes.push(await createNotes(session, reader));
  await session.run(`CREATE TEMP VIEW ${RESULTS} AS ${RESULT_ROWS}`);
  return { events, notes, results: RESULTS };
}

/**
 * What is not said to be known at some time counts from the end of the stay that it belongs to; what is not said to
 * have happened at some time, from when it was known or else from the start of its stay.
 */
async function createEvents(session: DuckDbSession, source: EventSource): Promise<TimedEvents> {
  const { modality, reader, refersToDrugs } = source;
  const table = tableName(reader.spec.table);
  const view = `fhir_${reader.spec.table}`;
  const code = (column: string): string =>
    refersToDrugs === true ? `coalesce(m.${column}, t.${column})` : `t.${column}`;
  const drugs =
    refersToDrugs === true ? `LEFT JOIN ${MEDICATIONS} m ON m.id = t.medication AND m.fault = 0` : '';
  await session.run(
    `CREATE TEMP VIEW ${view}_sound AS
     SELECT t.patient_id, t.encounter_id, ${code('system')} AS system, ${code('code')} AS code, ${code('name')} AS name,
       coalesce(t.happened, t.known, e.start_minute) AS event_minute, t.known AS entered_minute, t.file_id, t.line
     FROM ${table} t ${drugs} LEFT JOIN encounter e ON e.id = t.encounter_id
     WHERE t.fault = 0`,
  );
  await session.run(
    `CREATE TEMP VIEW ${view} AS
     SELECT t.patient_id, t.encounter_id, t.system, t.code, t.name,
       coalesce(t.event_minute, x.from_minute) AS event_minute,
       coalesce(t.entered_minute, x.end_minute) AS entered_minute, t.file_id, t.line
     FROM ${withAdmissions(`${view}_sound`, 'event_minute')}
     LEFT JOIN admission x ON x.id = ${admissionAt('event_minute')}`,
  );
  return { modality, view };
}

async function createNotes(session: DuckDbSession, { spec }: ResourceReader): Promise<string> {
  const view = `fhir_${spec.table}`;
  await session.run(
    `CREATE TEMP VIEW ${view} AS
     SELECT patient_id, encounter_id, id AS source_key, kind, charted AS chart_minute, stored AS store_minute, text,
       file_id, line
     FROM ${tableName(spec.table)} WHERE fault = 0`,
  );
  return view;
}

const RESULT_ROWS = `
  SELECT patient_id, encounter_id, file_id, line, fault, system, code AS itemid, name, charted AS charttime,
    stored AS storetime, value AS valuenum, unit AS valueuom, low AS ref_range_lower, high AS ref_range_upper, text,
    abnormal = 1 AS abnormal
  FROM ${tableName('Observation')}`;
