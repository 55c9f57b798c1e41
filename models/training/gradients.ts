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
import type { WeightedNetwork } from '../network/forward.ts';
import type { DropoutMasks, Network, Role } from '../network/network.ts';
import type { TrainingPass } from '../network/network-part.ts';
import { perturbed } from '../network/represent.ts';
import type { RandomStream } from '../random/random-stream.ts';
import { fillEncodings, slotwise } from '../substitution/filling.ts';
import { connected } from './connected.ts';
import { weightedLoss } from './losses.ts';

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
  /** Of the losses that the fusion and the network's part bring of their own; absent = 1. */
  readonly auxiliaryWeight?: number;
  /** For what the fusion draws; absent = it learns as it scores, from the cross-entropy alone. */
  readonly random?: RandomStream;
  readonly dropout?: DropoutMasks;
  /** What the network's own part reads, where it has one. */
  readonly part?: {
    /** `[members * M, batch, 1]`: 1 where an encounter that takes part has the modality. */
    readonly present: tf.Tensor3D;
    /** Standard normal, `[members, batch, D]`. */
    readonly noise?: tf.Tensor3D;
  };
}

/** Gradients `[members, size]` of the roles that move, and the losses `[members]`. The caller disposes. */
export type Gradients = {
  readonly roles: Partial<Record<Role, tf.Tensor2D>>;
  readonly semanticLoss: tf.Tensor1D;
  /** Of the fusion's own and of the network's part, weighted; absent where they have none. */
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
export function computeGradients(
  model: WeightedNetwork,
  batch: TrainingBatch,
  plan: GradientPlan,
): Gradients {
  return tf.tidy((): Gradients => {
    const { roles: moved, ...losses } = semanticPass(model, batch, plan);
    const roles: Partial<Record<Role, tf.Tensor2D>> = { ...moved };
    if (!plan.adversarial) return { roles, ...losses };
    const adversarial = adversarialPass(model, batch, plan);
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

function semanticPass(
  { network, members, weights }: WeightedNetwork,
  batch: TrainingBatch,
  plan: GradientPlan,
): Omit<Gradients, 'discriminationLoss'> {
  const { focalGamma = 0, auxiliaryWeight = 1 } = plan;
  // No layer learns to be easy to reconstruct.
  const inputs = network.shape.part?.loss ? network.read(batch.inputs, weights) : batch.inputs.projected;
  const objective = (current: Weights): tf.Tensor1D => {
    const model = { network, weights: current };
    const read = network.read(batch.inputs, current);
    const latents = network.latent(network.encode(read, current, plan.dropout), current);
    const filled = fillEncodings(model, latents, batch);
    const lesson: Lesson = plan.random
      ? network.learn({ ...batch, encodings: filled, random: plan.random }, current)
      : { fused: network.fuse(filled, batch.filled, current) };
    const fused = perturbed(model, lesson.fused, { latents, slots: batch, noise: plan.part?.noise });
    const logits = network.classify(fused, batch.bits, current);
    const loss = weightedLoss(logits, batch.labels, batch.lossWeights, { members, focalGamma });
    const heads = (): tf.Tensor1D => unimodalLoss(network, filled, batch, { weights: current, focalGamma });
    const own = partLoss(model, batch, { inputs, latents, filled, fused, present: plan.part?.present });
    const auxiliary = [lesson.loss ?? [], own ?? []].flat();
    const all = tf.concat1d([
      loss,
      ...(plan.unimodalWeight > 0 ? [tf.mul<tf.Tensor1D>(heads(), plan.unimodalWeight)] : []),
      ...(auxiliary.length > 0 ? [tf.mul<tf.Tensor1D>(tf.addN(auxiliary), auxiliaryWeight)] : []),
    ]);
    const parameters = network.shape.part?.specs.map(({ name }) => weightOf(current, name));
    return parameters ? connected(all, parameters) : all;
  };
  const lossesOf = (value: tf.Tensor1D): Pick<Gradients, 'semanticLoss' | 'auxiliaryLoss'> => {
    const before = members * (plan.unimodalWeight > 0 ? 2 : 1);
    return {
      semanticLoss: tf.slice1d(value, 0, members),
      ...(value.shape[0] > before && { auxiliaryLoss: tf.slice1d(value, before, members) }),
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

/** What the network's own part minimises, `[members]`; absent where it has nothing to. */
function partLoss(
  { network, weights }: { readonly network: Network; readonly weights: Weights },
  batch: TrainingBatch,
  pass: Pick<TrainingPass, 'inputs' | 'latents' | 'filled' | 'fused'> & {
    readonly present: tf.Tensor3D | undefined;
  },
): tf.Tensor1D | undefined {
  const { present } = pass;
  const { loss } = network.shape.part ?? {};
  if (!loss || !present) return undefined;
  const slots = slotwise({ network, weights }, pass.latents, batch);
  const complete = (): tf.Tensor3D => network.fuse(slots.encodings, present, weights);
  return loss({ ...pass, ...slots, present, complete }, weights);
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
  const used = byMember(batch.used, modalities);
  return weightedLoss(
    byMember(network.unimodalLogits(encodings, weights), modalities),
    byMember(batch.labels, 1),
    batch.counted ? tf.mul(used, byMember(batch.counted, 1)) : used,
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
  { network, members, weights }: WeightedNetwork,
  batch: TrainingBatch,
  plan: GradientPlan,
): AdversarialPass {
  const reachesEncoder = plan.adversarialReach === 'f+h';
  const encode = (current: Weights): tf.Tensor3D =>
    network.encode(network.read(batch.inputs, current), current, plan.dropout);
  const unimodal = reachesEncoder ? null : encode(weights);
  const objective = (current: Weights): tf.Tensor1D => {
    const latents = network.latent(unimodal ?? encode(current), current);
    return discriminationLoss(discriminate(latents, network.discriminator, current), batch.observed);
  };
  const { discriminator, head } = network.specs;
  const encoder = reachesEncoder ? [...network.encoderSpecs, ...network.firstSpecs] : [];
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
