import * as tf from '@tensorflow/tfjs-core';
import { planEpoch } from '../../../ebr/schedule.ts';
import { denseSpecs } from '../../../encoders/dense.ts';
import { adversarialLoss, createHeads } from '../heads.ts';
import { type Create, type CreateMethod, keepAll, type Learner } from '../method.ts';
import { encodeAudio, encodeImage } from '../networks.ts';

/** A method with the encoders of Explicit Basis Reallocation in the place of its own, all else as it has it. */
export const reallocated =
  (createMethod: CreateMethod): CreateMethod =>
  (nets, recipe) => {
    const own = createMethod({ ...nets, heads: createHeads(nets, recipe) }, recipe);
    return {
      ...reallocating(() => own)(nets, recipe),
      logits: (images, weights) => own.logits(images, weights),
    };
  };

/** {@link reallocated} of what learns and need not tell digits. */
export const reallocating =
  (create: Create<Learner>): Create<Learner> =>
  (nets, recipe) => {
    const heads = createHeads(nets, recipe);
    const own = create({ ...nets, heads }, recipe);
    return {
      rates: own.rates ?? {},
      groups: {
        ...own.groups,
        decoder: denseSpecs(heads.decoder),
        head: denseSpecs(heads.head),
        discriminator: denseSpecs(heads.discriminator),
      },
      objective: (step) => {
        const { batch } = step;
        const { semantic, adversarial } = planEpoch({ ...recipe, encoders: 'ebr' }, step.epoch, false);
        const task = semantic ? own.objective(step) : null;
        // No gradient of the adversary goes beyond the heads, so that what the encoders make is constant to it.
        const unimodal = [
          encodeImage(nets, batch.images, step.weights, keepAll),
          encodeAudio(nets, batch.audio, step.weights, keepAll),
        ] as const;
        return {
          moves: [
            ...(task ? [...task.moves, 'decoder'] : []),
            'head',
            ...(adversarial ? ['discriminator'] : []),
          ],
          loss: (weights) => {
            const losses = [
              ...(task ? [task.loss(weights)] : []),
              ...(adversarial
                ? [adversarialLoss(heads, unimodal, { batch, weights, lambda: recipe.lambda })]
                : []),
            ];
            return losses.reduce((sum: tf.Tensor1D, loss) => tf.add(sum, loss));
          },
        };
      },
      dispose: () => own.dispose?.(),
    };
  };
