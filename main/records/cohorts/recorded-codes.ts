import type { Database } from '../database.ts';
import { procedureEventAvailableAt, stayEventAvailableAt } from '../evidence/availability.ts';
import type { ProcedureRow } from '../evidence/patient-record.ts';

/** Modalities whose codes a cohort may ask for. */
export type CodedModality = 'diagnoses' | 'procedures';

interface CodeRow {
  /** Row id in `encounter` of the stay that the code is recorded in. */
  readonly encounterId: number;
  /** Row id in `concept`. */
  readonly conceptId: number;
}

/** A code in the record of a stay, by the availability rules of evidence. */
export interface RecordedCode extends CodeRow {
  /** The code is assigned after the stay, from its papers. */
  readonly afterStay: boolean;
  /** Not known before this minute. */
  readonly knownFrom: number;
}

type CodedProcedure = CodeRow & Pick<ProcedureRow, 'origin' | 'chartMinute' | 'startMinute' | 'storeMinute'>;
type StayEvent = CodeRow & { readonly eventMinute: number; readonly enteredMinute: number | null };

/** Of everybody, by the concepts in a JSON array. */
export const CODES_SQL = {
  diagnosis: `
    SELECT encounter_id AS encounterId, concept_id AS conceptId FROM diagnosis
    WHERE concept_id IN (SELECT value FROM json_each(?))`,
  procedure: `
    SELECT encounter_id AS encounterId, concept_id AS conceptId, origin, chart_minute AS chartMinute,
      start_minute AS startMinute, store_minute AS storeMinute
    FROM procedure WHERE concept_id IN (SELECT value FROM json_each(?)) AND encounter_id IS NOT NULL`,
  stayEvent: `
    SELECT encounter_id AS encounterId, concept_id AS conceptId, event_minute AS eventMinute,
      entered_minute AS enteredMinute
    FROM stay_event WHERE concept_id IN (SELECT value FROM json_each(?)) AND modality = ?`,
} as const;

/** Behind one of the statements, for the record of one person. */
export const OF_ONE_PERSON = 'AND patient_id = ?';

/** Which codes of the record are read. */
export interface CodeQuery {
  readonly modality: CodedModality;
  /** Row ids in `concept`. */
  readonly concepts: Iterable<number>;
  /** Row id in `patient`; of everybody when it is left out. */
  readonly patientId?: number | undefined;
}

/** Every place in the record where one of the given codes stands. */
export function* recordedCodes(db: Database, query: CodeQuery): Generator<RecordedCode> {
  if (query.modality === 'diagnoses') {
    for (const row of rowsOf<CodeRow>(db, CODES_SQL.diagnosis, query))
      yield { ...row, afterStay: true, knownFrom: -Infinity };
  } else {
    for (const row of rowsOf<CodedProcedure>(db, CODES_SQL.procedure, query)) yield* asProcedure(row);
  }
  for (const row of rowsOf<StayEvent>(db, CODES_SQL.stayEvent, query, query.modality)) {
    const { encounterId, conceptId } = row;
    yield { encounterId, conceptId, afterStay: false, knownFrom: stayEventAvailableAt(row) };
  }
}

function rowsOf<Row>(
  db: Database,
  sql: string,
  { concepts, patientId }: CodeQuery,
  ...more: string[]
): IterableIterator<Row> {
  const parameters = [JSON.stringify([...concepts]), ...more];
  return patientId === undefined
    ? db.prepare<string[], Row>(sql).iterate(...parameters)
    : db.prepare<(string | number)[], Row>(`${sql} ${OF_ONE_PERSON}`).iterate(...parameters, patientId);
}

/** What intensive care did without saying when is never used. */
function asProcedure({ encounterId, conceptId, ...row }: CodedProcedure): RecordedCode[] {
  if (row.origin !== 'procedureevents')
    return [{ encounterId, conceptId, afterStay: true, knownFrom: row.chartMinute ?? -Infinity }];
  const knownFrom = procedureEventAvailableAt(row.startMinute, row.storeMinute);
  return knownFrom === null ? [] : [{ encounterId, conceptId, afterStay: false, knownFrom }];
}
