import * as tf from '@tensorflow/tfjs-core';
import { classLoss } from '../losses.ts';
import { type CreateMethod, keepAll } from '../method.ts';
import { classify, encodeAudio, encodeImage, networkSpecs } from '../networks.ts';

/** Encodings side by side, zeros where there is no audio. */
export const createConcat: CreateMethod = (nets) => ({
  groups: { network: networkSpecs(nets) },
  objective: ({ batch, drop }) => ({
    moves: ['network'],
    loss: (weights) => {
      const image = encodeImage(nets, batch.images, weights, drop);
      const audio = tf.mul(encodeAudio(nets, batch.audio, weights, drop), batch.present);
      return classLoss(classify(nets, [image, audio as tf.Tensor3D], weights, drop), batch.labels);
    },
  }),
  logits: (images, weights) => {
    const image = encodeImage(nets, images, weights, keepAll);
    return classify(nets, [image, tf.zerosLike(image)], weights, keepAll);
  },
});
