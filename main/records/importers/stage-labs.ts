import type {
  DuckDBBooleanVector,
  DuckDBDataChunk,
  DuckDBDoubleVector,
  DuckDBIntegerVector,
} from '@duckdb/node-api';
import type { Database } from '../database.ts';
import { LabBlockWriter } from '../labs/lab-block.ts';
import type { DuckDbSession } from './duckdb-session.ts';
import { areOf, type PatientRange, patientRanges } from './patient-ranges.ts';
import { prefetch } from './prefetch.ts';
import { RowInserter } from './staging.ts';

/**
 * A table or view of results in DuckDB: `patient_id`, `encounter_id`, `line`, `fault`, `itemid`, `charttime`,
 * `storetime`, `valuenum`, `valueuom`, `ref_range_lower`, `ref_range_upper`, `text` and `abnormal`.
 */
export interface LabTable {
  readonly table: string;
  /** SQL over its rows `t` of the system of an item. */
  readonly system: string;
}

/** Counts results by item, unit and range, on which all dictionaries but that of texts are built. */
export async function countLabs(session: DuckDbSession, tables: readonly LabTable[]): Promise<void> {
  const counts = tables.map(
    ({ table, system }) =>
      `SELECT ${system} AS system, itemid, valueuom AS written, ref_range_lower AS low,
         ref_range_upper AS high, count(*) AS row_count, count(valuenum) AS numeric_count
       FROM ${table} t WHERE fault = 0 GROUP BY ALL`,
  );
  await session.run(
    `CREATE TEMP TABLE lab_count AS
     SELECT *, nullif(trim(written), '') AS unit FROM (${counts.join(' UNION ALL ')})`,
  );
}

/**
 * Numbers items, texts and ranges of all tables, each by its content, so that the same files give the same numbers.
 * @see main/records/labs/lab-block.ts, whose rows name them.
 */
export async function createLabDictionaries(
  session: DuckDbSession,
  tables: readonly LabTable[],
): Promise<void> {
  await session.run(
    `CREATE TEMP TABLE written_range AS
     SELECT (dense_rank() OVER (ORDER BY unit, low, high) - 1)::INTEGER AS ordinal, *
     FROM (SELECT DISTINCT written, unit, low, high FROM lab_count)
     WHERE unit IS NOT NULL OR low IS NOT NULL OR high IS NOT NULL`,
  );
  const texts = tables.map(({ table }) => `SELECT text FROM ${table} WHERE fault = 0`);
  await session.run(
    `CREATE TEMP TABLE lab_text AS
     SELECT (row_number() OVER (ORDER BY text) - 1)::INTEGER AS ordinal, text
     FROM (SELECT DISTINCT text FROM (${texts.join(' UNION ALL ')}) WHERE text IS NOT NULL)`,
  );
  await session.run(
    `CREATE TEMP TABLE lab_item AS
     SELECT (row_number() OVER (ORDER BY system, itemid) - 1)::INTEGER AS ordinal, system, itemid,
       sum(row_count)::INTEGER AS row_count, sum(numeric_count)::INTEGER AS numeric_count
     FROM lab_count GROUP BY system, itemid`,
  );
}

export const LAB_RANGE_ROWS = `
  SELECT DISTINCT 1 AS source_id, ordinal, unit, low, high FROM written_range ORDER BY ordinal`;
export const LAB_TEXT_ROWS = 'SELECT 1 AS source_id, ordinal, text FROM lab_text ORDER BY ordinal';
/** Patients are counted while their blocks are written. */
export const LAB_ITEM_ROWS = `
  SELECT 1 AS source_id, i.ordinal, k.id AS concept_id, i.row_count, i.numeric_count, 0 AS patient_count
  FROM lab_item i JOIN concept k ON k.system = i.system AND k.code = i.itemid::VARCHAR ORDER BY i.ordinal`;

/**
 * Rows whose unit is not the one in which their item is given most often.
 * @param system SQL of the system whose items are meant; all of them when it is left out.
 */
export function unusualUnitCount(system = 'system'): string {
  return `
    SELECT coalesce(sum(given - usual), 0) FROM (
      SELECT sum(n) AS given, max(n) AS usual FROM (
        SELECT system, itemid, sum(row_count) AS n FROM lab_count
        WHERE unit IS NOT NULL AND system = ${system} GROUP BY system, itemid, unit
      ) GROUP BY system, itemid
    )`;
}

/** What stands for no ordinal and no minute between DuckDB and the block: asking each value for NULL takes long. */
const NONE = -1;

/** No more than about so many rows are sorted at once. */
const MOST_SORTED = 40_000_000;

/**
 * Results of some patients in the order in which blocks hold them; a result without a number has NaN. The last column
 * is the id of the file where the rows are of several.
 */
function orderedResults({ table, system, fileIds }: BlockOptions, range: PatientRange): string {
  const [file, fileFirst] = fileIds.length > 1 ? [', t.file_id', 't.file_id, '] : ['', ''];
  return `
    SELECT t.patient_id, coalesce(t.encounter_id, 0) AS encounter_id, i.ordinal AS item, t.charttime,
      coalesce(t.storetime, ${NONE}) AS storetime, coalesce(t.valuenum, 'NaN'::DOUBLE) AS value,
      coalesce(x.ordinal, ${NONE}) AS text, coalesce(r.ordinal, ${NONE}) AS range, t.abnormal, t.line${file}
    FROM ${table} t
    JOIN lab_item i ON i.itemid = t.itemid AND i.system = ${system}
    LEFT JOIN lab_text x ON x.text = t.text
    LEFT JOIN written_range r ON r.written IS NOT DISTINCT FROM t.valueuom
      AND r.low IS NOT DISTINCT FROM t.ref_range_lower AND r.high IS NOT DISTINCT FROM t.ref_range_upper
    WHERE t.fault = 0 AND ${areOf(range)}
    ORDER BY t.patient_id, ${fileFirst}encounter_id, item, t.charttime, t.line`;
}

export interface BlockOptions extends LabTable {
  /** Ids in `source_file` of the files that the rows are of; of several, a row says which by `file_id`. */
  readonly fileIds: readonly number[];
}

/** Packs the results of a table into one block a patient, encounter and file. */
export async function stageLabBlocks(
  session: DuckDbSession,
  staging: Database,
  options: BlockOptions,
): Promise<void> {
  const [fileId = NONE, ...more] = options.fileIds;
  const blocks = new BlockInserter(staging, fileId);
  const sound = `${options.table} WHERE fault = 0`;
  for (const range of await patientRanges(session, sound, MOST_SORTED)) {
    for await (const { chunk } of prefetch(session.chunks(orderedResults(options, range)))) {
      addRows(blocks, chunk, more.length > 0 ? (chunk.getColumnVector(10) as DuckDBIntegerVector) : null);
    }
  }
  blocks.flush();
}

/** Packs the rows of a chunk of `orderedResults`; `files` where they are of several. */
function addRows(blocks: BlockInserter, chunk: DuckDBDataChunk, files: DuckDBIntegerVector | null): void {
  // A name for each column, so that every call below meets vectors of one class only: a third of the time.
  const integers = (column: number): DuckDBIntegerVector =>
    chunk.getColumnVector(column) as DuckDBIntegerVector;
  const patients = integers(0);
  const encounters = integers(1);
  const items = integers(2);
  const charted = integers(3);
  const stored = integers(4);
  const values = chunk.getColumnVector(5) as DuckDBDoubleVector;
  const texts = integers(6);
  const ranges = integers(7);
  const abnormal = chunk.getColumnVector(8) as DuckDBBooleanVector;
  const lines = integers(9);
  const rows = chunk.rowCount;
  for (let row = 0; row < rows; row += 1) {
    const item = items.getItem(row) ?? NONE;
    if (files !== null) blocks.startFile(files.getItem(row) ?? NONE);
    blocks.startAt(patients.getItem(row) ?? NONE, encounters.getItem(row) ?? NONE);
    blocks.countPatient(item);
    blocks.writer.add({
      item,
      chartMinute: charted.getItem(row) ?? NONE,
      storeMinute: unlessNone(stored.getItem(row)),
      value: unlessNaN(values.getItem(row)),
      text: unlessNone(texts.getItem(row)),
      range: unlessNone(ranges.getItem(row)),
      abnormal: abnormal.getItem(row) === true,
      line: lines.getItem(row) ?? NONE,
    });
  }
}

function unlessNone(value: number | null): number | null {
  return value === NONE ? null : value;
}

function unlessNaN(value: number | null): number | null {
  return Number.isNaN(value) ? null : value;
}

/** Writes a block whenever the patient, the encounter or the file changes. */
class BlockInserter {
  readonly writer = new LabBlockWriter();
  readonly #insert: RowInserter;
  #fileId: number;
  readonly #staging: Database;
  /** By item: how many patients have it, and the last of them. */
  readonly #patients: number[] = [];
  readonly #lastPatient: number[] = [];
  #patientId = 0;
  #encounterId = 0;

  constructor(staging: Database, fileId: number) {
    this.#staging = staging;
    this.#insert = new RowInserter(staging, 'lab_block', [
      'patient_id',
      'encounter_id',
      'file_id',
      'row_count',
      'data',
    ]);
    this.#fileId = fileId;
  }

  startFile(fileId: number): void {
    if (fileId === this.#fileId) return;
    this.#finishBlock();
    this.#fileId = fileId;
  }

  /** @param encounterId 0 for the rows of no encounter. */
  startAt(patientId: number, encounterId: number): void {
    if (patientId === this.#patientId && encounterId === this.#encounterId) return;
    this.#finishBlock();
    this.#patientId = patientId;
    this.#encounterId = encounterId;
  }

  /** Rows come patient by patient, so that a patient is new to an item once. */
  countPatient(item: number): void {
    if (this.#lastPatient[item] === this.#patientId) return;
    this.#lastPatient[item] = this.#patientId;
    this.#patients[item] = (this.#patients[item] ?? 0) + 1;
  }

  flush(): void {
    this.#finishBlock();
    this.#insert.flush();
    const update = this.#staging.prepare(
      'UPDATE lab_item SET patient_count = ? WHERE source_id = 1 AND ordinal = ?',
    );
    this.#patients.forEach((patients, item) => update.run(patients, item));
  }

  #finishBlock(): void {
    const { rows } = this.writer;
    if (rows === 0) return;
    const encounter = this.#encounterId === 0 ? null : this.#encounterId;
    this.#insert.add([this.#patientId, encounter, this.#fileId, rows, this.writer.take()]);
  }
}
