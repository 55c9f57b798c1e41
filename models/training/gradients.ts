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
import { type DropoutMasks, type Network, type Role, ROLES } from '../network/network.ts';
import type { TrainingPass } from '../network/network-part.ts';
import { perturbed } from '../network/represent.ts';
import type { RandomStream } from '../random/random-stream.ts';
import { fillEncodings, slotwise } from '../substitution/filling.ts';
import { connected } from './connected.ts';
import { weightedLoss } from './losses.ts';
import { detached, scaledGradient } from './scaled-gradient.ts';

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
 * (`f` by the same difference as `h` where the adversary reaches it). One pass gives them all: between `h` and `psi` the
 * gradient is reversed.
 * @see Chaudhuri et al. 2025, section 3.4
 */
export function computeGradients(
  model: WeightedNetwork,
  batch: TrainingBatch,
  plan: GradientPlan,
): Gradients {
  const { network, members, weights } = model;
  return tf.tidy((): Gradients => {
    const moved = movedParameters(network, plan);
    const parameters = ROLES.flatMap((role) => moved[role]);
    const { value, gradients } = differentiate(objectiveOf(model, batch, plan), weights, parameters);
    const losses: tf.Tensor1D[] = tf.split(value, value.size / members);
    const discriminationLoss = plan.adversarial ? losses.pop() : undefined;
    const [semanticLoss, ...others] = losses;
    if (semanticLoss === undefined) throw new Error('expected a loss of each member');
    const auxiliaryLoss = others[plan.unimodalWeight > 0 ? 1 : 0];
    return {
      roles: joinRoles(network, moved, { gradients, members }),
      semanticLoss,
      ...(auxiliaryLoss && { auxiliaryLoss }),
      ...(discriminationLoss && { discriminationLoss }),
    };
  });
}

/** All that is minimised or told, each of all members: {@link semanticLosses}, then the adversary's if it plays. */
function objectiveOf(
  { network, members, weights }: WeightedNetwork,
  batch: TrainingBatch,
  plan: GradientPlan,
): (current: Weights) => tf.Tensor1D {
  const encode = (at: Weights): tf.Tensor3D =>
    network.encode(network.read(batch.inputs, at), at, plan.dropout);
  // No layer learns to be easy to reconstruct.
  const inputs = network.shape.part?.loss ? network.read(batch.inputs, weights) : batch.inputs.projected;
  const semanticAt = (at: Weights, unimodal: tf.Tensor3D): tf.Tensor1D =>
    semanticLosses({ network, members, weights: at }, batch, { ...plan, inputs, unimodal });
  // Taken outside what is differentiated.
  const told = plan.semantic ? undefined : semanticAt(weights, encode(weights));
  return (current) => {
    const unimodal = encode(current);
    const semantic = told ?? semanticAt(current, unimodal);
    if (!plan.adversarial) return semantic;
    const reached = plan.adversarialReach === 'f+h' ? unimodal : detached(unimodal);
    const latents = scaledGradient(network.latent(reached, current), -plan.lambda);
    const logProbabilities = discriminate(latents, network.discriminator, current);
    return tf.concat1d([semantic, discriminationLoss(logProbabilities, batch.observed)]);
  };
}

type RoleParameters = Readonly<Record<Role, readonly ParameterSpec[]>>;

/** What has a gradient, in the order of the roles. */
function movedParameters(network: Network, { semantic, adversarial, adversarialReach }: GradientPlan) {
  const { specs } = network;
  const reached = adversarial && adversarialReach === 'f+h' ? encoderSpecs(network) : [];
  return {
    semantic: semantic ? specs.semantic : reached,
    head: semantic || adversarial ? specs.head : [],
    discriminator: adversarial ? specs.discriminator : [],
  } satisfies RoleParameters;
}

/** They come first in the semantic role. */
const encoderSpecs = (network: Network) => [...network.encoderSpecs, ...network.firstSpecs];

/** Gradients of each role that moves, as one; parameters of the role that do not move get 0. */
function joinRoles(
  network: Network,
  moved: RoleParameters,
  { gradients, members }: { readonly gradients: readonly tf.Tensor[]; readonly members: number },
): Gradients['roles'] {
  const roles: Partial<Record<Role, tf.Tensor2D>> = {};
  let start = 0;
  for (const role of ROLES) {
    const end = start + moved[role].length;
    if (end > start) {
      const joined = joinWeights(gradients.slice(start, end), members);
      const missing = parametersOf(network.specs[role]) - joined.shape[1];
      roles[role] =
        missing === 0
          ? joined
          : tf.pad2d(joined, [
              [0, 0],
              [0, missing],
            ]);
    }
    start = end;
  }
  return roles;
}

const parametersOf = (specs: readonly ParameterSpec[]): number =>
  specs.reduce((sum, spec) => sum + sizeOf(spec), 0);

interface SemanticPlan extends GradientPlan {
  /** Inputs without dropout, `[members * M, batch, p]`. */
  readonly inputs: tf.Tensor3D;
  /** `u`, `[members * M, batch, d]`. */
  readonly unimodal: tf.Tensor3D;
}

/** The semantic loss of each member, then that of the linear heads, then the auxiliary one, where there are any. */
function semanticLosses(
  model: WeightedNetwork,
  batch: TrainingBatch,
  { inputs, unimodal, ...plan }: SemanticPlan,
): tf.Tensor1D {
  const { network, members, weights } = model;
  const { focalGamma = 0, auxiliaryWeight = 1, unimodalWeight, random } = plan;
  const latents = network.latent(unimodal, weights);
  const filled = fillEncodings(model, latents, batch);
  const lesson: Lesson = random
    ? network.learn({ ...batch, encodings: filled, random }, weights)
    : { fused: network.fuse(filled, batch.filled, weights) };
  const fused = perturbed(model, lesson.fused, { latents, slots: batch, noise: plan.part?.noise });
  const logits = network.classify(fused, batch.bits, weights);
  const loss = weightedLoss(logits, batch.labels, batch.lossWeights, { members, focalGamma });
  const heads = (): tf.Tensor1D => unimodalLoss(network, filled, batch, { weights, focalGamma });
  const own = partLoss(model, batch, { inputs, latents, filled, fused, present: plan.part?.present });
  const auxiliary = [lesson.loss ?? [], own ?? []].flat();
  const all = tf.concat1d([
    loss,
    ...(unimodalWeight > 0 ? [tf.mul<tf.Tensor1D>(heads(), unimodalWeight)] : []),
    ...(auxiliary.length > 0 ? [tf.mul<tf.Tensor1D>(tf.addN(auxiliary), auxiliaryWeight)] : []),
  ]);
  const parameters = network.shape.part?.specs.map(({ name }) => weightOf(weights, name));
  return parameters ? connected(all, parameters) : all;
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

/** Gradients of the sum of an objective with respect to the named parameters, if any; all others are constants. */
export function differentiate(
  objective: (weights: Weights) => tf.Tensor1D,
  weights: Weights,
  specs: readonly ParameterSpec[],
): { readonly value: tf.Tensor1D; readonly gradients: readonly tf.Tensor[] } {
  if (specs.length === 0) return { value: objective(weights), gradients: [] };
  const gradient = tf.valueAndGrads((...tensors: tf.Tensor[]) =>
    objective(new Map([...weights, ...nameWeights(specs, tensors)])),
  );
  const { value, grads } = gradient(specs.map(({ name }) => weightOf(weights, name)));
  return { value: value, gradients: grads };
}
