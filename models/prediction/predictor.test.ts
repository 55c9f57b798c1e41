import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { ModelError } from '../errors.ts';
import { project } from '../features/projection.ts';
import { MODALITY_STATES } from '../modalities/modality.ts';
import { logit } from '../statistics/sigmoid.ts';
import { SUBSTITUTION_POLICIES } from '../substitution/policy.ts';
import { patternOf } from '../substitution/source-table.ts';
import { leakedTensors } from '../testing/leaked-tensors.ts';
import { useWasmEngine } from '../testing/wasm-engine.ts';
import { syntheticDataset } from '../testing/synthetic-dataset.ts';
import { tickingHooks, tinyConfiguration } from '../testing/tiny-run.ts';
import { takeEncounters } from '../training/subset.ts';
import { trainModel } from '../training/train.ts';
import type { TrainedModel } from '../training/trained-model.ts';
import type { InputGradient } from './input-gradients.ts';
import { NetworkPredictor } from './network-predictor.ts';
import { createPredictor, type Predictor } from './predictor.ts';

/** Those of a model that has not learned to predict what is missing. */
const POLICIES = SUBSTITUTION_POLICIES.filter((policy) => policy !== 'predicted');

beforeAll(useWasmEngine);

const DATA = syntheticDataset({ encounters: 400 });
const M = DATA.modalities.length;
const BATCH = takeEncounters(
  DATA,
  Int32Array.from({ length: 12 }, (_, i) => 380 + i),
);
const ROWS = BATCH.encounters.length;
const stateOf = (row: number, m: number): string | undefined => MODALITY_STATES[BATCH.states[row * M + m]!];
const COLUMN = Object.fromEntries(DATA.modalities.map((name, m) => [name, m]));
const LABS = COLUMN['labs']!;
const NOTES = COLUMN['notes']!;

let model: TrainedModel;
let predictor: Predictor;
let networks: NetworkPredictor;
beforeAll(async () => {
  model = await trainModel(DATA, tinyConfiguration({ settings: { epochs: 3 } }), tickingHooks());
  predictor = createPredictor(model);
  networks = new NetworkPredictor(model);
});

/** Everything usable, with some modalities switched off in every row. */
function without(...columns: number[]): Uint8Array {
  return predictor.usable(BATCH).map((bit, i) => (columns.includes(i % M) ? 0 : bit));
}

describe('usable', () => {
  test('is what is present or observed to be empty', () => {
    const usable = predictor.usable(BATCH);
    for (let i = 0; i < ROWS * M; i += 1) {
      const state = stateOf(Math.floor(i / M), i % M);
      expect(usable[i]).toBe(Number(state === 'present' || state === 'noneRecorded'));
    }
    const states = new Set(Array.from(BATCH.states));
    expect(states.size).toBe(3);
  });
});

describe('logits', () => {
  test('one finite number a row; switching a modality off changes it, switching an absent one off does not', () => {
    const all = predictor.logits(BATCH);
    const noNotes = predictor.logits(BATCH, without(NOTES));
    expect(all).toHaveLength(ROWS);
    for (let row = 0; row < ROWS; row += 1) {
      expect(Number.isFinite(all[row])).toBe(true);
      expect(noNotes[row] === all[row]).toBe(stateOf(row, NOTES) === 'unavailable');
    }
  });

  test('what is unavailable is never used, whatever is asked', () => {
    expect(predictor.logits(BATCH, new Uint8Array(ROWS * M).fill(1))).toEqual(predictor.logits(BATCH));
  });

  test('a row does not depend on the rows beside it', () => {
    const all = predictor.logits(BATCH);
    for (let row = 0; row < ROWS; row += 1) {
      const [alone = NaN] = predictor.logits(takeEncounters(BATCH, Int32Array.of(row)));
      expect(alone).toBeCloseTo(all[row]!, 5);
    }
  });

  test('without anything there is no score', () => {
    const used = predictor.usable(BATCH);
    used.fill(0, 0, M);
    const [first, ...others] = predictor.logits(BATCH, used);
    expect(first).toBeNaN();
    expect(others.every(Number.isFinite)).toBe(true);
  });

  test('none recorded is not the same as unavailable', () => {
    const column = COLUMN['procedures']!;
    const states = BATCH.states.slice();
    for (let row = 0; row < ROWS; row += 1) {
      if (stateOf(row, column) === 'noneRecorded')
        states[row * M + column] = MODALITY_STATES.indexOf('unavailable');
    }
    const changed = predictor.logits({ ...BATCH, states });
    predictor.logits(BATCH).forEach((value, row) => {
      expect(value === changed[row]).toBe(stateOf(row, column) === 'present');
    });
  });

  test('refuses a batch that lacks a modality of the model', () => {
    const inputs = { ...BATCH.inputs };
    delete inputs.labs;
    expect(() => predictor.logits({ ...BATCH, inputs })).toThrow(ModelError);
    expect(() => predictor.logits({ ...BATCH, modalities: ['notes'] })).toThrow(/demographics/);
  });
});

describe.each(POLICIES)('policy %s', (policy) => {
  test('all subsets at once are the logits of each subset', () => {
    const coalitions = predictor.allCoalitions(BATCH, policy);
    const usable = predictor.usable(BATCH);
    for (const subset of [1, 0b000110, 0b101001, 0b111011, 0b111111]) {
      const used = usable.map((bit, i) => bit & (subset >> (i % M)));
      predictor.logits(BATCH, used, policy).forEach((value, row) => {
        const expected = Number.isNaN(value) ? logit(model.baseRate) : value;
        expect(coalitions[row * 2 ** M + subset]).toBeCloseTo(expected, 4);
      });
    }
    for (let row = 0; row < ROWS; row += 1)
      expect(coalitions[row * 2 ** M]).toBeCloseTo(logit(model.baseRate), 5);
  });

  test('with everything there, every fill is the same', () => {
    const complete = [...Array(ROWS).keys()].filter((row) =>
      BATCH.states.subarray(row * M, (row + 1) * M).every((state) => state === 0),
    );
    expect(complete.length).toBeGreaterThan(0);
    if (policy === 'late') return;
    const scores = predictor.logits(BATCH, undefined, policy);
    const deployed = predictor.logits(BATCH);
    for (const row of complete) expect(scores[row]).toBeCloseTo(deployed[row]!, 5);
  });

  test('leaves no tensor behind', async () => {
    const used = without(LABS);
    expect(await leakedTensors(() => void predictor.logits(BATCH, used, policy))).toBe(0);
    expect(await leakedTensors(() => void predictor.allCoalitions(BATCH, policy))).toBe(0);
  });
});

test.each(POLICIES.filter((policy) => policy !== 'late' && policy !== 'avg-class'))(
  'all subsets of an encounter under %s are the same alone and among many, who lack this or that',
  (policy) => {
    const many = takeEncounters(
      DATA,
      Int32Array.from({ length: 150 }, (_, i) => i),
    );
    const together = predictor.allCoalitions(many, policy);
    const patterns = new Set<number>();
    for (let row = 0; row < 150; row += 7) {
      const own = takeEncounters(DATA, Int32Array.of(row));
      patterns.add(patternOf(predictor.usable(own), 0, M));
      const alone = predictor.allCoalitions(own, policy);
      alone.forEach((value, subset) => {
        expect(Math.abs(together[row * 2 ** M + subset]! - value)).toBeLessThan(1e-5);
      });
    }
    expect(patterns.size).toBeGreaterThan(2);
  },
);

test('the policies differ where something is missing', () => {
  const used = without(LABS);
  const scores = POLICIES.map((policy) => predictor.logits(BATCH, used, policy)[0]);
  // With sigmoid gates a zero vector adds nothing, which is what leaving the slot out does.
  expect(new Set(scores).size).toBe(POLICIES.length - 1);
});

describe('substitutions', () => {
  test('name who stood in for each missing modality, and nobody for the others', () => {
    const lists = predictor.substitutions(BATCH, without(LABS));
    lists.forEach((list, row) => {
      const missing = BATCH.modalities.filter((_, m) => m === LABS || stateOf(row, m) === 'unavailable');
      expect(list.map(({ modality }) => modality)).toEqual(missing);
      for (const { modality, by, similarity, rankDistance } of list) {
        expect(missing).not.toContain(by);
        expect(rankDistance).toBe(
          Math.abs(model.similarity.ranked.indexOf(modality) - model.similarity.ranked.indexOf(by)),
        );
        expect(similarity).toBe(model.similarity.centredCosine[COLUMN[modality]!]?.[COLUMN[by]!]);
      }
    });
    expect(predictor.substitutions(BATCH, undefined, 'omit').flat()).toEqual([]);
    expect(predictor.substitutions(BATCH, without(LABS), 'rep-nn')[0]).not.toEqual([]);
  });

  test('the deployed stand-in is among the candidates, with the deployed logit', () => {
    const used = without(LABS);
    const [deployed] = predictor.substitutions(BATCH, used);
    const lists = predictor.candidates(BATCH, 0, used);
    const [score] = predictor.logits(BATCH, used);
    expect(lists).toHaveLength(deployed!.length);
    lists.forEach((list, i) => {
      const distances = list.map(({ rankDistance }) => rankDistance);
      expect(distances).toEqual(distances.toSorted((a, b) => a - b));
      const chosen = list.find(({ by }) => by === deployed![i]!.by);
      expect(chosen).toMatchObject(deployed![i]!);
      expect(chosen?.logit).toBeCloseTo(score!, 5);
    });
  });
});

function projected(found: InputGradient | undefined): Extract<InputGradient, { input: Float32Array }> {
  if (found === undefined || 'effects' in found) throw new Error('expected a projected modality');
  return found;
}

describe('inputGradients', () => {
  test('is the slope of the logit, by finite differences', () => {
    const row = 2;
    const gradients = networks.inputGradients(BATCH, row, without(NOTES));
    const labs = projected(gradients.labs);
    expect(labs.input).toEqual(
      project(model.projections.labs!, BATCH.inputs.labs!).slice(
        row * labs.input.length,
        (row + 1) * labs.input.length,
      ),
    );
    // Moves the first projected input of labs by moving its origin.
    const score = (shift: number): number => {
      const projection = model.projections.labs!;
      const rotation = projection.rotation!;
      const column = Array.from(
        { length: projection.columns },
        (_, i) => rotation[i * projection.components]!,
      );
      const energy = column.reduce((sum, value) => sum + value * value, 0);
      const mean = projection.mean.map(
        (value, i) => value - (shift * column[i]!) / (energy * projection.scale),
      );
      const moved = createPredictor({
        ...model,
        projections: { ...model.projections, labs: { ...projection, mean } },
      });
      const result = moved.logits(BATCH, without(NOTES))[row]!;
      moved.dispose();
      return result;
    };
    expect((score(0.01) - score(-0.01)) / 0.02).toBeCloseTo(labs.gradient[0]!, 2);
  });

  test('is 0 for what is not used', () => {
    const { notes } = networks.inputGradients(BATCH, 2, without(NOTES));
    expect(projected(notes).gradient.every((value) => value === 0)).toBe(true);
  });

  test('leaves no tensor behind', async () => {
    expect(await leakedTensors(() => void networks.inputGradients(BATCH, 0))).toBe(0);
  });
});

test('fused and latents are tables of their own width, and leave nothing behind', async () => {
  const leaked = await leakedTensors(() => {
    const fused = predictor.fused(BATCH);
    expect(fused.values).toHaveLength(ROWS * fused.width);
    const latents = predictor.latents(BATCH);
    expect(latents.width).toBe(6);
    expect(latents.values).toHaveLength(M * ROWS * latents.width);
    // Rows do not depend on their neighbours: the second modality of the third encounter.
    const single = predictor.latents(takeEncounters(BATCH, Int32Array.of(2))).values;
    const at = (ROWS + 2) * latents.width;
    latents.values.subarray(at, at + 6).forEach((value, k) => {
      expect(value).toBeCloseTo(single[latents.width + k]!, 5);
    });
  });
  expect(leaked).toBe(0);
});

describe('a model', () => {
  test.each(['concat', 'attention', 'gated', 'late', 'muse'] as const)(
    'with %s fusion scores after being stored as plain data',
    async (fusion) => {
      const trained = await trainModel(
        DATA,
        tinyConfiguration({ fusion, settings: { epochs: 1 } }),
        tickingHooks(),
      );
      const leaked = await leakedTensors(() => {
        const first = createPredictor(trained);
        const second = createPredictor(structuredClone(trained));
        expect(second.logits(BATCH)).toEqual(first.logits(BATCH));
        first.dispose();
        second.dispose();
      });
      expect(leaked).toBe(0);
    },
    60_000,
  );

  test('with vanilla encoders leaves missing modalities out and refuses to decode foreign latents', async () => {
    const trained = await trainModel(
      DATA,
      tinyConfiguration({ encoders: 'vanilla', settings: { epochs: 1 } }),
      tickingHooks(),
    );
    const vanilla = createPredictor(trained);
    expect(trained.policy).toBe('omit');
    expect(vanilla.candidates(BATCH, 0, without(LABS))).toEqual([]);
    expect(() => vanilla.logits(BATCH, undefined, 'ebr')).toThrow(/vanilla/);
    for (const policy of POLICIES.filter((name) => name !== 'ebr')) {
      expect(vanilla.logits(BATCH, without(LABS), policy).every(Number.isFinite)).toBe(true);
    }
    vanilla.dispose();
  });

  test('whose tensors do not fit its configuration is refused by name', () => {
    const { 'encoder.0.weight': _, ...weights } = model.weights;
    expect(() => createPredictor({ ...model, weights })).toThrow(
      /encoder\.0\.weight: expected shape .* got none/,
    );
    expect(tf.memory().numTensors).toBeGreaterThan(0);
  });
});
