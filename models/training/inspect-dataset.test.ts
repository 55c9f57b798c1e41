import { describe, expect, test } from 'vitest';
import type { SparseMatrix } from '../features/sparse-matrix.ts';
import type { ModalityName } from '../modalities/modality.ts';
import { syntheticDataset } from '../testing/synthetic-dataset.ts';
import { tinyConfiguration } from '../testing/tiny-run.ts';
import { chooseModalities } from './choose-modalities.ts';
import { PRESETS } from './configuration.ts';
import type { Dataset } from './dataset.ts';
import { inspectDataset } from './inspect-dataset.ts';
import { memoryNeed } from './memory-need.ts';

const DATA = syntheticDataset({ encounters: 600 });
const CONFIGURATION = tinyConfiguration();
const PLENTY = 1e12;
const M = DATA.modalities.length;

const inspect = (data: Dataset, free = PLENTY): string[] => inspectDataset(data, CONFIGURATION, free);
const failureOf = (data: Dataset, free = PLENTY): unknown => {
  try {
    return inspect(data, free);
  } catch (error) {
    return error;
  }
};

/** The data with other features of one modality. */
const withInput = (name: ModalityName, change: (matrix: SparseMatrix) => SparseMatrix): Dataset => ({
  ...DATA,
  inputs: { ...DATA.inputs, [name]: change(DATA.inputs[name]!) },
});
/** The data with one modality unavailable to everyone. */
const withoutModality = (name: ModalityName, data = DATA): Dataset => ({
  ...data,
  states: data.states.map((state, i) => (i % M === data.modalities.indexOf(name) ? 2 : state)),
});
const relabel = (label: (row: number) => number): Dataset => ({
  ...DATA,
  labels: Uint8Array.from(DATA.labels, (_, row) => label(row)),
});

describe('labels', () => {
  test('one class only is refused', () => {
    const one = relabel((row) => Number(DATA.splits[row] !== 0));
    expect(failureOf(one)).toMatchObject({
      code: 'one_class',
      message: expect.stringMatching(/0 of 360/) as string,
    });
  });

  test('too few positives are a warning for each split that suffers', () => {
    const few = relabel((row) => Number(row % 100 === 0));
    expect(inspect(few).filter((warning) => warning.startsWith('too_few_positives'))).toHaveLength(3);
    const larger = syntheticDataset({ encounters: 3000 });
    expect(inspect(larger)).toEqual([]);
  });
});

describe('a modality', () => {
  test('that is absent from everyone is left out by name', () => {
    expect(inspect(withoutModality('labs')).join()).toMatch(/labs is left out .* absent from every training/);
  });

  test('that is the same for everyone is left out by name', () => {
    const constant = withInput('labs', (matrix) => {
      const { indptr } = matrix;
      // Every row that has entries has the one entry.
      const lengths = Array.from({ length: matrix.rows }, (_, row) =>
        Math.min(1, indptr[row + 1]! - indptr[row]!),
      );
      const starts = Int32Array.from(
        [0, ...lengths].map((_, i, all) => all.slice(0, i + 1).reduce((a, b) => a + b, 0)),
      );
      const total = starts.at(-1)!;
      return {
        ...matrix,
        indptr: starts,
        indices: new Int32Array(total).fill(2),
        values: new Float32Array(total).fill(3),
      };
    });
    expect(inspect(constant).join()).toMatch(/labs is left out .* the same in all \d+ training/);
    expect(chooseModalities(constant).modalities).not.toContain('labs');
  });

  test('whose vocabulary is empty is left out by name', () => {
    const empty = withInput('labs', (matrix) => ({
      ...matrix,
      columns: 0,
      indptr: new Int32Array(matrix.rows + 1),
      indices: new Int32Array(0),
      values: new Float32Array(0),
    }));
    expect(inspect(withoutModality('labs', empty)).join()).toMatch(/labs is left out .* vocabulary is empty/);
  });

  test('with a feature that is no number is refused by name', () => {
    const broken = withInput('notes', (matrix) => ({
      ...matrix,
      values: matrix.values.map((value, i) => (i === 7 ? NaN : value)),
    }));
    expect(failureOf(broken)).toMatchObject({
      code: 'not_finite',
      message: expect.stringMatching(/notes/) as string,
    });
  });

  test('there must be, and what is wrong with each is said', () => {
    const none = { ...DATA, states: DATA.states.map(() => 2) };
    const error = failureOf(none);
    expect(error).toMatchObject({ code: 'modality' });
    expect((error as Error).message).toMatch(/demographics: absent .*; medications: absent/);
  });
});

describe('memory', () => {
  test('that is not there is refused, and little of it is a warning', () => {
    const need = memoryNeed(DATA, CONFIGURATION, DATA.modalities);
    expect(failureOf(DATA, need / 2)).toMatchObject({ code: 'memory' });
    expect(inspect(DATA, need * 1.5).join()).toMatch(/takes about .* GB of the .* GB/);
    expect(inspect(DATA, need * 10).join()).not.toMatch(/GB/);
  });

  test('grows with features, components and members', () => {
    const need = (settings: Record<string, unknown>, data = DATA): number =>
      memoryNeed(data, tinyConfiguration({ settings }), data.modalities);
    expect(need({ members: 4 })).toBeGreaterThan(1.5 * need({ members: 2 }));
    const wide = withInput('labs', (matrix) => ({ ...matrix, columns: 1_000_000 }));
    const more = need({}, wide) - need({});
    expect(more).toBe((1_000_000 - DATA.inputs.labs!.columns) * CONFIGURATION_COMPONENTS * 4);
    const paper = { ...PRESETS.paper };
    expect(memoryNeed(DATA, { ...CONFIGURATION, ...paper }, DATA.modalities)).toBeGreaterThan(5e7);
  });
});

const CONFIGURATION_COMPONENTS = Number(CONFIGURATION.components);
