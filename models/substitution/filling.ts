import * as tf from '@tensorflow/tfjs-core';
import type { Weights } from '../encoders/parameters.ts';
import type { Network, Slots } from '../network/network.ts';
import type { Slotwise } from '../network/network-part.ts';
import { selectSource } from './select-source.ts';
import type { SourceTable } from './source-table.ts';

/** How the slots of missing modalities are filled, as a policy resolves to it. */
export interface Filling {
  readonly table: SourceTable;
  /**
   * What a stand-in lends: its latent, decoded by the slot's own `g`, or its encoding as it is.
   * With the latent, `z_i = g_i(h_j(f_j(x_j)))`, never computed from another proxy.
   */
  readonly lends: 'latent' | 'encoding';
  /**
   * Encodings for the slots that the table marks as prepared, `[members * M, rows or 1, d]`; absent = those that the
   * network predicts.
   */
  readonly prepared?: tf.Tensor3D;
}

/**
 * The encoding in each slot, `[members * M, batch, d]`; what is not filled holds its own content, to be ignored.
 * @param latents `[members * M, batch, k]`.
 */
export function fillEncodings(
  { network, weights }: { readonly network: Network; readonly weights: Weights },
  latents: tf.Tensor3D,
  slots: Slots,
  { lends, prepared }: Pick<Filling, 'lends' | 'prepared'> = { lends: 'latent' },
): tf.Tensor3D {
  const select = (x: tf.Tensor3D): tf.Tensor3D => (slots.sources ? selectSource(x, slots.sources) : x);
  const encodings =
    lends === 'latent' ? network.decode(select(latents), weights) : select(network.decode(latents, weights));
  if (!slots.prepared) return encodings;
  const made = prepared ?? network.predict(slotwise({ network, weights }, latents, slots), weights);
  return tf.add(tf.mul(encodings, tf.sub(1, slots.prepared)), tf.mul(made, slots.prepared));
}

/** What is in each slot by itself. A slot is heard where its own content fills it, so a dead modality's is not. */
export function slotwise(
  { network, weights }: { readonly network: Network; readonly weights: Weights },
  latents: tf.Tensor3D,
  { used, filled }: Slots,
): Slotwise {
  return { latents, encodings: network.decode(latents, weights), heard: tf.mul(used, filled) };
}
