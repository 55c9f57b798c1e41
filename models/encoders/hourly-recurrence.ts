import * as tf from '@tensorflow/tfjs-core';
import type { FirstLayer, LayerKind } from './first-layer.ts';
import { hourlyEffects, hourlySteps, stepWidth } from './hourly-steps.ts';
import { applyRecurrence, recurrenceSpecs } from './recurrence.ts';

type RecurrentLayer = Extract<FirstLayer, { kind: 'recurrent' }>;

/** Reads a record hour by hour, oldest first, and hands on what it remembers at the prediction time. */
export const hourlyRecurrence: LayerKind<RecurrentLayer> = {
  specs: (layer, name) => recurrenceSpecs({ name, inputs: stepWidth(layer), width: layer.width }),

  upload: (layer, name, { matrix, rows, members }) => {
    const { hours } = layer;
    const batch = rows[0]?.length ?? 0;
    const width = stepWidth(layer);
    const steps = new Float32Array(rows.length * hours * batch * width);
    const begun = new Float32Array(rows.length * hours * batch);
    rows.forEach((own, list) => {
      const read = hourlySteps(matrix, own, layer);
      steps.set(read.steps, list * hours * batch * width);
      begun.set(read.begun, list * hours * batch);
    });
    const values = tf.tensor4d(steps, [rows.length, hours, batch, width]);
    const running = forAll(tf.tensor4d(begun, [rows.length, hours, batch, 1]), members);
    return {
      values,
      read: (current, weights) => {
        const own = forAll(current as tf.Tensor4D, members);
        return applyRecurrence({ steps: own, begun: running }, weights, name);
      },
      effects: (gradient) => hourlyEffects(matrix, rows[0]?.[0] ?? 0, layer, gradient),
    };
  },
};

/** What members share, once for each. */
function forAll(tensor: tf.Tensor4D, members: number): tf.Tensor4D {
  return tensor.shape[0] === members ? tensor : tf.tile(tensor, [members, 1, 1, 1]);
}
