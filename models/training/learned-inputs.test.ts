import { beforeAll, describe, expect, test } from 'vitest';
import { auroc } from '../metrics/auroc.ts';
import { isDefined } from '../metrics/metric.ts';
import { NetworkPredictor } from '../prediction/network-predictor.ts';
import { createPredictor } from '../prediction/predictor.ts';
import { leakedTensors } from '../testing/leaked-tensors.ts';
import { useWasmEngine } from '../testing/wasm-engine.ts';
import { sequenceDataset } from '../testing/sequence-dataset.ts';
import { syntheticDataset } from '../testing/synthetic-dataset.ts';
import { tickingHooks, tinyConfiguration } from '../testing/tiny-run.ts';
import type { ConfigurationChoices } from './configuration.ts';
import { type Dataset, SPLITS } from './dataset.ts';
import { chooseFirstLayers, vectorizerOptions } from './first-layers.ts';
import type { Checkpoint } from './hooks.ts';
import { takeEncounters } from './subset.ts';
import { trainModel } from './train.ts';
import type { TrainedModel } from './trained-model.ts';

beforeAll(useWasmEngine);

const numbersOf = (model: TrainedModel): string =>
  JSON.stringify(model, (_, value: unknown) =>
    ArrayBuffer.isView(value) ? Array.from(value as Float32Array) : value,
  );

async function testAuroc(dataset: Dataset, settings: ConfigurationChoices['settings']): Promise<number> {
  const run = tinyConfiguration({
    encoders: 'vanilla',
    settings: { members: 1, epochs: 40, dropout: 0, maskedTraining: false, blockEpochs: 20, ...settings },
  });
  const predictor = createPredictor(await trainModel(dataset, run, tickingHooks()));
  const logits = predictor.logits(dataset);
  predictor.dispose();
  const rows = [...dataset.splits.keys()].filter((row) => dataset.splits[row] === SPLITS.indexOf('test'));
  const found = auroc(
    rows.map((row) => dataset.labels[row] ?? 0),
    rows.map((row) => logits[row] ?? 0),
  );
  return isDefined(found) ? found.value : NaN;
}

const SEQUENCE = { labs: 'sequence', labHours: 6 } as const;

test('a course that no statistic shows is learned from the hours', async () => {
  const hourly = sequenceDataset(400, vectorizerOptions(SEQUENCE)).dataset;
  const summarised = sequenceDataset(400).dataset;
  expect(await testAuroc(hourly, SEQUENCE)).toBeGreaterThan(0.75);
  // Diagnoses alone tell .6.
  expect(await testAuroc(summarised, {})).toBeLessThan(0.68);
});

describe('a run with learned inputs', () => {
  const { dataset } = sequenceDataset(150, vectorizerOptions(SEQUENCE));
  const settings = { ...SEQUENCE, codes: 'bag', epochs: 3 } as const;

  test.each([
    ['ebr', { adversarialReach: 'f+h' }],
    ['kd', {}],
  ] as const)('%s %j resumes with the numbers of a run never stopped', async (encoders, more) => {
    const configuration = tinyConfiguration({ encoders, settings: { ...settings, ...more } });
    const checkpoints: Checkpoint[] = [];
    const hooks = tickingHooks({
      onCheckpoint: (checkpoint) => checkpoints.push(structuredClone(checkpoint())),
    });
    let whole = '';
    const leaked = await leakedTensors(async () => {
      whole = numbersOf(await trainModel(dataset, configuration, hooks));
    });
    expect(leaked).toBe(0);
    expect(numbersOf(await trainModel(dataset, configuration, tickingHooks(), checkpoints[1]))).toBe(whole);
  });

  let model: TrainedModel;
  beforeAll(async () => {
    model = await trainModel(dataset, tinyConfiguration({ settings }), tickingHooks());
  });

  test('says which layers it learned, and scores the same rows alike alone and together', () => {
    expect(model.projections).toEqual({});
    expect(model.firstLayers).toMatchObject({
      labs: { kind: 'recurrent', items: 1, hours: 6, width: 8 },
      diagnoses: { kind: 'bag', width: 8 },
    });
    const predictor = createPredictor(model);
    const all = predictor.logits(dataset);
    const some = predictor.logits(takeEncounters(dataset, Int32Array.of(7, 140)));
    expect(some[0]).toBeCloseTo(all[7]!, 5);
    expect(some[1]).toBeCloseTo(all[140]!, 5);
    predictor.dispose();
  });

  test('effects of features are slopes of the score', async () => {
    const predictor = new NetworkPredictor(model);
    const row = [...dataset.states.keys()].findIndex((i) => dataset.states[2 * i] === 0);
    const single = takeEncounters(dataset, Int32Array.of(row));
    const { labs, diagnoses } = predictor.inputGradients(dataset, row);
    for (const [name, found] of [
      ['labs', labs],
      ['diagnoses', diagnoses],
    ] as const) {
      const matrix = single.inputs[name]!;
      const effects = found !== undefined && 'effects' in found ? found.effects : new Float64Array(0);
      expect(effects).toHaveLength(matrix.columns);
      matrix.indices.forEach((column, entry) => {
        // A measured flag is there or not; only values can be moved by a little.
        if (name === 'labs' && column % 2 === 1) return;
        const scaled = (factor: number): number => {
          const values = matrix.values.slice();
          values[entry]! *= factor;
          return predictor.logits({
            ...single,
            inputs: { ...single.inputs, [name]: { ...matrix, values } },
          })[0]!;
        };
        const slope = (scaled(1.02) - scaled(0.98)) / 0.04;
        expect(Math.abs(slope - effects[column]!), `${name} ${column}`).toBeLessThan(2e-3);
      });
      expect(effects.some((effect) => Math.abs(effect) > 1e-4)).toBe(true);
    }
    expect(await leakedTensors(() => void predictor.inputGradients(dataset, row))).toBe(0);
    predictor.dispose();
  });
});

describe('the layers that settings ask for', () => {
  const { inputs } = syntheticDataset({ encounters: 20 });
  const layersOf = (settings: ConfigurationChoices['settings'] = {}) =>
    chooseFirstLayers({ inputs }, ['notes', 'labs', 'medications'], {
      ...tinyConfiguration({ settings }),
      components: 8,
    });

  test('are none by default', () => {
    expect(layersOf()).toEqual({});
    expect(vectorizerOptions(tinyConfiguration())).toEqual({ labHours: null });
  });

  test('are by modality', () => {
    expect(layersOf({ codes: 'bag' })).toEqual({ medications: { kind: 'bag', width: 8, columns: 24 } });
    expect(layersOf({ labs: 'sequence', labHours: 4 })).toEqual({
      labs: { kind: 'recurrent', width: 8, items: 3, hours: 4 },
    });
  });

  test('refuse results of other hours', () => {
    expect(() => layersOf({ labs: 'sequence', labHours: 5 })).toThrow(/results of 5 hours/);
  });
});
