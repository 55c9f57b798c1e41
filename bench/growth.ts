import { loadavg } from 'node:os';
import { loadEngine } from '../main/engine/load-engine.ts';
import { contributionsOf } from '../models/attribution/contributions.ts';
import { SparseMatrixBuilder } from '../models/features/sparse-rows.ts';
import { MODALITIES } from '../models/modalities/modality.ts';
import { createPredictor } from '../models/prediction/predictor.ts';
import { RandomStream } from '../models/random/random-stream.ts';
import { resolveConfiguration } from '../models/training/configuration.ts';
import type { Dataset } from '../models/training/dataset.ts';
import { trainModel } from '../models/training/train.ts';
import type { TrainedModel } from '../models/training/trained-model.ts';
import { recordFigure } from './results.ts';

/**
 * How training grows with rows, features and modalities, and the scoring of all subsets with modalities:
 * `node bench/growth.ts [note]`. On a machine that others use, run it with real-time priority (`chrt -r 5`) and say so.
 */
interface Size {
  readonly rows: number;
  /** Columns of each modality; a tenth of them is filled in a row. */
  readonly features: number;
  readonly modalities: number;
}

const BASE: Size = { rows: 2_000, features: 500, modalities: 6 };
const SIZES: Readonly<Record<keyof Size, readonly number[]>> = {
  rows: [2_000, 4_000, 8_000, 16_000],
  features: [500, 1_000, 2_000, 4_000],
  modalities: [2, 3, 4, 6],
};
/** The desktop preset, of one width whatever the size of the cohort. */
const WIDTHS = {
  encodingWidth: 64,
  latentWidth: 64,
  headHidden: 128,
  discriminatorHidden: 64,
  fusionWidth: 64,
};
const EPOCHS = 4;
const SCORED_ROWS = 2_000;
const NOTE = process.argv[2] === undefined ? '' : `, ${process.argv[2]}`;

const { version } = await loadEngine('tensorflow');
await trainOn({ ...BASE, rows: 1_000 });
for (const dimension of ['rows', 'features', 'modalities'] as const) {
  const sizes = SIZES[dimension];
  const seconds: number[] = [];
  for (const size of sizes) seconds.push((await trainOn({ ...BASE, [dimension]: size })).seconds);
  record(
    `growth of training with ${dimension}`,
    'linear',
    `exponent ${exponent(sizes, seconds).toFixed(2)}: ${told(sizes, seconds)} (5 members, ${EPOCHS} epochs, all of a training, beside ${otherSizes(dimension)})`,
  );
}
await recordSubsets();

function record(figure: string, mustReach: string, measured: string): void {
  const load = `load ${(loadavg()[0] ?? 0).toFixed(1)}`;
  recordFigure({ figure, mustReach, measured: `${measured}; tensorflow ${version}, ${load}${NOTE}` });
}

/** Slope of the logarithm of the time along that of the size, from the smallest to the largest: 1 = linear. */
function exponent(sizes: readonly number[], seconds: readonly number[]): number {
  const slope = (values: readonly number[]): number => Math.log((values.at(-1) ?? 1) / (values[0] ?? 1));
  return slope(seconds) / slope(sizes);
}

function told(sizes: readonly number[], seconds: readonly number[]): string {
  return sizes.map((size, i) => `${size} in ${(seconds[i] ?? Number.NaN).toFixed(2)} s`).join(', ');
}

function otherSizes(dimension: keyof Size): string {
  const others = Object.entries(BASE).filter(([name]) => name !== dimension);
  return others.map(([name, size]) => `${size} ${name}`).join(' and ');
}

async function trainOn(size: Size): Promise<{ seconds: number; model: TrainedModel }> {
  const dataset = inventedDataset(size);
  const settings = { ...WIDTHS, epochs: EPOCHS, earlyStopping: false };
  const started = performance.now();
  const model = await trainModel(dataset, resolveConfiguration('desktop', { settings }), {
    now: () => performance.now(),
  });
  return { seconds: (performance.now() - started) / 1000, model };
}

/** All subsets of all rows; contributions of more players than that is done for, by drawn orders. */
async function recordSubsets(): Promise<void> {
  const seconds: number[] = [];
  for (const modalities of SIZES.modalities) {
    const { model } = await trainOn({ ...BASE, rows: SCORED_ROWS, modalities });
    const predictor = createPredictor(model);
    predictor.allCoalitions(inventedDataset({ ...BASE, rows: 100, modalities }));
    const dataset = inventedDataset({ ...BASE, rows: SCORED_ROWS, modalities });
    const started = performance.now();
    predictor.allCoalitions(dataset);
    seconds.push((performance.now() - started) / 1000);
    predictor.dispose();
  }
  const players = 14;
  const random = RandomStream.fromSeed(1);
  const worth = Array.from({ length: players }, () => random.normal());
  // What is heard twice counts once: the game is not a sum.
  const value = (inside: Uint8Array): number =>
    Math.tanh(inside.reduce((sum, bit, i) => sum + bit * (worth[i] ?? 0), 0));
  const sampled = contributionsOf(players, (all) => all.map(value), { random, orders: 200 });
  const largest = Math.max(...sampled.values.map(Math.abs));
  record(
    `every subset of ${SCORED_ROWS} encounters, by modalities; contributions of more than ten`,
    '2^M stated; sampled above 10 with its error',
    `2^M subsets: ${told(SIZES.modalities, seconds)}; of ${players} players 200 drawn orders and their reverses value ${2 + 400 * (players - 1)} coalitions of ${2 ** players}, standard error at most ${Math.max(...sampled.errors).toFixed(4)} beside contributions up to ${largest.toFixed(2)}`,
  );
}

function inventedDataset({ rows, features, modalities: count }: Size): Dataset {
  const random = RandomStream.fromSeed(1);
  const modalities = MODALITIES.slice(0, count);
  const labels = Uint8Array.from({ length: rows }, () => Number(random.float() < 0.3));
  const inputs = modalities.map((name) => {
    const builder = new SparseMatrixBuilder(features, rows);
    for (let row = 0; row < rows; row += 1) {
      // One column of each ten, more of the first ones where the label is 1.
      const indices = Int32Array.from({ length: features / 10 }, (_, i) => 10 * i + random.int(10));
      const values = Float32Array.from(indices, (_, i) => random.float() + (i < 5 ? (labels[row] ?? 0) : 0));
      builder.addRow({ indices, values });
    }
    return [name, builder.build()] as const;
  });
  return {
    encounters: Array.from({ length: rows }, (_, row) => `e${row}`),
    patients: Array.from({ length: rows }, (_, row) => `p${row}`),
    modalities,
    inputs: Object.fromEntries(inputs),
    states: new Uint8Array(rows * count),
    labels,
    splits: Uint8Array.from({ length: rows }, (_, row) => [0, 0, 0, 0, 0, 0, 1, 2, 3, 3][row % 10] ?? 0),
  };
}
