import { describe, expect, test } from 'vitest';
import { ModelError } from '../errors.ts';
import { SparseMatrixBuilder } from '../features/sparse-rows.ts';
import { auroc } from '../metrics/auroc.ts';
import { isDefined } from '../metrics/metric.ts';
import { RandomStream } from '../random/random-stream.ts';
import { fitLogisticRegression } from '../statistics/logistic-regression.ts';
import { logit, sigmoid } from '../statistics/sigmoid.ts';
import type { Dataset } from '../training/dataset.ts';
import { expertLogits, fitLogisticExperts } from './logistic-experts.ts';

/** Labs and notes with two features each, independent given the label; notes missing in a third of the encounters. */
function dataset(size: number, seed = 1): Dataset {
  const random = RandomStream.fromSeed(seed);
  const labels = Uint8Array.from({ length: size }, () => (random.float() < 0.3 ? 1 : 0));
  const [notes, labs] = [new SparseMatrixBuilder(2), new SparseMatrixBuilder(2)];
  const states = new Uint8Array(2 * size);
  labels.forEach((label, row) => {
    const draw = (): Float32Array => Float32Array.of(label + random.normal(), random.normal());
    const absent = row % 3 === 0;
    states[2 * row] = absent ? 2 : 0;
    if (absent) notes.addEmptyRow();
    else notes.addRow({ indices: Int32Array.of(0, 1), values: draw() });
    labs.addRow({ indices: Int32Array.of(0, 1), values: draw() });
  });
  const ids = Array.from({ length: size }, (_, row) => `e${row}`);
  return {
    encounters: ids,
    patients: ids,
    modalities: ['notes', 'labs'],
    inputs: { notes: notes.build(), labs: labs.build() },
    states,
    labels,
    splits: Uint8Array.from({ length: size }, (_, row) => (row % 5 === 4 ? 3 : 0)),
  };
}

const data = dataset(3000);
const training = [...data.splits.keys()].filter((row) => data.splits[row] === 0);

describe('fitLogisticExperts', () => {
  test('each expert is the ridge logistic regression of its modality on training rows', () => {
    const { experts } = fitLogisticExperts(data, { c: 0.5 });
    const fit = fitLogisticRegression({
      design: {
        rows: training.length,
        columns: 2,
        values: Float64Array.from(
          training.flatMap((row) => [...data.inputs.labs!.values.subarray(2 * row, 2 * row + 2)]),
        ),
      },
      labels: training.map((row) => data.labels[row]!),
      penalties: [2, 2],
    });
    if (!isDefined(fit)) throw new Error(fit.undefined);
    fit.value.coefficients.forEach((weight, j) => expect(experts.labs!.weights[j]).toBeCloseTo(weight, 3));
    expect(experts.labs!.intercept).toBeCloseTo(fit.value.intercept, 3);
  });

  test('recovers the log odds that normal features have: weight 1, intercept logit p - 1/2', () => {
    const { experts, prior } = fitLogisticExperts(dataset(20_000), { c: 100 });
    for (const modality of ['notes', 'labs'] as const) {
      const expert = experts[modality]!;
      expect(Math.abs(expert.weights[0]! - 1)).toBeLessThan(0.1);
      expect(Math.abs(expert.weights[1]!)).toBeLessThan(0.1);
      expect(Math.abs(expert.intercept - (prior - 0.5))).toBeLessThan(0.1);
    }
  });

  test('a stronger ridge gives smaller weights', () => {
    const weak = fitLogisticExperts(data, { c: 1 }).experts.labs!.weights[0]!;
    const strong = fitLogisticExperts(data, { c: 1e-3 }).experts.labs!.weights[0]!;
    expect(strong).toBeGreaterThan(0);
    expect(strong).toBeLessThan(weak / 2);
  });

  test('labels outside training are not read', () => {
    const changed = {
      ...data,
      labels: data.labels.map((label, row) => (data.splits[row] === 0 ? label : 1 - label)),
    };
    expect(fitLogisticExperts(changed)).toEqual(fitLogisticExperts(data));
  });

  test('one class in training is an error; a modality nobody has gets no expert', () => {
    expect(() => fitLogisticExperts({ ...data, labels: new Uint8Array(3000) })).toThrow(ModelError);
    const absent = { ...data, states: data.states.map((state, i) => (i % 2 === 0 ? 2 : state)) };
    expect(Object.keys(fitLogisticExperts(absent).experts)).toEqual(['labs']);
  });
});

describe('expertLogits', () => {
  const experts = fitLogisticExperts(data, { c: 1 });

  test('evidence adds up on the prior', () => {
    const all = expertLogits(experts, data);
    const only = (column: number): Float64Array =>
      expertLogits(
        experts,
        data,
        data.states.map((_, i) => (i % 2 === column ? 1 : 0)),
      );
    const [notes, labs] = [only(0), only(1)];
    all.forEach((value, row) => expect(value).toBeCloseTo(notes[row]! + labs[row]! - experts.prior, 10));
  });

  test('nothing in use, or absent: the base rate', () => {
    const none = expertLogits(experts, data, new Uint8Array(6000));
    expect(new Set(none)).toEqual(new Set([experts.prior]));
    expect(sigmoid(experts.prior)).toBeCloseTo(
      training.filter((row) => data.labels[row] === 1).length / training.length,
      12,
    );
    const notesOnly = expertLogits(
      experts,
      data,
      data.states.map((_, i) => (i % 2 === 0 ? 1 : 0)),
    );
    expect(notesOnly[0]).toBe(experts.prior);
    expect(notesOnly[1]).not.toBe(experts.prior);
  });

  test('two independent modalities rank better than one, as theory says', () => {
    const test = [...data.splits.keys()].filter((row) => data.splits[row] === 3);
    const measure = (logits: Float64Array): number => {
      const result = auroc(
        test.map((row) => data.labels[row]!),
        test.map((row) => logits[row]!),
      );
      return isDefined(result) ? result.value : Number.NaN;
    };
    const one = measure(
      expertLogits(
        experts,
        data,
        data.states.map((_, i) => (i % 2 === 1 ? 1 : 0)),
      ),
    );
    const both = measure(expertLogits(experts, data));
    // Phi(1 / sqrt 2) = .760 for labs alone, Phi(1) = .841 where notes are there too.
    expect(Math.abs(one - 0.76)).toBeLessThan(0.06);
    expect(both).toBeGreaterThan(one + 0.02);
  });

  test('the prior is the logit of the training prevalence', () => {
    const share = training.filter((row) => data.labels[row] === 1).length / training.length;
    expect(experts.prior).toBeCloseTo(logit(share), 12);
  });
});
