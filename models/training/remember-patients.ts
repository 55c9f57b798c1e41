import * as tf from '@tensorflow/tfjs-core';
import { asRecorded, batchInputs, slotTensors } from '../network/batch.ts';
import { RandomStream } from '../random/random-stream.ts';
import { fillEncodings, type Filling } from '../substitution/filling.ts';
import type { ModelState } from './model-state.ts';
import type { PreparedRun } from './prepare.ts';

/**
 * Computes the memory of the fusion from the training patients of each member, as recorded, filled as missing ones are.
 * The patients are the same throughout a run. No label is kept.
 */
export function rememberPatients(run: PreparedRun, state: ModelState, filling: Filling): void {
  const { network, weights } = state;
  const { memory } = network.shape.fusion;
  if (memory === undefined) return;
  const size = Math.min(memory.rows, ...run.members.map(({ rows }) => rows.length));
  const random = RandomStream.fromSeed(run.configuration.seed).fork('memory');
  const rows = run.members.map((own, member) => drawStratified(run, own.rows, size, random.fork(member)));
  const remembered = tf.tidy(() => {
    const read = network.read(batchInputs(run.inputs, rows), weights);
    const latents = network.latent(network.encode(read, weights), weights);
    const slots = slotTensors(
      run.inputs,
      rows.map((own) => asRecorded(run.inputs, own)),
      filling.table,
    );
    const encodings = fillEncodings(state, latents, slots, filling);
    return Object.fromEntries(memory.remember(encodings, slots.filled, weights));
  });
  state.setMemory(new Map(Object.entries(remembered)));
  tf.dispose(remembered);
}

/** As many positives to negatives as there are: every n-th of the shuffled rows, ordered by label. */
function drawStratified(
  { labels }: PreparedRun,
  rows: Int32Array,
  size: number,
  random: RandomStream,
): Int32Array {
  const shuffled = Array.from(random.permutation(rows.length), (position) => rows[position] ?? 0);
  const byLabel = shuffled.toSorted((a, b) => (labels[a] ?? 0) - (labels[b] ?? 0));
  return Int32Array.from({ length: size }, (_, i) => byLabel[Math.floor((i * rows.length) / size)] ?? 0);
}
