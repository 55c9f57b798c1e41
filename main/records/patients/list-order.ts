import type { PatientQuery } from '../../api/services.ts';
import type { Database } from '../database.ts';
import { Recent } from './recent.ts';
import { stableOrder } from './stable-order.ts';

export const STAY_VALUES_SQL = `
  SELECT id, age_years, end_minute - start_minute FROM encounter WHERE kind = 'admission'`;
export const RISKS_SQL = 'SELECT encounter_id, probability FROM prediction WHERE model_id = ?';
/** Another number after anything was written, by this connection or another. */
export const VERSION_SQL = 'SELECT data_version + total_changes() FROM pragma_data_version';
export const NUM_RISKS_SQL = 'SELECT count(*) FROM prediction WHERE model_id = ?';

type Sorting = Pick<PatientQuery, 'sort' | 'descending' | 'model'>;

/** Both ways of every column. */
const KEPT_ORDERS = 8;

/**
 * Reads by what encounters can be sorted, and returns what puts them in order: positions, of equal encounters the one
 * that comes first of all first, of those where it is not known at the end.
 * @param ids row ids in `encounter`.
 */
export function listOrders(db: Database, ids: readonly number[]): (sorting: Sorting) => Uint32Array {
  const asListed = Uint32Array.from(ids.keys());
  const stays = stayValues(db, ids);
  const numRisks = riskCounter(db);
  const kept = new Recent<Uint32Array>(KEPT_ORDERS);
  return ({ sort, descending, model }) => {
    if (sort === 'encounter')
      return kept.get(`${sort} ${descending}`, () => (descending ? asListed.toReversed() : asListed));
    if (sort !== 'risk')
      return kept.get(`${sort} ${descending}`, () => stableOrder(stays[sort], { descending }));
    if (model === undefined) return asListed;
    // A score that is there never changes, but more may come.
    return kept.get(`${model} ${numRisks(model)} ${descending}`, () =>
      stableOrder(risksOf(db, ids, model), { descending }),
    );
  };
}

/** Counts the scores of a model, again only after something was written. */
function riskCounter(db: Database): (model: string) => number {
  const version = db.prepare<[], number>(VERSION_SQL).pluck();
  const count = db.prepare<[string], number>(NUM_RISKS_SQL).pluck();
  let last: { readonly key: string; readonly count: number } | null = null;
  return (model) => {
    const key = `${version.get()} ${model}`;
    if (last?.key !== key) last = { key, count: count.get(model) ?? 0 };
    return last.count;
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

function risksOf(db: Database, ids: readonly number[], model: string): Float64Array {
  const rows = db.prepare<[string], [id: number, probability: number | null]>(RISKS_SQL).raw().all(model);
  return aligned(ids, new Map(rows));
}

/** `NaN` = not known. */
function aligned(ids: readonly number[], values: ReadonlyMap<number, number | null>): Float64Array {
  return Float64Array.from(ids, (id) => values.get(id) ?? Number.NaN);
}
