import * as tf from '@tensorflow/tfjs-core';
import { discriminate, discriminationLoss } from '../../../ebr/discriminator.ts';
import { applyDense, denseSpecs, type DenseStack } from '../../../encoders/dense.ts';
import type { Weights } from '../../../encoders/parameters.ts';
import { classLoss, meanOverRows } from '../losses.ts';
import { type CreateMethod, keepAll } from '../method.ts';
import {
  applyToBoth,
  choose,
  classify,
  encodeAudio,
  encodeImage,
  networkSpecs,
  stackModalities,
} from '../networks.ts';

/** Weights of the losses that align what is shared, and tell apart what is specific. */
const ALIGNMENT = 0.1;
const SPECIFICITY = 0.02;

/**
 * Shared and specific parts of each modality; absent audio is what the image shares.
 * @see Wang et al. 2023, "Multi-modal learning with missing modality via shared-specific feature modelling"
 */
export const createShaSpec: CreateMethod = (nets) => {
  const { encodingWidth: width } = nets;
  const stack = (name: string, groups: number, inputs: number, widths: readonly number[]): DenseStack => ({
    name,
    groups,
    inputs,
    widths,
  });
  const shared = stack('shared', 1, width, [width, width]);
  const specific = stack('specific', 2, width, [width, width]);
  const projection = stack('projection', 1, 2 * width, [width]);
  const modality = stack('modality', 1, width, [2]);
  /** Of one modality, `[members, batch, width]`: what it shares with the other. */
  const share = (unimodal: tf.Tensor3D, weights: Weights): tf.Tensor3D =>
    applyDense(unimodal, weights, shared);
  const fuse = (own: tf.Tensor3D, rest: tf.Tensor3D, weights: Weights): tf.Tensor3D =>
    tf.add(own, applyDense(tf.concat3d([own, rest], 2), weights, projection));
  return {
    groups: {
      network: [
        ...networkSpecs(nets),
        ...[shared, specific, projection, modality].flatMap((own) => denseSpecs(own)),
      ],
    },
    objective: ({ batch, drop }) => ({
      moves: ['network'],
      loss: (weights) => {
        const image = encodeImage(nets, batch.images, weights, drop);
        const audio = encodeAudio(nets, batch.audio, weights, drop);
        const alike = [share(image, weights), share(audio, weights)] as const;
        const apart = applyToBoth([image, audio], weights, specific);
        const slots = [
          fuse(alike[0], apart[0], weights),
          choose(batch.present, fuse(alike[1], apart[1], weights), alike[0]),
        ] as const;
        const distance: tf.Tensor3D = tf.mean(tf.abs(tf.sub(alike[0], alike[1])), 2, true);
        const observed = stackModalities([tf.onesLike(batch.present), batch.present]);
        const told = discriminationLoss(discriminate(stackModalities(apart), modality, weights), observed);
        return tf.addN([
          classLoss(classify(nets, slots, weights, drop), batch.labels),
          tf.mul(meanOverRows(distance, batch.present), ALIGNMENT),
          tf.mul(told, SPECIFICITY),
        ]);
      },
    }),
    logits: (images, weights) => {
      const image = encodeImage(nets, images, weights, keepAll);
      const alike = share(image, weights);
      const [apart] = applyToBoth([image, image], weights, specific);
      return classify(nets, [fuse(alike, apart, weights), alike], weights, keepAll);
    },
  };
};
