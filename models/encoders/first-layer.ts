import type * as tf from '@tensorflow/tfjs-core';
import type { SparseMatrix } from '../features/sparse-matrix.ts';
import { embeddingBag } from './embedding-bag.ts';
import { hourlyRecurrence } from './hourly-recurrence.ts';
import { hourlyColumns } from './hourly-steps.ts';
import type { ParameterSpec, Weights } from './parameters.ts';

/**
 * How the features of a modality become the `p` inputs of its encoder where that is learned with the network, rather
 * than fixed by a projection. Plain data.
 */
export type FirstLayer = {
  /** Of the result, `p`. */
  readonly width: number;
} &
  /** A recurrent network over hours: of each item its value, whether it was measured, and how long ago. */
  (
    | { readonly kind: 'recurrent'; readonly items: number; readonly hours: number }
    /** The weighted sum of a vector for each feature. */
    | { readonly kind: 'bag'; readonly columns: number }
  );

/** Features that a layer reads. */
export const featuresOfLayer = (layer: FirstLayer): number =>
  layer.kind === 'bag' ? layer.columns : hourlyColumns(layer);

/** A first layer, and whose. */
export interface ModalityLayer {
  /** Place of the modality in the model. */
  readonly modality: number;
  readonly layer: FirstLayer;
}

/** Features of one modality, and the rows of them that each member reads; one list for all members where they share. */
export interface FeatureRows {
  readonly matrix: SparseMatrix;
  readonly rows: readonly Int32Array[];
  readonly members: number;
}

/** Rows of one modality on the engine, as its first layer reads them. */
export interface UploadedRows {
  /** What gradients may be taken of. */
  readonly values: tf.Tensor;
  /** Inputs of the encoder, `[members, batch, p]`; 0 where the modality has no features. */
  read(values: tf.Tensor, weights: Weights): tf.Tensor3D;
  /**
   * Gradient x value of each feature of the first row, `[columns]`: what it adds to the logit beside a record without it.
   * @param gradient of `values`.
   */
  effects(gradient: ArrayLike<number>): Float64Array;
}

/** What a kind of first layer does. */
export interface LayerKind<Layer> {
  specs(layer: Layer, name: string): ParameterSpec[];
  /** The caller disposes, or tidies. */
  upload(layer: Layer, name: string, features: FeatureRows): UploadedRows;
}

const nameOf = ({ modality }: ModalityLayer): string => `first.${modality}`;

/** Parameters of a first layer, all of one modality. */
export function firstLayerSpecs(own: ModalityLayer): ParameterSpec[] {
  const name = nameOf(own);
  const { layer, modality } = own;
  const specs = layer.kind === 'bag' ? embeddingBag.specs(layer, name) : hourlyRecurrence.specs(layer, name);
  return specs.map((spec) => ({ ...spec, modality }));
}

/** Puts rows on the engine for a first layer. The caller disposes, or tidies. */
export function uploadRows(own: ModalityLayer, features: FeatureRows): UploadedRows {
  const { layer } = own;
  return layer.kind === 'bag'
    ? embeddingBag.upload(layer, nameOf(own), features)
    : hourlyRecurrence.upload(layer, nameOf(own), features);
}
