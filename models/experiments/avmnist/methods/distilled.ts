import * as tf from '@tensorflow/tfjs-core';
import { normalise } from '../../../distillation/embedding.ts';
import { infoNceLoss } from '../../../distillation/info-nce.ts';
import { applyDense, denseSpecs, type DenseStack } from '../../../encoders/dense.ts';
import { type Create, type CreateMethod, keepAll, type Learner } from '../method.ts';
import { encodeAudio, encodeImage } from '../networks.ts';

const TEMPERATURE = 0.07;
/** Weight of the distillation beside the method's own loss. */
const WEIGHT = 0.8;
/** Rows with both, a step. */
const PAIRS = 32;
const EMBEDDING_WIDTH = 64;

/**
 * A method whose weaker encoder, that of the audio, also learns from the stronger one, that of the image, which is
 * constant in each step: contrastively, on rows that have both.
 * @see method.md 4.2
 */
export const distilled =
  (createMethod: CreateMethod): CreateMethod =>
  (nets, recipe) => {
    const own = createMethod(nets, recipe);
    return {
      ...distilling(() => own)(nets, recipe),
      logits: (images, weights) => own.logits(images, weights),
    };
  };

/** {@link distilled} of what learns and need not tell digits. */
export const distilling =
  (create: Create<Learner>): Create<Learner> =>
  (nets, recipe) => {
    const method = create(nets, recipe);
    const embedding = (name: string): DenseStack => ({
      name,
      groups: 1,
      inputs: nets.encodingWidth,
      widths: [EMBEDDING_WIDTH],
    });
    const student = embedding('embedding.student');
    const teacher = embedding('embedding.teacher');
    return {
      rates: method.rates ?? {},
      dispose: () => method.dispose?.(),
      groups: { ...method.groups, embeddings: [...denseSpecs(student), ...denseSpecs(teacher)] },
      objective: (step) => {
        const own = method.objective(step);
        const pairs = step.pairs(PAIRS);
        const taught = encodeImage(nets, pairs.images, step.weights, keepAll);
        return {
          moves: [...own.moves, 'embeddings'],
          loss: (weights) => {
            const audio = encodeAudio(nets, pairs.audio, weights, step.drop);
            const students = normalise(applyDense(audio, weights, student));
            const teachers = normalise(applyDense(taught, weights, teacher));
            const loss = infoNceLoss(students, teachers, pairs.present, TEMPERATURE);
            return tf.add(own.loss(weights), tf.mul(loss, WEIGHT));
          },
        };
      },
    };
  };
