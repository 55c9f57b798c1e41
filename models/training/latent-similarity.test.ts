import { beforeAll, expect, test } from 'vitest';
import { linearCka } from '../diagnostics/cka.ts';
import { latentCosine } from '../diagnostics/similarity.ts';
import type { Defined } from '../errors.ts';
import { createNetwork } from '../network/create-network.ts';
import { latentRows } from '../network/forward.ts';
import { RandomStream } from '../random/random-stream.ts';
import { useCpuEngine } from '../testing/cpu-engine.ts';
import { leakedTensors } from '../testing/leaked-tensors.ts';
import { syntheticDataset } from '../testing/synthetic-dataset.ts';
import { tinyConfiguration } from '../testing/tiny-run.ts';
import { countPairs, encoderSimilarity, latentSimilarity } from './latent-similarity.ts';
import { ModelState } from './model-state.ts';
import { type PreparedRun, prepareRun } from './prepare.ts';

let run: PreparedRun;
let state: ModelState;
beforeAll(async () => {
  await useCpuEngine();
  run = prepareRun(syntheticDataset({ encounters: 200 }), tinyConfiguration({ settings: { members: 1 } }));
  const network = createNetwork(run.configuration, 6);
  state = ModelState.initial(network, 1, RandomStream.fromSeed(1), 0);
});

const value = (result: Defined<number>): number => ('value' in result ? result.value : NaN);
const MEDICATIONS = 5;
const NOTES = 1;

/** Latents of one modality over the training rows, and where it is present. */
function latentsOf(m: number) {
  const rows = run.trainingRows;
  const latents = latentRows(state, run.inputs, rows);
  const columns = latents.shape[2];
  const values = latents
    .dataSync<'float32'>()
    .slice(m * rows.length * columns, (m + 1) * rows.length * columns);
  latents.dispose();
  return {
    latents: { rows: rows.length, columns, values },
    present: Array.from(rows, (row) => run.inputs.present[row * 6 + m]!),
  };
}

test.each(['cosine', 'centredCosine'] as const)('%s agrees with its float64 definition', (measure) => {
  const table = latentSimilarity(state, { inputs: run.inputs, rows: run.trainingRows }, measure);
  const expected = latentCosine(latentsOf(NOTES), latentsOf(MEDICATIONS), {
    centre: measure === 'centredCosine',
  });
  expect(table[NOTES]?.[MEDICATIONS]).toBeCloseTo(value(expected), 4);
  expect(table[MEDICATIONS]?.[NOTES]).toBe(table[NOTES]?.[MEDICATIONS]);
  expect(table[2]?.[2]).toBe(1);
});

test('CKA is that of the encounters with both', () => {
  const table = latentSimilarity(state, { inputs: run.inputs, rows: run.trainingRows }, 'cka');
  const [a, b] = [latentsOf(NOTES), latentsOf(MEDICATIONS)];
  const both = [...run.trainingRows.keys()].filter((i) => a.present[i] === 1 && b.present[i] === 1);
  const take = ({ latents }: typeof a) => ({
    rows: both.length,
    columns: latents.columns,
    values: Float64Array.from(
      both.flatMap((i) => [...latents.values.subarray(i * latents.columns, (i + 1) * latents.columns)]),
    ),
  });
  expect(table[NOTES]?.[MEDICATIONS]).toBeCloseTo(value(linearCka(take(a), take(b))), 5);
});

test('fewer than 30 encounters with both leave it undefined', () => {
  const rows = run.trainingRows.slice(0, 29);
  for (const measure of ['cosine', 'centredCosine', 'cka'] as const) {
    expect(latentSimilarity(state, { inputs: run.inputs, rows }, measure)[NOTES]?.[MEDICATIONS]).toBeNull();
  }
});

test('pairs are counted', () => {
  const counts = countPairs({ inputs: run.inputs, rows: run.trainingRows });
  const [a, b] = [latentsOf(NOTES).present, latentsOf(MEDICATIONS).present];
  expect(counts[NOTES]?.[MEDICATIONS]).toBe(a.filter((present, i) => present === 1 && b[i] === 1).length);
  expect(counts[NOTES]?.[NOTES]).toBe(a.filter((present) => present === 1).length);
});

test('nothing is left behind', async () => {
  const set = { inputs: run.inputs, rows: run.trainingRows };
  const leaked = await leakedTensors(() => {
    for (const measure of ['cosine', 'centredCosine', 'cka'] as const) latentSimilarity(state, set, measure);
    encoderSimilarity(state, set);
  });
  expect(leaked).toBe(0);
});
