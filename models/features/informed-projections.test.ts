import { describe, expect, it } from 'vitest';
import { RandomStream } from '../random/random-stream.ts';
import { sigmoid } from '../statistics/sigmoid.ts';
import { fitInformedProjections } from './informed-projections.ts';
import { project, type Projection } from './projection.ts';
import { SparseMatrixBuilder } from './sparse-rows.ts';

const ROWS = 3_000;
const FEATURES = 40;
const COMPONENTS = 12;

/**
 * Two modalities. What varies most tells nothing; a factor of half its size is in both; a private one of each is
 * smaller still, and that of the first tells the outcome.
 */
function planted() {
  const random = RandomStream.fromSeed(21);
  const loadings = Array.from({ length: 6 }, () =>
    Array.from({ length: FEATURES }, () => random.normal() / 6),
  );
  const factors = Array.from({ length: ROWS }, () => Array.from({ length: 5 }, () => random.normal()));
  const labels = Uint8Array.from(factors, ([, , own]) => Number(random.float() < sigmoid(-1 + 1.5 * own!)));
  const blocks = [0, 1].map((block) => {
    const builder = new SparseMatrixBuilder(FEATURES);
    const rowMask = new Uint8Array(ROWS);
    factors.forEach(([nuisance, shared, first, second, other], row) => {
      // The last hundred lack the second modality.
      rowMask[row] = Number(block === 0 || row < ROWS - 100);
      const seen = block === 0 ? [4 * nuisance!, 2 * shared!, first!] : [4 * other!, 2 * shared!, second!];
      const values = Float32Array.from({ length: FEATURES }, (_, column) =>
        seen.reduce((sum, size, k) => sum + size * loadings[3 * block + k]![column]!, 0.3 * random.normal()),
      );
      const indices = rowMask[row] === 1 ? Int32Array.from(values.keys()) : new Int32Array(0);
      builder.addRow({ indices, values: values.subarray(0, indices.length) });
    });
    return { matrix: builder.build(), rowMask };
  });
  return { factors, labels, blocks };
}

const { factors, labels, blocks } = planted();
const fitted = fitInformedProjections(blocks, labels, { components: COMPONENTS, seed: 1 });

/** An input over the rows that have the modality. */
function input(block: number, at: number): number[] {
  const values = project(fitted[block]!, blocks[block]!.matrix);
  const rows = [...blocks[block]!.rowMask.keys()].filter((row) => blocks[block]!.rowMask[row] === 1);
  return rows.map((row) => values[row * COMPONENTS + at]!);
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const deviation = (values: readonly number[]): number =>
  Math.sqrt(mean(values.map((value) => value * value)) - mean(values) ** 2);

function correlation(values: readonly number[], factor: number): number {
  const others = values.map((_, row) => factors[row]![factor]!);
  const product = mean(values.map((value, row) => value * others[row]!)) - mean(values) * mean(others);
  return product / (deviation(values) * deviation(others));
}

describe('fitInformedProjections', () => {
  it('has first what tells the outcome, then what the modalities share, then what varies', () => {
    expect(correlation(input(0, 0), 2)).toBeGreaterThan(0.9);
    for (const block of [0, 1]) {
      expect(Math.abs(correlation(input(block, 1), 1))).toBeGreaterThan(0.95);
      expect(deviation(input(block, 1))).toBeCloseTo(1, 1);
    }
    expect(Math.abs(correlation(input(0, 2), 0))).toBeGreaterThan(0.95);
  });

  it('makes the more of the first direction, the more it tells', () => {
    expect(deviation(input(0, 0))).toBeGreaterThan(2);
    expect(deviation(input(1, 0))).toBeLessThan(0.5);
  });

  it('holds the leading components small, half as many as there are inputs, and leaves the rest empty', () => {
    const leading = Array.from({ length: COMPONENTS / 2 }, (_, at) => deviation(input(0, 2 + at)));
    expect(leading.reduce((sum, own) => sum + own * own, 0)).toBeCloseTo(0.5, 1);
    expect(leading).toEqual(leading.toSorted((a, b) => b - a));
    for (let at = 2 + COMPONENTS / 2; at < COMPONENTS; at += 1) expect(deviation(input(0, at))).toBe(0);
  });

  it('is linear in the features and centred, and leaves a stay without the modality at zero', () => {
    const projection: Projection = fitted[1]!;
    expect(projection).toMatchObject({ columns: FEATURES, components: COMPONENTS, scale: 1 });
    expect(Math.abs(mean(input(1, 0)))).toBeLessThan(0.01);
    const values = project(projection, blocks[1]!.matrix);
    expect([...values.subarray((ROWS - 1) * COMPONENTS)]).toEqual(new Array(COMPONENTS).fill(0));
  });

  it('reads labels and features of the masked rows alone', () => {
    const masked = blocks.map(({ matrix, rowMask }) => ({
      matrix,
      rowMask: rowMask.map((bit, row) => (row < 2_000 ? bit : 0)),
    }));
    const others = labels.map((label, row) => (row < 2_000 ? label : 1 - label));
    const options = { components: COMPONENTS, seed: 1 };
    expect(fitInformedProjections(masked, others, options)).toEqual(
      fitInformedProjections(masked, labels, options),
    );
  });
});
