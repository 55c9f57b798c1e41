import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { asRecorded } from '../network/batch.ts';
import { createNetwork } from '../network/create-network.ts';
import { RandomStream } from '../random/random-stream.ts';
import { leakedTensors } from '../testing/leaked-tensors.ts';
import { useWasmEngine } from '../testing/wasm-engine.ts';
import { syntheticDataset } from '../testing/synthetic-dataset.ts';
import { tinyConfiguration } from '../testing/tiny-run.ts';
import type { MethodContext } from '../training/method.ts';
import { ModelState } from '../training/model-state.ts';
import { type PreparedRun, prepareRun } from '../training/prepare.ts';
import { Stepper } from '../training/stepper.ts';
import { Distiller } from './distiller.ts';
import type { Lane } from './sequence.ts';

beforeAll(useWasmEngine);

const DATA = syntheticDataset({ encounters: 300 });
const STEPS = 6;
/** A step has 90 rows, about 70 of them with a modality that may be absent. */
const rowsAt = (run: PreparedRun, start: number): Int32Array => run.trainingRows.slice(start, start + 90);
/** Notes (1) learn from labs (2), then diagnoses (3); medications (5) from labs. Notes and medications may be absent. */
const LANES: Lane[] = [
  { student: 1, teachers: [2, 3], weight: 1 },
  { student: 5, teachers: [2], weight: 1 },
];
const AT_ONCE: Lane[] = [
  { student: 1, teachers: [2], weight: 0.5 },
  { student: 1, teachers: [3], weight: 0.5 },
  { student: 5, teachers: [2], weight: 1 },
];

interface Options {
  readonly lanes?: readonly Lane[];
  readonly settings?: Record<string, unknown>;
  readonly change?: (run: PreparedRun) => PreparedRun;
  readonly steps?: number;
}

const known = new Map<string, PreparedRun>();

function prepared(settings: Record<string, unknown>): PreparedRun {
  const all = { epochs: 3, dropout: 0, inputDropout: 0, bagging: false, distillationWidth: 5, ...settings };
  const key = JSON.stringify(all);
  const run = known.get(key) ?? prepareRun(DATA, tinyConfiguration({ encoders: 'kd', settings: all }));
  known.set(key, run);
  return run;
}

/** Takes steps of a distillation, and says what has moved. */
function distil({ lanes = LANES, settings = {}, change = (run) => run, steps = STEPS }: Options = {}) {
  const run = change(prepared(settings));
  const { configuration } = run;
  const { members } = configuration;
  const network = createNetwork(configuration, 6);
  const state = ModelState.initial(network, members, RandomStream.fromSeed(3), 0);
  const stepper = new Stepper(state, run, configuration);
  const context: MethodContext = { run, state, stepper };
  const before = Array.from(state.valuesOf('semantic').dataSync());
  const width = configuration.encodingWidth;
  const heads = { weights: new Float32Array(members * 6 * width), biases: new Float32Array(members * 6) };
  const distiller = new Distiller(context, lanes, { heads });
  const losses = Array.from({ length: steps }, (_, step) => {
    const rows = Array.from({ length: members }, (_, member) =>
      asRecorded(run.inputs, rowsAt(run, ((step * 7) % 80) + member)),
    );
    const { semantic, distillation } = distiller.step(rows, {
      step,
      steps: STEPS,
      rate: 0.02,
      random: RandomStream.fromSeed(step),
    });
    const read = (tensor: tf.Tensor): number[] => Array.from(tensor.dataSync());
    const result = { semantic: read(semantic), distillation: distillation && read(distillation) };
    tf.dispose([semantic, distillation ?? []]);
    return result;
  });
  const during = Array.from(state.valuesOf('semantic').dataSync());
  distiller.finish();
  const encoders = state.namedTensors()['encoder.0.weight']!;
  const result = {
    losses,
    before,
    during,
    encoders: Array.from(encoders.values),
    size: encoders.shape[1]! * encoders.shape[2]!,
    start: Array.from(before.slice(0, 6 * encoders.shape[1]! * encoders.shape[2]!)),
    taught: distiller.taught,
    tensors: distiller.tensors(),
  };
  distiller.dispose();
  stepper.dispose();
  state.dispose();
  return result;
}

/** First layer of a modality's encoder in the first member. */
const encoderOf = ({ size }: { size: number }, values: readonly number[], m: number): number[] =>
  values.slice(m * size, (m + 1) * size);

describe.each(['infoNce', 'crd'] as const)('%s', (distillation) => {
  const settings = { distillation };

  test('teachers and fusion stay as they are, and students replace their own encoders only', () => {
    const result = distil({ settings });
    expect(result.during).toEqual(result.before);
    for (const m of [0, 2, 3, 4]) {
      expect(encoderOf(result, result.encoders, m)).toEqual(encoderOf(result, result.start, m));
    }
    for (const m of [1, 5]) {
      expect(encoderOf(result, result.encoders, m)).not.toEqual(encoderOf(result, result.start, m));
    }
    expect(result.taught).toEqual([[true, true], [true]]);
  });

  test('draws a student to its teacher', () => {
    const { losses } = distil({
      settings: { ...settings, negativesFrom: 'any' },
      lanes: [LANES[1]!],
      steps: 30,
    });
    const mean = (some: typeof losses): number =>
      some.reduce((sum, { distillation: own }) => sum + own![0]!, 0) / some.length;
    expect(mean(losses.slice(-5))).toBeLessThan(0.95 * mean(losses.slice(0, 5)));
  });

  test('what is not present changes nothing', () => {
    const random = RandomStream.fromSeed(8);
    const poisoned = distil({
      settings,
      change: (run) => {
        const { inputs } = run;
        const values = inputs.values.map((own, m) =>
          own.map((value, i) =>
            inputs.present[Math.floor(i / inputs.width) * 6 + m] === 1 ? value : random.normal(),
          ),
        );
        return { ...run, inputs: { ...inputs, values } };
      },
    });
    const clean = distil({ settings });
    expect(poisoned.encoders).toEqual(clean.encoders);
    expect(poisoned.losses).toEqual(clean.losses);
  });

  test('members side by side give the numbers of one alone', () => {
    const both = distil({ settings });
    const alone = distil({ settings: { ...settings, members: 1 } });
    alone.encoders.forEach((value, i) => expect(value).toBeCloseTo(both.encoders[i]!, 4));
    alone.losses.forEach(({ semantic, distillation: own }, step) => {
      expect(semantic[0]).toBeCloseTo(both.losses[step]!.semantic[0]!, 4);
      expect(own![0]).toBeCloseTo(both.losses[step]!.distillation![0]!, 3);
    });
  });

  test('several teachers at once', () => {
    const result = distil({ settings, lanes: AT_ONCE });
    expect(result.taught).toEqual([[true], [true], [true]]);
    expect(result.losses.every(({ distillation: own }) => own!.every((loss) => loss > 0))).toBe(true);
    expect(encoderOf(result, result.encoders, 1)).not.toEqual(encoderOf(result, result.start, 1));
  });

  test('leaves no tensor behind', async () => {
    expect(await leakedTensors(() => void distil({ settings, lanes: AT_ONCE, steps: 2 }))).toBe(0);
  });
});

test('the next teacher starts with a fresh projection and bank, the student keeps its own', () => {
  const settings = { distillation: 'crd', learningRate: 0.02, members: 1 };
  const [before, after] = [3, 4].map((steps) => distil({ settings, steps }).tensors);
  const far = (name: string, part: [number, number]): number => {
    const [a, b] = [before![name]!.values, after![name]!.values];
    let sum = 0;
    for (let i = Math.floor(part[0] * a.length); i < part[1] * a.length; i += 1)
      sum += Math.abs(a[i]! - b[i]!);
    return sum / ((part[1] - part[0]) * a.length);
  };
  // The bank holds lane after lane: the first lane changes its teacher at step 3, the second does not.
  expect(far('bank.teachers', [0, 0.5])).toBeGreaterThan(4 * far('bank.teachers', [0.5, 1]));
  expect(far('bank.students', [0, 0.5])).toBeLessThan(2 * far('bank.students', [0.5, 1]));
  expect(far('teachers.values', [0, 1])).toBeGreaterThan(5 * 0.02);
  expect(far('students.values', [0, 1])).toBeLessThan(0.03);
});

test('a pair of fewer than 32 encounters sits the batch out, and its student learns from the label alone', () => {
  const few = distil({
    change: (run) => {
      const present = run.inputs.present.map((is, i) => (i % 6 === 5 && Math.floor(i / 6) % 4 > 0 ? 0 : is));
      return { ...run, inputs: { ...run.inputs, present } };
    },
  });
  expect(few.taught).toEqual([[true, true], [false]]);
  expect(few.losses.every(({ semantic }) => semantic.every((loss) => loss > 0))).toBe(true);
  expect(encoderOf(few, few.encoders, 5)).not.toEqual(encoderOf(few, few.start, 5));
});
