import { setImmediate as turn } from 'node:timers/promises';
import type { PatientQuery } from '../../api/services.ts';
import { type Database, writeTransaction } from '../database.ts';
import { readStateBits } from './list-presence.ts';
import { countRisks, listRisks } from './list-risks.ts';
import { cohortOf } from './list-patients.ts';
import {
  areRisksKept,
  basisOf,
  keepList,
  keepRisks,
  preparedListId,
  readPreparedList,
} from './prepared-lists.ts';
import { selectList } from './selected-list.ts';

export type ListRequest = Pick<PatientQuery, 'cohort' | 'model'>;

/** Lists of a database of as many stays are put together while one waits, and need not be kept. */
const AT_ONCE = 10_000;
/** Encounters read between two looks at the signal. */
const STEP = 2_000;

/** No scan: ids are given one after the other, and few are taken back. */
export const LAST_ENCOUNTER_SQL = 'SELECT ifnull(max(id), 0) FROM encounter';

/**
 * Whether a list is there with the scores of the model, or so small that it need not be prepared.
 * @param atOnce encounters of a small database.
 * @throws {LacunaError} `not_found`: no such model.
 */
export function isListReady(db: Database, request: ListRequest, atOnce = AT_ONCE): boolean {
  if ((db.prepare<[], number>(LAST_ENCOUNTER_SQL).pluck().get() ?? 0) <= atOnce) return true;
  const list = preparedListId(db, cohortOf(db, request));
  const { model } = request;
  if (list === undefined) return false;
  return model === undefined || areRisksKept(db, { list, model, scored: countRisks(db, model) });
}

export interface PrepareOptions {
  readonly signal?: AbortSignal | undefined;
  /** Told after every few thousand encounters. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/**
 * Puts a list together, reads the states of all its encounters and keeps both, so that the list opens at once from then
 * on; of one that is there only the scores of the model. The records are not locked meanwhile.
 * @throws {LacunaError} `not_found`, `usage`, `labels_unsupported`; `database_in_use`, `database_read_only`, `disk_full`.
 * An abort throws the signal's reason.
 */
export async function prepareList(
  db: Database,
  request: ListRequest,
  options: PrepareOptions = {},
): Promise<void> {
  const spec = cohortOf(db, request);
  const basis = basisOf(db);
  const list = preparedListId(db, spec, basis) ?? (await prepareColumns(db, { spec, basis }, options));
  const { model } = request;
  if (model === undefined) return;
  const { columns } = readPreparedList(db, list);
  const risks = listRisks(db, columns.ids, list)(model);
  writeTransaction(db, () => keepRisks(db, { list, model, scored: risks.scored }, risks));
}

async function prepareColumns(
  db: Database,
  of: Parameters<typeof keepList>[1],
  { signal, onProgress }: PrepareOptions,
): Promise<string> {
  const { cohort, encounters, columns } = selectList(db, of.spec);
  const reading = readStateBits(db, cohort, encounters);
  for (;;) {
    const { done, value } = reading.next();
    if (done === true) return writeTransaction(db, () => keepList(db, of, { columns, bits: value }));
    if (value % STEP !== 0) continue;
    onProgress?.(value, encounters.length);
    await turn();
    signal?.throwIfAborted();
  }
}
