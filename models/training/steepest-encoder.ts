import * as tf from '@tensorflow/tfjs-core';
import type { BatchRows } from '../network/batch.ts';
import type { ModalityName } from '../modalities/modality.ts';
import { sizeOf } from '../encoders/parameters.ts';
import type { SourceTable } from '../substitution/source-table.ts';
import { computeGradients } from './gradients.ts';
import type { ModelState } from './model-state.ts';
import type { PreparedRun } from './prepare.ts';
import { trainingBatch } from './training-batch.ts';

const ENCODER = 'encoder.';

/**
 * The modality whose encoder the loss moves most: where a training that went wrong went wrong first. A gradient that is
 * no finite number counts as the largest.
 * @param members rows of each member.
 */
export function steepestEncoder(
  run: PreparedRun,
  state: ModelState,
  { members, table }: { readonly members: readonly BatchRows[]; readonly table: SourceTable },
): ModalityName | undefined {
  const { modalities } = run.inputs;
  const squares = modalities.map(() => 0);
  const gradient = semanticGradient(run, state, members, table);
  const size = gradient.length / state.members;
  for (let member = 0; member < state.members; member += 1) {
    let start = member * size;
    for (const spec of state.network.specs.semantic) {
      const end = start + sizeOf(spec);
      if (spec.name.startsWith(ENCODER)) addSquares(squares, gradient.subarray(start, end));
      start = end;
    }
  }
  const largest = squares.map((sum) => (Number.isFinite(sum) ? sum : Infinity));
  return modalities[largest.indexOf(Math.max(...largest))];
}

function semanticGradient(
  run: PreparedRun,
  state: ModelState,
  members: readonly BatchRows[],
  table: SourceTable,
): Float32Array {
  const { adversarialReach, unimodalWeight, focalGamma } = run.configuration;
  return tf.tidy(() => {
    const { roles } = computeGradients(state, trainingBatch(run, members, table), {
      semantic: true,
      adversarial: false,
      lambda: 0,
      adversarialReach,
      unimodalWeight,
      focalGamma,
    });
    return roles.semantic?.dataSync<'float32'>() ?? new Float32Array(0);
  });
}

/** Adds the squares of a parameter that every modality has, one block a modality. */
function addSquares(squares: number[], values: Float32Array): void {
  const block = values.length / squares.length;
  values.forEach((value, i) => {
    const m = Math.floor(i / block);
    squares[m] = (squares[m] ?? 0) + value * value;
  });
}
