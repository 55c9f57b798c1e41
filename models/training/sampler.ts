import { asRecorded, type BatchRows } from '../network/batch.ts';
import type { ModelInputs } from '../network/inputs.ts';
import type { RandomStream } from '../random/random-stream.ts';

/** How an epoch is cut: every member takes the same number of steps of the same size. */
export interface EpochShape {
  readonly steps: number;
  readonly batch: number;
}

/**
 * Cuts an epoch of the smallest member into steps of about `batchSize` rows. At most one row a step is left over;
 * which ones changes with every epoch.
 */
export function epochShape(rows: readonly Int32Array[], batchSize: number): EpochShape {
  const smallest = Math.min(...rows.map(({ length }) => length));
  const steps = Math.max(1, Math.round(smallest / batchSize));
  return { steps, batch: Math.floor(smallest / steps) };
}

/** Each member's rows in the random order of this epoch. */
export function shuffleEpoch(rows: readonly Int32Array[], random: RandomStream): Int32Array[] {
  return rows.map((own, member) => {
    const order = random.fork('order').fork(member).permutation(own.length);
    return order.map((position) => own[position] ?? 0);
  });
}

/** The rows of one step, with everything used that is usable. */
export function stepRows(
  inputs: ModelInputs,
  shuffled: readonly Int32Array[],
  step: number,
  { batch }: EpochShape,
): BatchRows[] {
  return shuffled.map((order) => asRecorded(inputs, order.slice(step * batch, (step + 1) * batch)));
}

/**
 * Masked training: of each encounter, modalities are dropped independently at a rate drawn from U(0, `maxDropRate`);
 * if all were, one of them stays.
 */
export function dropModalities(
  batch: BatchRows,
  modalities: number,
  maxDropRate: number,
  random: RandomStream,
): BatchRows {
  return dropAtRates(batch, modalities, () => random.uniform(0, maxDropRate), random);
}

/**
 * Of each encounter some of what is used is left: how many is uniform, from one to all, then which is uniform.
 * @see Wang et al. 2023, the published code of ShaSpec
 */
export function drawSubPatterns(batch: BatchRows, modalities: number, random: RandomStream): BatchRows {
  const used = batch.used.slice();
  for (let start = 0; start < used.length; start += modalities) {
    const usable: number[] = [];
    for (let m = start; m < start + modalities; m += 1) if (used[m] === 1) usable.push(m);
    if (usable.length === 0) continue;
    const kept = 1 + random.int(usable.length);
    for (const place of random.permutation(usable.length).subarray(kept)) used[usable[place] ?? start] = 0;
  }
  return { rows: batch.rows, used };
}

/**
 * Modalities of each encounter are dropped independently; if all were, one of them stays.
 * @param rateOf draws the rate of an encounter.
 */
export function dropAtRates(
  batch: BatchRows,
  modalities: number,
  rateOf: () => number,
  random: RandomStream,
): BatchRows {
  const used = batch.used.slice();
  for (let start = 0; start < used.length; start += modalities) {
    const rate = rateOf();
    const usable: number[] = [];
    for (let m = start; m < start + modalities; m += 1) if (used[m] === 1) usable.push(m);
    const dropped = usable.filter(() => random.float() < rate);
    const spared = dropped.length === usable.length ? dropped[random.int(Math.max(dropped.length, 1))] : -1;
    for (const m of dropped) if (m !== spared) used[m] = 0;
  }
  return { rows: batch.rows, used };
}
