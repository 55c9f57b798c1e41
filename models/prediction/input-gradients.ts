import * as tf from '@tensorflow/tfjs-core';
import { projectedInputs, sharedInputs } from '../network/batch.ts';
import type { WeightedNetwork } from '../network/forward.ts';
import type { ModelInputs } from '../network/inputs.ts';
import type { ModalityName } from '../modalities/modality.ts';

/**
 * Of a projected modality: gradient and value of each input, members averaged. Of one whose first layer is learned:
 * gradient x value of each feature.
 */
export type InputGradient =
  { readonly gradient: Float32Array; readonly input: Float32Array } | { readonly effects: Float64Array };

/** Of one encounter, by modality. */
export type InputGradients = Readonly<Partial<Record<ModalityName, InputGradient>>>;

/**
 * Gradients of a figure of the first row with respect to what all members read of it. To be called within a scope.
 * @param figureOf the figure, from the latents of that row.
 */
export function inputGradients(
  { network, members, weights }: WeightedNetwork,
  inputs: ModelInputs,
  figureOf: (latents: tf.Tensor3D) => tf.Scalar,
): InputGradients {
  const rows = Int32Array.of(0);
  const x = projectedInputs(inputs, [rows]);
  const { features } = sharedInputs(inputs, rows, members);
  // Where all inputs are learned nothing leads from the projected ones to the figure.
  const fixed = features.length < inputs.modalities.length ? [x] : [];
  const figure = (...parts: tf.Tensor[]): tf.Scalar => {
    const [shared = x] = parts.slice(0, fixed.length);
    const values = parts.slice(fixed.length);
    const projected: tf.Tensor3D = tf.tile(shared as tf.Tensor3D, [members, 1, 1]);
    const own = features.map(({ modality, rows }, i) => ({
      modality,
      rows: { ...rows, values: values[i] ?? rows.values },
    }));
    const read = network.read({ projected, features: own }, weights);
    return figureOf(network.latent(network.encode(read, weights), weights));
  };
  const slopes = tf.grads(figure)([...fixed, ...features.map(({ rows: { values } }) => values)]);
  const ofFeatures = slopes.slice(fixed.length);
  const [ofInputs] = slopes.slice(0, fixed.length);
  const gradient = ofInputs?.dataSync<'float32'>() ?? new Float32Array(0);
  const input = x.dataSync<'float32'>();
  const { width } = inputs;
  const entries = inputs.modalities.map((name, m): [string, InputGradient] => {
    const place = features.findIndex(({ modality }) => modality === m);
    const effects = features[place]?.rows.effects(ofFeatures[place]?.dataSync<'float32'>() ?? []);
    if (effects !== undefined) return [name, { effects }];
    const at = (values: Float32Array): Float32Array => values.slice(m * width, (m + 1) * width);
    return [name, { gradient: at(gradient), input: at(input) }];
  });
  return Object.fromEntries(entries);
}
