import type { Database } from '../database.ts';
import { Recent } from './recent.ts';

export const RISKS_SQL = 'SELECT encounter_id, probability FROM prediction WHERE model_id = ?';
/** Another number after anything was written, by this connection or another. */
export const VERSION_SQL = 'SELECT data_version + total_changes() FROM pragma_data_version';
export const NUM_RISKS_SQL = 'SELECT count(*) FROM prediction WHERE model_id = ?';

/** A list is sorted and filtered by one model; two are compared. */
const KEPT_MODELS = 2;

/** The as-found scores of a model, by position in a list. */
export interface Risks {
  /** Another one when scores were added. */
  readonly key: string;
  /** Encounters that the model was asked about, of the whole database. */
  readonly scored: number;
  /** Probabilities, `NaN` where there is none; shape `[numEncounters]`. */
  readonly values: Float64Array;
}

/**
 * Returns what reads the scores of a model, once for as long as none is added.
 * @param ids row ids in `encounter`, in the order of the list.
 */
export function listRisks(db: Database, ids: readonly number[]): (model: string) => Risks {
  const scoredBy = riskCounter(db);
  const kept = new Recent<Risks>(KEPT_MODELS);
  return (model) => {
    const scored = scoredBy(model);
    // A score that is there never changes, but more may come.
    const key = `${model} ${scored}`;
    return kept.get(key, () => ({ key, scored, values: risksOf(db, ids, model) }));
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

function risksOf(db: Database, ids: readonly number[], model: string): Float64Array {
  const rows = db.prepare<[string], [id: number, probability: number | null]>(RISKS_SQL).raw().all(model);
  return aligned(ids, new Map(rows));
}

/** `NaN` = not known. */
export function aligned(ids: readonly number[], values: ReadonlyMap<number, number | null>): Float64Array {
  return Float64Array.from(ids, (id) => values.get(id) ?? Number.NaN);
}
