import type { PatientQuery } from '../../api/services.ts';
import type { Database } from '../database.ts';
import { aligned, type Risks } from './list-risks.ts';
import { Recent } from './recent.ts';
import { stableOrder } from './stable-order.ts';

export const STAY_VALUES_SQL = `
  SELECT id, age_years, end_minute - start_minute FROM encounter WHERE kind = 'admission'`;
type Sorting = Pick<PatientQuery, 'sort' | 'descending' | 'model'>;

/** Both ways of every column. */
const KEPT_ORDERS = 8;

/**
 * Reads by what encounters can be sorted, and returns what puts them in order: positions, of equal encounters the one
 * that comes first of all first, of those where it is not known at the end.
 * @param ids row ids in `encounter`.
 */
export function listOrders(
  db: Database,
  ids: readonly number[],
  risksOf: (model: string) => Risks,
): (sorting: Sorting) => Uint32Array {
  const asListed = Uint32Array.from(ids.keys());
  const stays = stayValues(db, ids);
  const kept = new Recent<Uint32Array>(KEPT_ORDERS);
  return ({ sort, descending, model }) => {
    if (sort === 'encounter')
      return kept.get(`${sort} ${descending}`, () => (descending ? asListed.toReversed() : asListed));
    if (sort !== 'risk')
      return kept.get(`${sort} ${descending}`, () => stableOrder(stays[sort], { descending }));
    if (model === undefined) return asListed;
    const { key, values } = risksOf(model);
    return kept.get(`${key} ${descending}`, () => stableOrder(values, { descending }));
  };
}

function stayValues(db: Database, ids: readonly number[]): Record<'age' | 'lengthOfStay', Float64Array> {
  const rows = db
    .prepare<[], [id: number, age: number | null, minutes: number | null]>(STAY_VALUES_SQL)
    .raw()
    .all();
  return {
    age: aligned(ids, new Map(rows.map(([id, age]) => [id, age]))),
    lengthOfStay: aligned(ids, new Map(rows.map(([id, , minutes]) => [id, minutes]))),
  };
}
