import * as tf from '@tensorflow/tfjs-core';
import { imageEncoderSpecs } from '../../images/image-encoder.ts';
import { denseSpecs } from '../../encoders/dense.ts';
import { classLoss } from './losses.ts';
import type { Create, Learner } from './method.ts';
import { classify, encodeAudio } from './networks.ts';

/** Digits from their spoken names alone, on the rows that have them: what the other modality could not displace. */
export const createAudioOnly: Create<Learner> = (nets) => ({
  groups: { network: [...imageEncoderSpecs(nets.audio), ...denseSpecs(nets.classifier)] },
  objective: ({ pairs, batch, drop }) => {
    const { audio, labels } = pairs(batch.images.shape[1]);
    return {
      moves: ['network'],
      loss: (weights) => {
        const own = encodeAudio(nets, audio, weights, drop);
        return classLoss(classify(nets, [tf.zerosLike(own), own], weights, drop), labels);
      },
    };
  },
});
