import { beforeAll, expect, test } from 'vitest';
import { fitMlpProbe } from '../diagnostics/mlp-probe.ts';
import type { Defined } from '../errors.ts';
import { denseMatrix, type DenseMatrix } from '../linear-algebra/dense-matrix.ts';
import { createNetwork } from '../network/create-network.ts';
import { RandomStream } from '../random/random-stream.ts';
import { leakedTensors } from '../testing/leaked-tensors.ts';
import { useWasmEngine } from '../testing/wasm-engine.ts';
import { syntheticDataset } from '../testing/synthetic-dataset.ts';
import { tickingHooks, tinyConfiguration } from '../testing/tiny-run.ts';
import { ModelState } from '../training/model-state.ts';
import { prepareRun } from '../training/prepare.ts';
import { onlyModalities } from './only-modalities.ts';
import { labelledNeurons, neuronLoss, polysemanticityOf } from './polysemanticity.ts';

beforeAll(useWasmEngine);

function value<T>(result: Defined<T>): T {
  if ('undefined' in result) throw new Error(`undefined: ${result.undefined}`);
  return result.value;
}

const dataset = onlyModalities(syntheticDataset({ encounters: 400 }), ['notes', 'labs', 'procedures']);
const prepared = (fusion: 'concat' | 'gated') => {
  const run = prepareRun(dataset, tinyConfiguration({ fusion }));
  const network = createNetwork(run.configuration, 3);
  const data = { ...run, trainingRows: run.trainingRows.subarray(0, 60) };
  return { run: data, state: ModelState.initial(network, 2, RandomStream.fromSeed(2), 0) };
};

test('a neuron of a head fills the block of its modality, at unit norm', () => {
  const heads = [[denseMatrix([[3, 4]])], [denseMatrix([[0, 2]])]];
  const { neurons, labels } = labelledNeurons(heads, 0, 1);
  expect([...labels]).toEqual([0, 1]);
  [0.6, 0.8, 0, 0, 0, 0, 0, 1].forEach((x, i) => expect(neurons.values[i]).toBeCloseTo(x, 12));
});

test('neurons that read one modality are told, those that read two cost more', () => {
  const random = RandomStream.fromSeed(5);
  const block = (): DenseMatrix =>
    denseMatrix(Array.from({ length: 20 }, () => [random.normal(), random.normal(), random.normal()]));
  const heads = [0, 1].map(() => [block(), block(), block()]);
  const { neurons, labels } = labelledNeurons(heads, 0, 2);
  const classifier = fitMlpProbe(neurons, labels, { classes: 2, hidden: 16, seed: 1 });
  const pure = value(neuronLoss(classifier, labelledNeurons(heads, 2, 3).neurons, 2));
  const mixed = denseMatrix(
    Array.from({ length: 20 }, () => Array.from({ length: 6 }, () => random.normal())),
  );
  expect(pure).toBeLessThan(0.2);
  expect(value(neuronLoss(classifier, mixed, 2))).toBeGreaterThan(2 * pure);
});

test('heads of one modality are told apart, and the model is asked', async () => {
  const { run, state } = prepared('concat');
  const trainings: string[] = [];
  const hooks = { ...tickingHooks(), onTraining: (what: string) => trainings.push(what) };
  const { loss, heldOutAccuracy, neurons } = value(await polysemanticityOf(state, run, hooks));
  expect(trainings).toHaveLength(3);
  expect(heldOutAccuracy).toBeGreaterThanOrEqual(0.95);
  expect(neurons).toBe(8);
  expect(loss).toBeGreaterThan(0.1);
  state.dispose();
});

test('a gated fusion has no such neurons; a stopped run leaves nothing behind', async () => {
  const gated = prepared('gated');
  expect(await polysemanticityOf(gated.state, gated.run, tickingHooks())).toHaveProperty('undefined');
  const { run, state } = prepared('concat');
  const stopped = { ...tickingHooks(), signal: { aborted: true } };
  const leaked = await leakedTensors(() =>
    expect(polysemanticityOf(state, run, stopped)).rejects.toMatchObject({ code: 'cancelled' }),
  );
  expect(leaked).toBe(0);
});
