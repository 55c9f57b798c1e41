import { beforeAll, describe, expect, test } from 'vitest';
import type { Defined } from '../errors.ts';
import { auroc } from '../metrics/auroc.ts';
import { createNetwork } from '../network/create-network.ts';
import { RandomStream } from '../random/random-stream.ts';
import { ownSources } from '../substitution/source-table.ts';
import { representationsOf } from '../diagnostics/representations.ts';
import { leakedTensors } from '../testing/leaked-tensors.ts';
import { useWasmEngine } from '../testing/wasm-engine.ts';
import { syntheticDataset } from '../testing/synthetic-dataset.ts';
import { tickingHooks, tinyConfiguration } from '../testing/tiny-run.ts';
import { ModelState } from '../training/model-state.ts';
import { prepareRun } from '../training/prepare.ts';
import {
  competitionTrainings,
  learnedRatio,
  learnedVerdict,
  modalityCompetition,
} from './modality-competition.ts';
import { NOISE_RATES, noiseRobustness, noiseTrainings } from './noise-robustness.ts';
import { onlyModalities } from './only-modalities.ts';
import { prefixAgainstBaseline, prefixTrainings } from './prefix-against-baseline.ts';
import { BETA_TRAININGS, BETAS, rankAgainstBeta } from './rank-against-beta.ts';
import { trainAndInspect, validationLogits } from './train-and-inspect.ts';
import { TrainingNoise } from './training-noise.ts';

beforeAll(useWasmEngine);

function value<T>(result: Defined<T>): T {
  if ('undefined' in result) throw new Error(`undefined: ${result.undefined}`);
  return result.value;
}

const whole = syntheticDataset({ encounters: 1000 });
const dataset = onlyModalities(whole, ['notes', 'labs', 'procedures']);
const configuration = tinyConfiguration({ settings: { epochs: 4 } });
/** Hooks that count the trainings. */
const counting = () => {
  const trainings: string[] = [];
  return { trainings, hooks: { ...tickingHooks(), onTraining: (what: string) => trainings.push(what) } };
};

describe('modality competition (method.md 7)', () => {
  test('ratio and its words', () => {
    expect(value(learnedRatio(0.68, 0.74))).toBeCloseTo(0.75, 12);
    expect(learnedVerdict(0.75)).toBe('partly');
    expect([0.9, 0.5, 0.49].map(learnedVerdict)).toEqual(['learned', 'partly', 'lost']);
    expect(learnedRatio(0.54, 0.54)).toHaveProperty('undefined');
  });
  test('each encoder against itself trained alone, and the joint network against the best of them', async () => {
    const { trainings, hooks } = counting();
    const competition = await modalityCompetition(dataset, configuration, 2, hooks);
    expect(trainings).toHaveLength(competitionTrainings(3, 2));
    expect(competition.modalities).toEqual(['notes', 'labs', 'procedures']);
    for (const entries of competition.seeds) {
      const [notes, labs, procedures] = entries;
      expect(value(notes!.alone)).toBeGreaterThan(0.6);
      expect(value(notes!.ratio)).toBeCloseTo((value(notes!.joint) - 0.5) / (value(notes!.alone) - 0.5), 12);
      expect(value(labs!.ratio)).toBeGreaterThan(0.5);
      expect(value(procedures!.alone)).toBeLessThan(0.7);
    }
    expect(competition.seeds[0]).not.toEqual(competition.seeds[1]);
    const gap = value(competition.gap);
    const [low, high] = value(gap.interval);
    expect(low).toBeLessThanOrEqual(gap.value);
    expect(high).toBeGreaterThanOrEqual(gap.value);
    // Notes and labs show different factors: together they tell more than either.
    expect(gap.value).toBeGreaterThan(0);
    const ensemble = value(competition.gapToEnsemble);
    expect(value(ensemble.interval)[0]).toBeLessThanOrEqual(ensemble.value);
    expect(ensemble.value).not.toBe(gap.value);
  });
});

describe('rank against beta (method.md 5.2)', () => {
  test('an encoding enters the fusion times its factor, and nothing else changes', () => {
    const run = prepareRun(dataset, configuration);
    const at = (factors?: readonly number[]) => {
      const network = createNetwork(run.configuration, 3, { encodingFactors: factors });
      const state = ModelState.initial(network, 2, RandomStream.fromSeed(1), 0);
      const filling = { table: ownSources(3), lends: 'latent' } as const;
      const made = representationsOf(state, { inputs: run.inputs, rows: run.validationRows }, filling);
      state.dispose();
      return made;
    };
    const [plain, same, raised] = [at(), at([1, 1, 1]), at([1, 3, 1])];
    expect([...same.fused.values]).toEqual([...plain.fused.values]);
    expect([...raised.encodings[1]!.values]).toEqual([...plain.encodings[1]!.values]);
    expect([...raised.fused.values]).not.toEqual([...plain.fused.values]);
  });
  test('one training a point and one of the modality alone', async () => {
    const { trainings, hooks } = counting();
    const curve = await rankAgainstBeta(dataset, configuration, 'labs', hooks);
    expect(trainings).toHaveLength(BETA_TRAININGS);
    expect(curve.points.map(({ beta }) => beta)).toEqual([...BETAS]);
    const similarity = curve.points.map((point) => value(point.similarity[1]!));
    expect(similarity.at(-1)).toBeGreaterThan(similarity[0]!);
    expect(value(curve.unimodal.effective)).toBeGreaterThan(1);
    const { largestDrop } = value(curve.critical);
    expect(BETAS).toContain(largestDrop[0]);
  });
});

describe('noise robustness (method.md 5.9)', () => {
  const single = { ...configuration, epochs: 2, members: 1, bagging: false };
  test('noise is fresh, within its amplitude, and only where training encounters have the modality', () => {
    const run = prepareRun(dataset, single);
    const [notes, labs] = run.inputs.values;
    const noise = new TrainingNoise(run, 0, { rate: 0.2, mode: 'amplitude' });
    const at = (row: number) => [
      ...noise.run.inputs.values[0]!.subarray(row * run.inputs.width, (row + 1) * run.inputs.width),
    ];
    const clean = [...notes!];
    const trainingRow = run.trainingRows.find((row) => run.inputs.present[row * 3] === 1)!;
    const absentRow = run.trainingRows.find((row) => run.inputs.present[row * 3] !== 1)!;
    const before = [trainingRow, absentRow, run.validationRows[0]!].map(at);
    noise.draw();
    const first = at(trainingRow);
    noise.draw();
    expect(at(trainingRow)).not.toEqual(first);
    expect(first).not.toEqual(before[0]);
    const range = Math.max(...clean) - Math.min(...clean);
    first.forEach((x, i) => expect(Math.abs(x - before[0]![i]!)).toBeLessThanOrEqual(0.2 * range));
    expect(at(absentRow)).toEqual(before[1]);
    expect(at(run.validationRows[0]!)).toEqual(before[2]);
    expect(noise.run.inputs.values[1]).toBe(labs);
    noise.clear();
    expect(at(trainingRow)).toEqual(before[0]);
    expect([...notes!]).toEqual(clean);
  });
  test('a training for each rate and seed, rate 0 being the plain one', async () => {
    const { trainings, hooks } = counting();
    const result = await noiseRobustness(dataset, single, { modality: 'labs', seeds: 1 }, hooks);
    expect(trainings).toHaveLength(noiseTrainings(1));
    expect(result.rates.map(({ rate }) => rate)).toEqual([...NOISE_RATES]);
    const run = prepareRun(dataset, single);
    const labels = Array.from(run.validationRows, (row) => run.labels[row]!);
    const plain = await trainAndInspect(run, tickingHooks(), (trained) =>
      auroc(labels, validationLogits(trained)),
    );
    expect(result.rates[0]!.auroc[0]).toEqual(plain);
    expect(new Set(result.rates.map(({ auroc }) => value(auroc[0]!))).size).toBeGreaterThan(1);
  });
});

describe('prefix against baseline (method.md 5.6)', () => {
  test('two curves for each number of modalities', async () => {
    const { trainings, hooks } = counting();
    const { points } = await prefixAgainstBaseline(
      dataset,
      configuration,
      ['labs', 'notes', 'procedures'],
      hooks,
    );
    expect(trainings).toHaveLength(prefixTrainings(3));
    expect(points.map(({ modalities }) => modalities.length)).toEqual([2, 3]);
    for (const { prefix, baseline, gap } of points) {
      expect(prefix.training).toHaveLength(4);
      expect(value(gap).training).toBeCloseTo(
        Math.min(...prefix.training) - Math.min(...baseline.training),
        12,
      );
      expect(prefix.validation).not.toEqual(baseline.validation);
    }
  });
});

describe('a training that is looked at', () => {
  test('leaves no tensor behind, and says when it was stopped', async () => {
    const run = prepareRun(dataset, { ...configuration, members: 1, epochs: 1 });
    expect(await leakedTensors(() => trainAndInspect(run, tickingHooks(), () => undefined))).toBe(0);
    const stopped = trainAndInspect(run, { ...tickingHooks(), signal: { aborted: true } }, () => undefined);
    await expect(stopped).rejects.toMatchObject({ code: 'cancelled' });
  });
  test('only some modalities: states and inputs stay with their encounters', () => {
    const labs = onlyModalities(whole, ['labs']);
    const column = whole.modalities.indexOf('labs');
    expect(labs.modalities).toEqual(['labs']);
    expect([...labs.states]).toEqual(whole.encounters.map((_, row) => whole.states[row * 6 + column]!));
    expect(Object.keys(labs.inputs)).toEqual(['labs']);
  });
});
