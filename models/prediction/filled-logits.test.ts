import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { latentRows, readOut, type WeightedNetwork } from '../network/forward.ts';
import { prepareInputs } from '../network/inputs.ts';
import { Network } from '../network/network.ts';
import type { Filling } from '../substitution/filling.ts';
import { NO_SOURCE, type SlotSources } from '../substitution/source-table.ts';
import { useCpuEngine } from '../testing/cpu-engine.ts';
import { leakedTensors } from '../testing/leaked-tensors.ts';
import { syntheticDataset } from '../testing/synthetic-dataset.ts';
import { tickingHooks, tinyConfiguration } from '../testing/tiny-run.ts';
import { trainModel } from '../training/train.ts';
import { type FillRequest, filledLogits } from './filled-logits.ts';
import { LoadedModel } from './loaded-model.ts';

beforeAll(useCpuEngine);

const DATA = syntheticDataset({ encounters: 120 });
const M = DATA.modalities.length;
const ROWS = Int32Array.of(3, 40, 77, 101);
const way = (used: number, ...sources: number[]): SlotSources => ({ used, sources: Int8Array.from(sources) });
const OWN = way(0b000110, NO_SOURCE, 1, 2, NO_SOURCE, NO_SOURCE, NO_SOURCE);
const LENT = way(0b010010, 4, 1, 1, 4, 4, NO_SOURCE);
const OTHER = way(0b010010, 1, 1, 4, 1, 4, 4);
const PREPARED = way(0b000110, M, 1, 2, M, NO_SOURCE, M);

/** The same model, its fusion no longer known to be a sum over slots. */
function withoutSum({ network, members, weights }: LoadedModel): WeightedNetwork {
  const { sum: _, ...fusion } = network.shape.fusion;
  return { network: new Network({ ...network.shape, fusion }), members, weights };
}

/** One way at a time, as rows that use it go through the network. */
function oneByOne(loaded: LoadedModel, { used, sources }: SlotSources, filling: Partial<Filling>): number[] {
  const inputs = prepareInputs(DATA, loaded.model);
  const table = new Int8Array(2 ** M * M).fill(NO_SOURCE);
  table.set(sources, used * M);
  const bits = Uint8Array.from({ length: ROWS.length * M }, (_, i) => (used >> (i % M)) & 1);
  return tf.tidy(() => {
    const { logits } = readOut(loaded, latentRows(loaded, inputs, ROWS), {
      inputs,
      rows: [{ rows: ROWS, used: bits }],
      filling: { lends: 'latent', ...filling, table: { modalities: M, sources: table } },
    });
    return [...tf.mean(logits, 0).dataSync()];
  });
}

test.each(['concat', 'attention', 'gated', 'late', 'muse'] as const)(
  'several ways at once are each way by itself, with %s fusion',
  async (fusion) => {
    const loaded = new LoadedModel(
      await trainModel(DATA, tinyConfiguration({ fusion, settings: { epochs: 1 } }), tickingHooks()),
    );
    const inputs = prepareInputs(DATA, loaded.model);
    const recorded = Uint8Array.from(
      [...ROWS].flatMap((row) => [...inputs.recorded.subarray(row * M, (row + 1) * M)]),
    );
    const prepared = loaded.statistic('mean') as tf.Tensor3D;
    const leaked = await leakedTensors(() => {
      const allAtOnce = (
        model: WeightedNetwork,
        { ways, lenders, filling }: Pick<FillRequest, 'ways' | 'lenders'> & { filling: Partial<Filling> },
      ): number[] =>
        tf.tidy(() => {
          const latents = latentRows(loaded, inputs, ROWS);
          const request = { ways, lenders, recorded, filling: { lends: 'latent', ...filling } } as const;
          return [...filledLogits(model, latents, request).dataSync()];
        });
      for (const [ways, lenders, filling] of [
        [[OWN], [1, 2], {}],
        [[LENT, OTHER, OWN], [1, 2, 4], {}],
        [[LENT, OTHER], [1, 4], { lends: 'encoding' }],
        [[PREPARED, OWN], [1, 2], { prepared }],
      ] as const) {
        const expected = ways.flatMap((each) => oneByOne(loaded, each, filling));
        for (const model of [loaded, withoutSum(loaded)]) {
          allAtOnce(model, { ways, lenders, filling }).forEach((value, i) => {
            expect(value).toBeCloseTo(expected[i]!, 5);
          });
        }
      }
    });
    expect(leaked).toBe(0);
    loaded.dispose();
  },
  60_000,
);
