import * as tf from '@tensorflow/tfjs-core';
import { classLoss } from '../losses.ts';
import { type CreateMethod, keepAll } from '../method.ts';
import { classify, encodeImage, imageSpecs } from '../networks.ts';

/** The lower bound: the slot of the audio is always empty. */
export const createImageOnly: CreateMethod = (nets) => ({
  groups: { network: imageSpecs(nets) },
  objective: ({ batch, drop }) => ({
    moves: ['network'],
    loss: (weights) => {
      const image = encodeImage(nets, batch.images, weights, drop);
      return classLoss(classify(nets, [image, tf.zerosLike(image)], weights, drop), batch.labels);
    },
  }),
  logits: (images, weights) => {
    const image = encodeImage(nets, images, weights, keepAll);
    return classify(nets, [image, tf.zerosLike(image)], weights, keepAll);
  },
});
