import type { Database } from '../database.ts';
import { aligned } from './list-columns.ts';
import { type BothWays, bothWays } from './list-order.ts';
import { keptRisks } from './prepared-lists.ts';
import { Recent } from './recent.ts';

export const RISKS_SQL = 'SELECT encounter_id, probability FROM prediction WHERE model_id = ?';
/** Another number after anything was written, by this connection or another. */
export const VERSION_SQL = 'SELECT data_version + total_changes() FROM pragma_data_version';
export const NUM_RISKS_SQL = 'SELECT count(*) FROM prediction WHERE model_id = ?';

/** A list is sorted and filtered by one model; two are compared. */
const KEPT_MODELS = 2;

/** The as-found scores of a model, by position in a list. */
export interface RiskColumns {
  /** Probabilities, `NaN` where there is none; shape `[numEncounters]`. */
  readonly values: Float64Array;
  readonly byRisk: BothWays;
}

export interface Risks extends RiskColumns {
  /** Another one when scores were added. */
  readonly key: string;
  /** Encounters that the model was asked about, of the whole database. */
  readonly scored: number;
}

/**
 * Returns what reads the scores of a model, once for as long as none is added.
 * @param ids row ids in `encounter`, in the order of the list.
 * @param list id of the prepared list, beside which scores are kept; `null` where there is none.
 */
export function listRisks(db: Database, ids: Uint32Array, list: string | null): (model: string) => Risks {
  const kept = new Recent<Risks>(KEPT_MODELS);
  return (model) => {
    const scored = countRisks(db, model);
    // A score that is there never changes, but more may come.
    const key = `${model} ${scored}`;
    return kept.get(key, () => {
      const before = list === null ? undefined : keptRisks(db, { list, model, scored });
      return { key, scored, ...(before ?? readRisks(db, ids, model)) };
    });
  };
}

const counted = new WeakMap<Database, { readonly key: string; readonly count: number }>();

/** How many scores of a model the database holds; counted again only after something was written. */
export function countRisks(db: Database, model: string): number {
  const key = `${db.prepare<[], number>(VERSION_SQL).pluck().get()} ${model}`;
  const last = counted.get(db);
  if (last?.key === key) return last.count;
  const count = db.prepare<[string], number>(NUM_RISKS_SQL).pluck().get(model) ?? 0;
  counted.set(db, { key, count });
  return count;
}

function readRisks(db: Database, ids: Uint32Array, model: string): RiskColumns {
  const rows = db.prepare<[string], [id: number, probability: number | null]>(RISKS_SQL).raw().all(model);
  const values = aligned(ids, new Map(rows));
  return { values, byRisk: bothWays(values) };
}
