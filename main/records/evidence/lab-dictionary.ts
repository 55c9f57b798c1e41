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
  /** The value with its range, in the usual unit of the item where a way leads to it, otherwise as written. */
  measuredOf(row: LabRow): MeasuredValue;
}

export interface MeasuredValue extends LabRange {
  readonly value: number | null;
}

export const LAB_DICTIONARY_SQL = {
  item: 'SELECT concept_id FROM lab_item WHERE source_id = ? AND ordinal = ?',
  text: 'SELECT text FROM lab_text WHERE source_id = ? AND ordinal = ?',
  range: 'SELECT unit, low, high FROM lab_range WHERE source_id = ? AND ordinal = ?',
} as const;

const NO_RANGE: LabRange = { unit: null, low: null, high: null };

/** Units other than the usual one of their item, of which there are few, with the way to it. */
export const CONVERSIONS_SQL = `
  SELECT u.source_id AS sourceId, u.item, u.unit, usual.unit AS usual, u.scale, u.shift
  FROM lab_unit AS u
  JOIN lab_unit AS usual ON usual.source_id = u.source_id AND usual.item = u.item AND usual.usual = 1
  WHERE u.usual = 0 AND u.scale IS NOT NULL`;

interface Conversion {
  readonly sourceId: number;
  readonly item: number;
  readonly unit: string;
  readonly usual: string;
  readonly scale: number;
  readonly shift: number;
}

export function openLabDictionary(db: Database): LabDictionary {
  type Key = [sourceId: number, ordinal: number];
  const item = remembered(db.prepare<Key, number>(LAB_DICTIONARY_SQL.item).pluck());
  const text = remembered(db.prepare<Key, string>(LAB_DICTIONARY_SQL.text).pluck());
  const range = remembered(db.prepare<Key, LabRange>(LAB_DICTIONARY_SQL.range));
  const rangeOf = ({ sourceId, range: ordinal }: LabRow): LabRange =>
    ordinal === null ? NO_RANGE : range(sourceId, ordinal);
  const conversionOf = openConversions(db);
  return {
    conceptOf: ({ sourceId, item: ordinal }) => item(sourceId, ordinal),
    textOf: ({ sourceId, text: ordinal }) => (ordinal === null ? null : text(sourceId, ordinal)),
    rangeOf,
    measuredOf: (row) => {
      const { unit, low, high } = rangeOf(row);
      const written = { value: row.value, unit, low, high };
      const conversion = conversionOf(row, written.unit);
      return conversion === undefined ? written : converted(written, conversion);
    },
  };
}

function openConversions(db: Database): (row: LabRow, unit: string | null) => Conversion | undefined {
  const conversions = db.prepare<[], Conversion>(CONVERSIONS_SQL).all();
  const bySource = new Map(
    [...Map.groupBy(conversions, ({ sourceId }) => sourceId)].map(([sourceId, ofSource]) => [
      sourceId,
      Map.groupBy(ofSource, ({ item }) => item),
    ]),
  );
  return ({ sourceId, item }, written) =>
    bySource
      .get(sourceId)
      ?.get(item)
      ?.find(({ unit }) => unit === written);
}

function converted({ value, low, high }: MeasuredValue, { usual, scale, shift }: Conversion): MeasuredValue {
  const convert = (number: number | null): number | null =>
    number === null ? null : withoutNoise(number * scale + shift);
  return { value: convert(value), unit: usual, low: convert(low), high: convert(high) };
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

/** 14 mg/L are 1.4 mg/dL, not 1.4000000000000001. */
function withoutNoise(value: number): number {
  return Number(value.toPrecision(12));
}
