import type { Database } from '../records/database.ts';
import { readLabBlock } from '../records/labs/lab-block.ts';

/** A result with what its ordinals stand for. */
export interface LabResult {
  readonly person: string;
  readonly stay: string | null;
  readonly item: string;
  readonly name: string | null;
  /** Minutes since 1970-01-01. */
  readonly at: number;
  readonly known: number | null;
  readonly value: number | null;
  readonly text: string | null;
  readonly unit: string | null;
  readonly line: number;
}

/** Every result of a database with one source, by person, stay, item and time. */
export function labResults(db: Database): LabResult[] {
  const item = db.prepare<[number], { item: string; name: string | null }>(
    `SELECT k.system || ':' || k.code AS item, k.name FROM lab_item i JOIN concept k ON k.id = i.concept_id WHERE i.ordinal = ?`,
  );
  const text = db.prepare<[number], string>('SELECT text FROM lab_text WHERE ordinal = ?').pluck();
  const unit = db.prepare<[number], string>('SELECT unit FROM lab_range WHERE ordinal = ?').pluck();
  const blocks = db
    .prepare<[], { person: string; stay: string | null; data: Uint8Array }>(
      `SELECT p.source_key AS person, e.source_key AS stay, b.data FROM lab_block b
       JOIN patient p ON p.id = b.patient_id LEFT JOIN encounter e ON e.id = b.encounter_id
       ORDER BY p.source_key, e.source_key`,
    )
    .all();
  return blocks.flatMap(({ person, stay, data }) =>
    Array.from(readLabBlock(data), (row) => ({
      person,
      stay,
      ...(item.get(row.item) ?? { item: '', name: null }),
      at: row.chartMinute,
      known: row.storeMinute,
      value: row.value,
      text: row.text === null ? null : (text.get(row.text) ?? null),
      unit: row.range === null ? null : (unit.get(row.range) ?? null),
      line: row.line,
    })),
  );
}
