import * as tf from '@tensorflow/tfjs-core';
import { discriminate, discriminationLoss } from '../ebr/discriminator.ts';
import {
  joinWeights,
  nameWeights,
  type ParameterSpec,
  sizeOf,
  weightOf,
  type Weights,
} from '../encoders/parameters.ts';
import type { TrainingBatch } from './training-batch.ts';
import type { Lesson } from '../fusion/fusion.ts';
import type { DropoutMasks, Network, Role } from '../network/network.ts';
import type { RandomStream } from '../random/random-stream.ts';
import { fillEncodings } from '../substitution/filling.ts';
import { weightedLoss } from './losses.ts';
import type { ModelState } from './model-state.ts';

export interface GradientPlan {
  /** `f, g, phi, c` and `h` descend `L_sem`. */
  readonly semantic: boolean;
  /** `psi` descends and `h` ascends `L_md`. */
  readonly adversarial: boolean;
  readonly lambda: number;
  readonly adversarialReach: 'h' | 'f+h';
  readonly unimodalWeight: number;
  /** Of the focal loss; 0 or absent = cross-entropy. */
  readonly focalGamma?: number;
  /** Of the losses that the fusion brings of its own; absent = 1. */
  readonly auxiliaryWeight?: number;
  /** For what the fusion draws; absent = it learns as it scores, from the cross-entropy alone. */
  readonly random?: RandomStream;
  readonly dropout?: DropoutMasks;
}

/** Gradients `[members, size]` of the roles that move, and the losses `[members]`. The caller disposes. */
export type Gradients = {
  readonly roles: Partial<Record<Role, tf.Tensor2D>>;
  readonly semanticLoss: tf.Tensor1D;
  /** Of the fusion's own, weighted; absent where it has none. */
  readonly auxiliaryLoss?: tf.Tensor1D;
  /** Absent where the adversary rests. */
  readonly discriminationLoss?: tf.Tensor1D;
};

/**
 * Gradients of one iteration, all taken at the same point before anything is moved:
 * `psi` by `grad L_md`; `h` by `grad L_sem - lambda grad L_md`; `f, g, phi, c` by `grad L_sem`
 * (`f` by the same difference as `h` where the adversary reaches it).
 * @see Chaudhuri et al. 2025, section 3.4
 */
export function computeGradients(state: ModelState, batch: TrainingBatch, plan: GradientPlan): Gradients {
  return tf.tidy((): Gradients => {
    const semantic = semanticPass(state, batch, plan);
    const roles: Partial<Record<Role, tf.Tensor2D>> = { ...semantic.roles };
    const losses = {
      semanticLoss: semantic.loss,
      ...(semantic.auxiliary && { auxiliaryLoss: semantic.auxiliary }),
    };
    if (!plan.adversarial) return { roles, ...losses };
    const adversarial = adversarialPass(state, batch, plan);
    roles.discriminator = adversarial.discriminator;
    roles.head = descendAndAscend(roles.head, adversarial.head, plan.lambda);
    if (adversarial.semantic) {
      roles.semantic = descendAndAscend(roles.semantic, adversarial.semantic, plan.lambda);
    }
    return { roles, ...losses, discriminationLoss: adversarial.loss };
  });
}

/** `own - lambda * opposed`. */
function descendAndAscend(own: tf.Tensor2D | undefined, opposed: tf.Tensor2D, lambda: number): tf.Tensor2D {
  const reversed: tf.Tensor2D = tf.mul(opposed, -lambda);
  return own ? tf.add(own, reversed) : reversed;
}

interface SemanticPass {
  readonly roles: Partial<Record<Role, tf.Tensor2D>>;
  readonly loss: tf.Tensor1D;
  readonly auxiliary?: tf.Tensor1D;
}

function semanticPass(
  { network, members, weights }: ModelState,
  batch: TrainingBatch,
  plan: GradientPlan,
): SemanticPass {
  const { focalGamma = 0, auxiliaryWeight = 1 } = plan;
  const objective = (current: Weights): tf.Tensor1D => {
    const latents = network.latent(network.encode(batch.inputs, current, plan.dropout), current);
    const encodings = fillEncodings({ network, weights: current }, latents, batch);
    const lesson: Lesson = plan.random
      ? network.learn({ ...batch, encodings, random: plan.random }, current)
      : { fused: network.fuse(encodings, batch.filled, current) };
    const logits = network.classify(lesson.fused, batch.bits, current);
    const loss = weightedLoss(logits, batch.labels, batch.lossWeights, { members, focalGamma });
    const heads = (): tf.Tensor1D =>
      unimodalLoss(network, encodings, batch, { weights: current, focalGamma });
    return tf.concat1d([
      loss,
      ...(plan.unimodalWeight > 0 ? [tf.mul<tf.Tensor1D>(heads(), plan.unimodalWeight)] : []),
      ...(lesson.loss ? [tf.mul<tf.Tensor1D>(lesson.loss, auxiliaryWeight)] : []),
    ]);
  };
  const lossesOf = (value: tf.Tensor1D): Pick<SemanticPass, 'loss' | 'auxiliary'> => {
    const before = members * (plan.unimodalWeight > 0 ? 2 : 1);
    return {
      loss: tf.slice1d(value, 0, members),
      ...(value.shape[0] > before && { auxiliary: tf.slice1d(value, before, members) }),
    };
  };
  if (!plan.semantic) return { roles: {}, ...lossesOf(objective(weights)) };
  const { semantic, head } = network.specs;
  const { value, gradients } = differentiate(objective, weights, [...semantic, ...head]);
  const joined = (from: number, to: number): tf.Tensor2D => joinWeights(gradients.slice(from, to), members);
  return {
    roles: {
      semantic: joined(0, semantic.length),
      ...(head.length > 0 ? { head: joined(semantic.length, gradients.length) } : {}),
    },
    ...lossesOf(value),
  };
}

/** Mean cross-entropy of the linear heads over the encodings that a slot has of its own, `[members]`. */
function unimodalLoss(
  network: Network,
  encodings: tf.Tensor3D,
  batch: TrainingBatch,
  { weights, focalGamma }: { readonly weights: Weights; readonly focalGamma: number },
): tf.Tensor1D {
  const { modalities } = network.shape;
  const [stack, rows] = encodings.shape;
  const members = stack / modalities;
  const byMember = (tensor: tf.Tensor, groups: number): tf.Tensor3D =>
    tf.reshape(tensor, [members, groups, rows]);
  return weightedLoss(
    byMember(network.unimodalLogits(encodings, weights), modalities),
    byMember(batch.labels, 1),
    byMember(batch.used, modalities),
    { members, focalGamma },
  );
}

interface AdversarialPass {
  readonly discriminator: tf.Tensor2D;
  readonly head: tf.Tensor2D;
  /** Of the semantic role, zero outside the encoder; absent where the adversary stops at `h`. */
  readonly semantic?: tf.Tensor2D;
  readonly loss: tf.Tensor1D;
}

function adversarialPass(
  { network, members, weights }: ModelState,
  batch: TrainingBatch,
  plan: GradientPlan,
): AdversarialPass {
  const reachesEncoder = plan.adversarialReach === 'f+h';
  const encode = (current: Weights): tf.Tensor3D => network.encode(batch.inputs, current, plan.dropout);
  const unimodal = reachesEncoder ? null : encode(weights);
  const objective = (current: Weights): tf.Tensor1D => {
    const latents = network.latent(unimodal ?? encode(current), current);
    return discriminationLoss(discriminate(latents, network.discriminator, current), batch.observed);
  };
  const { discriminator, head } = network.specs;
  const encoder = reachesEncoder ? network.encoderSpecs : [];
  const { value, gradients } = differentiate(objective, weights, [...discriminator, ...head, ...encoder]);
  const afterHead = discriminator.length + head.length;
  return {
    discriminator: joinWeights(gradients.slice(0, discriminator.length), members),
    head: joinWeights(gradients.slice(discriminator.length, afterHead), members),
    ...(reachesEncoder
      ? { semantic: padEncoder(joinWeights(gradients.slice(afterHead), members), network.specs.semantic) }
      : {}),
    loss: value,
  };
}

/** The encoder's parameters come first in the semantic role; the others get 0. */
function padEncoder(gradient: tf.Tensor2D, specs: readonly ParameterSpec[]): tf.Tensor2D {
  const total = specs.reduce((sum, spec) => sum + sizeOf(spec), 0);
  return tf.pad2d(gradient, [
    [0, 0],
    [0, total - gradient.shape[1]],
  ]);
}

/** Gradients of the sum of an objective with respect to the named parameters; all others are constants. */
export function differentiate(
  objective: (weights: Weights) => tf.Tensor1D,
  weights: Weights,
  specs: readonly ParameterSpec[],
): { readonly value: tf.Tensor1D; readonly gradients: readonly tf.Tensor[] } {
  const gradient = tf.valueAndGrads((...tensors: tf.Tensor[]) =>
    objective(new Map([...weights, ...nameWeights(specs, tensors)])),
  );
  const { value, grads } = gradient(specs.map(({ name }) => weightOf(weights, name)));
  return { value: value, gradients: grads };
}
