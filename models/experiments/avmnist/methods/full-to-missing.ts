import * as tf from '@tensorflow/tfjs-core';
import { applyDense, denseSpecs, type DenseStack } from '../../../encoders/dense.ts';
import type { Weights } from '../../../encoders/parameters.ts';
import { stopGradient } from '../../../training/scaled-gradient.ts';
import { classLoss, squaredError } from '../losses.ts';
import { type CreateMethod, keepAll, type Objective, type Step } from '../method.ts';
import {
  createNetworks,
  encodeAudio,
  encodeImage,
  fuse,
  imageSpecs,
  type Networks,
  networkSpecs,
  readOut,
} from '../networks.ts';
import { stageOf } from '../stages.ts';
import { constant, realLoss } from './gan.ts';

/** Weights of the distance to the teacher, and of what makes student and teacher hard to tell apart. */
const DISTANCE = 1;
const ADVERSARY = 0.1;
const PAIRS = 32;

interface Both {
  readonly teacher: Networks;
  readonly student: Networks;
  readonly judge: DenseStack;
}

/**
 * A teacher learns from pairs; a student of the same shape, whose slot for the audio is empty, learns from all images
 * and is drawn to what the teacher makes of pairs, by squared error and by a discriminator. Our reading, as no
 * authors' code is known: what is compared is the fused representation, and the teacher learns for the first third of
 * the epochs and then stands still.
 * @see Shen & Gao 2019, "Brain tumor segmentation on MRI with missing modalities"
 */
export const createFullToMissing: CreateMethod = (student, recipe) => {
  const teacher = createNetworks(recipe, 'teacher.');
  const judge: DenseStack = {
    name: 'judge',
    groups: 1,
    inputs: student.classifier.widths[0] ?? 1,
    widths: [64, 1],
  };
  const both = { teacher, student, judge };
  return {
    groups: { network: imageSpecs(student), teacher: networkSpecs(teacher), judge: denseSpecs(judge) },
    objective: (step) =>
      stageOf(step.epoch, recipe.epochs) === 'encoders'
        ? teachingObjective(both, step)
        : learningObjective(both, step),
    logits: (images, weights) =>
      readOut(student, fuseImage(student, images, weights, keepAll), weights, keepAll),
  };
};

/** Student and teacher, each for itself. */
function teachingObjective({ teacher, student }: Both, { batch, pairs, drop }: Step): Objective {
  const taught = pairs(PAIRS);
  return {
    moves: ['network', 'teacher'],
    loss: (weights) => {
      const own = readOut(student, fuseImage(student, batch.images, weights, drop), weights, drop);
      const full = readOut(teacher, fusePair(teacher, taught, weights, drop), weights, drop);
      return tf.add(classLoss(own, batch.labels), classLoss(full, taught.labels));
    },
  };
}

function learningObjective({ teacher, student, judge }: Both, step: Step): Objective {
  const { batch, drop } = step;
  const pairs = step.pairs(PAIRS);
  const full = fusePair(teacher, pairs, step.weights, keepAll);
  return {
    moves: ['network', 'judge'],
    loss: (weights) => {
      const own = readOut(student, fuseImage(student, batch.images, weights, drop), weights, drop);
      const partial = fuseImage(student, pairs.images, weights, drop);
      const verdict = (fused: tf.Tensor3D, by: Weights): tf.Tensor3D => applyDense(fused, by, judge);
      return tf.addN([
        classLoss(own, batch.labels),
        tf.mul(squaredError(partial, full), DISTANCE),
        tf.mul(realLoss(verdict(partial, constant(weights, judge))), ADVERSARY),
        realLoss(verdict(full, weights)),
        realLoss(tf.neg(verdict(stopGradient(partial), weights))),
      ]);
    },
  };
}

type Drop = Step['drop'];

function fuseImage(nets: Networks, images: tf.Tensor3D, weights: Weights, drop: Drop): tf.Tensor3D {
  const image = encodeImage(nets, images, weights, drop);
  return fuse(nets, [image, tf.zerosLike(image)], weights, drop);
}

function fusePair(
  nets: Networks,
  { images, audio }: Pick<Step['batch'], 'images' | 'audio'>,
  weights: Weights,
  drop: Drop,
): tf.Tensor3D {
  const encodings = [
    encodeImage(nets, images, weights, drop),
    encodeAudio(nets, audio, weights, drop),
  ] as const;
  return fuse(nets, encodings, weights, drop);
}
