import { createHash, randomUUID } from 'node:crypto';
import { type CohortSpec, cohortSpec } from '../../api/common.ts';
import { version } from '../../system/version.ts';
import type { Database } from '../database.ts';
import type { ListColumns } from './list-columns.ts';
import type { StateBits } from './list-presence.ts';
import type { RiskColumns } from './list-risks.ts';
import { TextColumn } from './text-column.ts';

/** A list that was put together before, with the states of all its encounters. */
export interface PreparedList {
  readonly id: string;
  readonly columns: ListColumns;
  readonly bits: StateBits;
}

/** Those prepared last are kept: at half a million stays each takes some 30 MB. */
const KEPT_LISTS = 8;

const SOURCES_SQL = 'SELECT id, content_hash FROM source ORDER BY id';
export const LIST_ID_SQL = 'SELECT id FROM prepared_list WHERE cohort = ? AND basis = ?';
export const LIST_SQL = 'SELECT * FROM prepared_list WHERE id = ?';
export const KEPT_RISKS_SQL =
  'SELECT risks, by_risk, by_risk_descending FROM prepared_risk WHERE list_id = ? AND model_id = ? AND scored = ?';
export const HAS_RISKS_SQL = 'SELECT 1 FROM prepared_risk WHERE list_id = ? AND model_id = ? AND scored = ?';

interface ListRow {
  readonly encounter_ids: Buffer;
  readonly encounter_keys: string;
  readonly encounter_ends: Buffer;
  readonly patient_keys: string;
  readonly patient_ends: Buffer;
  readonly labels: Buffer;
  readonly splits: Buffer;
  readonly by_age: Buffer;
  readonly by_age_descending: Buffer;
  readonly by_length_of_stay: Buffer;
  readonly by_length_of_stay_descending: Buffer;
  readonly present: Buffer;
  readonly none_recorded: Buffer;
}

/** Of what lists are made: the sources that a database holds, and how this version of Lacuna reads them. */
export function basisOf(db: Database): string {
  const sources = db.prepare(SOURCES_SQL).raw().all();
  return createHash('sha256')
    .update(JSON.stringify([version, sources]))
    .digest('hex');
}

/** The list of a cohort that was prepared from what the database holds now. */
export function preparedListId(
  db: Database,
  spec: CohortSpec | null,
  basis = basisOf(db),
): string | undefined {
  return db.prepare<[string, string], string>(LIST_ID_SQL).pluck().get(cohortText(spec), basis);
}

/** A cohort as text, the same whatever the order in which it was written. */
function cohortText(spec: CohortSpec | null): string {
  return JSON.stringify(spec === null ? null : cohortSpec.parse(spec));
}

/** @param id of `preparedListId`. */
export function readPreparedList(db: Database, id: string): PreparedList {
  const row = db.prepare<[string], ListRow>(LIST_SQL).get(id);
  if (row === undefined) throw new RangeError('a prepared list stays while one looks at it');
  return {
    id,
    columns: {
      ids: positionsOf(row.encounter_ids),
      encounters: new TextColumn(row.encounter_keys, positionsOf(row.encounter_ends)),
      patients: new TextColumn(row.patient_keys, positionsOf(row.patient_ends)),
      labels: new Int8Array(bytesOf(row.labels)),
      splits: new Int8Array(bytesOf(row.splits)),
      byAge: { ascending: positionsOf(row.by_age), descending: positionsOf(row.by_age_descending) },
      byLengthOfStay: {
        ascending: positionsOf(row.by_length_of_stay),
        descending: positionsOf(row.by_length_of_stay_descending),
      },
    },
    bits: {
      present: new Uint8Array(bytesOf(row.present)),
      noneRecorded: new Uint8Array(bytesOf(row.none_recorded)),
    },
  };
}

/** A blob's own bytes, which need not lie where an array of numbers may begin. */
function bytesOf({ buffer, byteOffset, byteLength }: Buffer): ArrayBuffer {
  const isAlone = byteOffset === 0 && byteLength === buffer.byteLength;
  return isAlone
    ? (buffer as ArrayBuffer)
    : (buffer as ArrayBuffer).slice(byteOffset, byteOffset + byteLength);
}

function positionsOf(blob: Buffer): Uint32Array {
  return new Uint32Array(bytesOf(blob));
}

/**
 * Keeps a list in the place of an older one of the same cohort, and forgets those of other records, within a
 * transaction of the caller.
 * @returns its id.
 */
export function keepList(
  db: Database,
  { spec, basis }: { readonly spec: CohortSpec | null; readonly basis: string },
  { columns, bits }: Omit<PreparedList, 'id'>,
): string {
  const cohort = cohortText(spec);
  db.prepare('DELETE FROM prepared_list WHERE cohort = ? OR basis <> ?').run(cohort, basis);
  const row = {
    id: randomUUID(),
    cohort,
    basis,
    prepared_at: new Date().toISOString(),
    encounter_ids: blobOf(columns.ids),
    encounter_keys: columns.encounters.text,
    encounter_ends: blobOf(columns.encounters.ends),
    patient_keys: columns.patients.text,
    patient_ends: blobOf(columns.patients.ends),
    labels: blobOf(columns.labels),
    splits: blobOf(columns.splits),
    by_age: blobOf(columns.byAge.ascending),
    by_age_descending: blobOf(columns.byAge.descending),
    by_length_of_stay: blobOf(columns.byLengthOfStay.ascending),
    by_length_of_stay_descending: blobOf(columns.byLengthOfStay.descending),
    present: blobOf(bits.present),
    none_recorded: blobOf(bits.noneRecorded),
  };
  const names = Object.keys(row);
  const insert = `INSERT INTO prepared_list (${names.join(', ')}) VALUES (${names.map((name) => `@${name}`).join(', ')})`;
  db.prepare(insert).run(row);
  db.prepare(
    'DELETE FROM prepared_list WHERE id NOT IN (SELECT id FROM prepared_list ORDER BY rowid DESC LIMIT ?)',
  ).run(KEPT_LISTS);
  return row.id;
}

/** Scores in the order of a list, as they were when the model had given so many. */
interface RisksOfList {
  /** Id in `prepared_list`. */
  readonly list: string;
  readonly model: string;
  readonly scored: number;
}

interface RiskRow {
  readonly risks: Buffer;
  readonly by_risk: Buffer;
  readonly by_risk_descending: Buffer;
}

export function keptRisks(db: Database, { list, model, scored }: RisksOfList): RiskColumns | undefined {
  const row = db.prepare<[string, string, number], RiskRow>(KEPT_RISKS_SQL).get(list, model, scored);
  return row === undefined
    ? undefined
    : {
        values: new Float64Array(bytesOf(row.risks)),
        byRisk: { ascending: positionsOf(row.by_risk), descending: positionsOf(row.by_risk_descending) },
      };
}

export function areRisksKept(db: Database, { list, model, scored }: RisksOfList): boolean {
  return db.prepare(HAS_RISKS_SQL).get(list, model, scored) !== undefined;
}

/** Keeps scores in the place of the earlier ones of the model. */
export function keepRisks(db: Database, of: RisksOfList, { values, byRisk }: RiskColumns): void {
  db.prepare('DELETE FROM prepared_risk WHERE list_id = ? AND model_id = ?').run(of.list, of.model);
  db.prepare(
    `INSERT INTO prepared_risk (list_id, model_id, scored, risks, by_risk, by_risk_descending)
     VALUES (?, ?, ?, ?, ?, ?)`,
  ).run(of.list, of.model, of.scored, blobOf(values), blobOf(byRisk.ascending), blobOf(byRisk.descending));
}

/** Forgets every list, within a transaction of the caller: the records are about to change. */
export function forgetLists(db: Database): void {
  // Not by the rule of the foreign key alone: where a source is removed it is not looked after.
  db.exec('DELETE FROM prepared_risk');
  db.exec('DELETE FROM prepared_list');
}

function blobOf({ buffer, byteOffset, byteLength }: NodeJS.TypedArray): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
