import { beforeAll, describe, expect, test } from 'vitest';
import { ModelError, type Defined } from '../errors.ts';
import { denseMatrix, takeRows } from '../linear-algebra/dense-matrix.ts';
import { Reasons } from '../metrics/reasons.ts';
import { createNetwork } from '../network/create-network.ts';
import { RandomStream } from '../random/random-stream.ts';
import { ownSources } from '../substitution/source-table.ts';
import { leakedTensors } from '../testing/leaked-tensors.ts';
import { useWasmEngine } from '../testing/wasm-engine.ts';
import { syntheticDataset } from '../testing/synthetic-dataset.ts';
import { tinyConfiguration } from '../testing/tiny-run.ts';
import { ModelState } from '../training/model-state.ts';
import { prepareRun } from '../training/prepare.ts';
import { debiasedCka, linearCka } from './cka.ts';
import { blockNeurons, diagnoseNetwork } from './diagnose-network.ts';
import { havingModality, type DiagnosedData } from './diagnosed-data.ts';
import { fitMlpProbe, mlpPredictions } from './mlp-probe.ts';
import { probeModality } from './modality-probes.ts';
import { representationRank } from './rank.ts';
import { type Representations, representationsOf } from './representations.ts';
import { separationOf } from './separation.ts';

beforeAll(useWasmEngine);

function value<T>(result: Defined<T>): T {
  if ('undefined' in result) throw new Error(`undefined: ${result.undefined}`);
  return result.value;
}

const dataset = syntheticDataset({ encounters: 1200 });
const run = prepareRun(dataset, tinyConfiguration({ fusion: 'concat' }));
const data: DiagnosedData = { ...run, trainingRows: run.trainingRows.subarray(0, 150) };
const M = run.inputs.modalities.length;
const filling = { table: ownSources(M), lends: 'latent' } as const;
const NOTES = run.inputs.modalities.indexOf('notes');
let state: ModelState;
let training: Representations;
let validation: Representations;

beforeAll(() => {
  state = ModelState.initial(createNetwork(run.configuration, M), 2, RandomStream.fromSeed(1), 0);
  training = representationsOf(state, { inputs: run.inputs, rows: data.trainingRows }, filling);
  validation = representationsOf(state, { inputs: run.inputs, rows: run.validationRows }, filling);
});

describe('representations', () => {
  test('rows stay in their order, modality by modality', () => {
    const some = run.validationRows.filter((_, i) => i % 2 === 1);
    const fewer = representationsOf(state, { inputs: run.inputs, rows: some }, filling);
    const odd = Array.from(some, (row) => run.validationRows.indexOf(row));
    for (const part of ['unimodal', 'latents', 'encodings'] as const) {
      const all = takeRows(validation[part][NOTES]!, odd);
      fewer[part][NOTES]!.values.forEach((x, i) => expect(x).toBeCloseTo(all.values[i]!, 5));
    }
    const fused = takeRows(validation.fused, odd);
    fewer.fused.values.forEach((x, i) => expect(x).toBeCloseTo(fused.values[i]!, 5));
  });
  test('leaves no tensor behind', async () => {
    expect(
      await leakedTensors(() => {
        representationsOf(state, { inputs: run.inputs, rows: run.validationRows }, filling);
        separationOf(state, data, { training, validation }, new Reasons());
      }),
    ).toBe(0);
  });
});

describe('diagnosis of a network', () => {
  test('each figure is that of its own rows', () => {
    const reasons = new Reasons();
    const diagnosis = diagnoseNetwork(state, data, validation, reasons);
    const rank = representationRank(validation.fused);
    expect(diagnosis.rank).toEqual({
      rows: run.validationRows.length,
      width: validation.fused.columns,
      effective: value(rank.effective),
      numerical: rank.numerical,
    });
    const having = havingModality(data, run.validationRows, NOTES);
    expect(having.length).toBeLessThan(run.validationRows.length);
    const [z, F] = [takeRows(validation.encodings[NOTES]!, having), takeRows(validation.fused, having)];
    const notes = diagnosis.modalities.notes!;
    expect(notes.rank.rows).toBe(having.length);
    expect(notes.similarity).toBeCloseTo(value(linearCka(z, F)), 12);
    expect(notes.similarityDebiased).toBeCloseTo(value(debiasedCka(z, F)), 12);
    expect(diagnosis.blockEntropy).toBeGreaterThan(0.8);
    const capacities = Object.values(diagnosis.modalities).map(({ capacity }) => capacity!);
    const total = capacities.reduce((sum, capacity) => sum + capacity, 0);
    expect(total).toBeLessThanOrEqual(validation.fused.columns + 1e-9);
    expect(total).toBeGreaterThan(0.5 * validation.fused.columns);
  });
  test('the neurons of a concatenation have a block a modality', () => {
    const neurons = blockNeurons(state)!;
    const weights = state.weights.get('fusion.concat.weight')!;
    const [, d, D] = weights.shape;
    expect([neurons.rows, neurons.columns]).toEqual([D, M * d]);
    const stored = weights.dataSync();
    // Neuron 3, modality 2, dimension 1.
    expect(neurons.values[3 * M * d + 2 * d + 1]).toBeCloseTo(stored[(2 * d + 1) * D + 3]!, 7);
  });
  test('so do those of an attention', () => {
    const attention = prepareRun(dataset, tinyConfiguration({ fusion: 'attention' })).configuration;
    const other = ModelState.initial(createNetwork(attention, M), 1, RandomStream.fromSeed(1), 0);
    const neurons = blockNeurons(other)!;
    expect([neurons.rows, neurons.columns]).toEqual([8, M * attention.encodingWidth]);
    other.dispose();
  });
  test('a fusion without such a layer says so', () => {
    const gated = prepareRun(dataset, tinyConfiguration({ fusion: 'gated' }));
    const other = ModelState.initial(createNetwork(gated.configuration, M), 1, RandomStream.fromSeed(1), 0);
    const reasons = new Reasons();
    const own = representationsOf(other, { inputs: gated.inputs, rows: gated.validationRows }, filling);
    const diagnosis = diagnoseNetwork(other, gated, own, reasons);
    expect(diagnosis.blockEntropy).toBeNull();
    expect(reasons.undefined.map(({ metric }) => metric)).toContain('blockEntropy');
    other.dispose();
  });
});

describe('separation of modalities', () => {
  test('latents of untrained networks of their own are told apart, chance is one in six', () => {
    const separation = separationOf(state, data, { training, validation }, new Reasons());
    expect(separation.linearProbe).toBeGreaterThan(0.8);
    expect(separation.mlpProbe).toBeGreaterThan(0.8);
    expect(separation.chance!.accuracy).toBeCloseTo(1 / M, 12);
    expect(separation.varianceShare).toBeGreaterThan(0);
    expect(separation.adversary!.accuracy).toBeLessThan(0.6);
    expect(separation.adversary!.loss).toBeGreaterThan(0);
  });
});

describe('probes', () => {
  test('a small network learns what a linear one cannot', () => {
    const random = RandomStream.fromSeed(4);
    const rows = Array.from({ length: 400 }, () => [random.uniform(-1, 1), random.uniform(-1, 1)]);
    const xor = rows.map(([a, b]) => Number(a! * b! > 0));
    const probe = fitMlpProbe(denseMatrix(rows.slice(0, 300)), xor.slice(0, 300), {
      classes: 2,
      hidden: 32,
      seed: 1,
    });
    const guesses = mlpPredictions(probe, denseMatrix(rows.slice(300)));
    const right = xor.slice(300).filter((label, i) => label === guesses[i]).length;
    expect(right).toBeGreaterThan(90);
    expect(() => fitMlpProbe(denseMatrix(rows), [1], { classes: 2, hidden: 2, seed: 1 })).toThrow(ModelError);
  });
  test('of a modality that shows the outcome and of one that does not', () => {
    const probed = (name: 'notes' | 'procedures') => {
      const m = run.inputs.modalities.indexOf(name);
      return value(
        probeModality(data, m, { training: training.unimodal[m]!, validation: validation.unimodal[m]! }),
      );
    };
    const notes = probed('notes');
    expect(value(notes.validationAuroc)).toBeGreaterThan(0.65);
    expect(value(probed('procedures').validationAuroc)).toBeLessThan(0.7);
    expect(notes.trainingLoss).toBeLessThan(notes.validationLoss);
    expect([...notes.scores.keys()]).toEqual(havingModality(data, run.validationRows, NOTES));
  });
  test('an AUROC of fewer than 20 events is not assessed', () => {
    const few = { ...data, validationRows: data.validationRows.subarray(0, 40) };
    const shorter = takeRows(validation.unimodal[NOTES]!, [...few.validationRows.keys()]);
    const probe = probeModality(few, NOTES, { training: training.unimodal[NOTES]!, validation: shorter });
    expect(value(probe).validationAuroc).toHaveProperty('undefined');
  });
  test('undefined with one class', () => {
    const still = { ...data, labels: new Uint8Array(data.labels.length) };
    const result = probeModality(still, NOTES, {
      training: training.unimodal[NOTES]!,
      validation: validation.unimodal[NOTES]!,
    });
    expect(result).toEqual({ undefined: 'one class only in training' });
  });
});
