import type { Database } from '../database.ts';
import type { LabRow } from './lab-rows.ts';

/** A unit and a reference range as they occur together. */
export interface LabRange {
  readonly unit: string | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** What the ordinals of laboratory rows stand for, each looked up once. */
export interface LabDictionary {
  /** Row id in `concept` of the item. */
  conceptOf(row: LabRow): number;
  textOf(row: LabRow): string | null;
  rangeOf(row: LabRow): LabRange;
}

export const LAB_DICTIONARY_SQL = {
  item: 'SELECT concept_id FROM lab_item WHERE source_id = ? AND ordinal = ?',
  text: 'SELECT text FROM lab_text WHERE source_id = ? AND ordinal = ?',
  range: 'SELECT unit, low, high FROM lab_range WHERE source_id = ? AND ordinal = ?',
} as const;

const NO_RANGE: LabRange = { unit: null, low: null, high: null };

export function openLabDictionary(db: Database): LabDictionary {
  type Key = [sourceId: number, ordinal: number];
  const item = remembered(db.prepare<Key, number>(LAB_DICTIONARY_SQL.item).pluck());
  const text = remembered(db.prepare<Key, string>(LAB_DICTIONARY_SQL.text).pluck());
  const range = remembered(db.prepare<Key, LabRange>(LAB_DICTIONARY_SQL.range));
  return {
    conceptOf: ({ sourceId, item: ordinal }) => item(sourceId, ordinal),
    textOf: ({ sourceId, text: ordinal }) => (ordinal === null ? null : text(sourceId, ordinal)),
    rangeOf: ({ sourceId, range: ordinal }) => (ordinal === null ? NO_RANGE : range(sourceId, ordinal)),
  };
}

interface Lookup<T> {
  get(sourceId: number, ordinal: number): T | undefined;
}

function remembered<T>(statement: Lookup<T>): (sourceId: number, ordinal: number) => T {
  const bySource = new Map<number, Map<number, T>>();
  return (sourceId, ordinal) => {
    let known = bySource.get(sourceId);
    if (known === undefined) bySource.set(sourceId, (known = new Map<number, T>()));
    let found = known.get(ordinal);
    if (found === undefined) {
      found = statement.get(sourceId, ordinal);
      if (found === undefined)
        throw new RangeError('a laboratory row points to an ordinal that does not exist');
      known.set(ordinal, found);
    }
    return found;
  };
}
