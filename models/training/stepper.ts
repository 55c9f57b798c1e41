import * as tf from '@tensorflow/tfjs-core';
import type { BlockPlan } from '../ebr/schedule.ts';
import type { Weights } from '../encoders/parameters.ts';
import { type BatchRows, slotTensor } from '../network/batch.ts';
import { type Role, ROLES } from '../network/network.ts';
import { normalTensor } from '../random/normal-tensor.ts';
import type { RandomStream } from '../random/random-stream.ts';
import type { SourceTable } from '../substitution/source-table.ts';
import type { ScaledConfiguration } from './configuration.ts';
import { dropoutMasks } from './dropout.ts';
import { computeGradients, type GradientPlan, type Gradients } from './gradients.ts';
import type { StepLosses } from './method.ts';
import type { ModelState } from './model-state.ts';
import { type LabelledInputs, occurring, trainingBatch } from './training-batch.ts';
import { type JoinedBatch, joinUnlabelled } from './unlabelled.ts';
import { decayMask } from './weight-decay.ts';

/** What the gradients of an iteration are taken of. */
export interface PassPlan extends Pick<BlockPlan, 'semantic' | 'adversarial'> {
  /** For dropout, noise, and what the fusion draws. */
  readonly random: RandomStream;
  /** What fills the slots that are not used. */
  readonly table: SourceTable;
  /** Rows that the losses count, one list a member, 0 or 1; absent = all. */
  readonly counted?: readonly Uint8Array[];
  /** Where the gradients are taken; absent = at the weights of the state. */
  readonly at?: Weights;
}

export interface StepPlan extends PassPlan {
  readonly rate: number;
}

/** Takes the iterations of a run: gradients from one point, then an optimiser step of every role that moves. */
export class Stepper {
  readonly #state: ModelState;
  readonly #data: LabelledInputs;
  readonly #configuration: ScaledConfiguration;
  /** Masks of weight decay where every modality occurs, the usual case. */
  readonly #decayed: Record<Role, tf.Tensor2D>;

  constructor(state: ModelState, data: LabelledInputs, configuration: ScaledConfiguration) {
    this.#state = state;
    this.#data = data;
    this.#configuration = configuration;
    const everything = [data.inputs.modalities.map(() => true)];
    const mask = (role: Role): tf.Tensor2D => decayMask(state.network.specs[role], everything);
    this.#decayed = { semantic: mask('semantic'), head: mask('head'), discriminator: mask('discriminator') };
  }

  /** One iteration: {@link gradients}, then {@link descend}. */
  step(members: readonly BatchRows[], plan: StepPlan): StepLosses {
    const gradients = this.gradients(members, plan);
    this.descend(gradients.roles, members, plan.rate);
    tf.dispose(gradients.roles);
    const {
      semanticLoss: semantic,
      discriminationLoss: discrimination,
      auxiliaryLoss: auxiliary,
    } = gradients;
    return { semantic, ...(discrimination && { discrimination }), ...(auxiliary && { auxiliary }) };
  }

  /** Gradients on labelled rows of each member, and losses; nothing moves. The caller disposes. */
  gradients(labelled: readonly BatchRows[], plan: PassPlan): Gradients {
    const { members, counted } = this.#join(labelled, plan);
    const { lambda, adversarialReach, unimodalWeight, focalGamma, auxiliaryWeight } = this.#configuration;
    const { network, weights } = this.#state;
    // A batch of one modality cannot teach telling modalities apart.
    const adversarial =
      plan.adversarial && this.#occurring(labelled).some((own) => own.filter(Boolean).length > 1);
    return tf.tidy(() => {
      const batch = trainingBatch(this.#data, members, plan.table, counted);
      const [stack, rows] = batch.inputs.projected.shape;
      const dropout = dropoutMasks(plan.random, network.shape, this.#configuration, { stack, batch: rows });
      const model = { network, members: members.length, weights: plan.at ?? weights };
      return computeGradients(model, batch, {
        semantic: plan.semantic,
        adversarial,
        lambda,
        adversarialReach,
        unimodalWeight,
        focalGamma,
        auxiliaryWeight,
        random: plan.random,
        ...(dropout ? { dropout } : {}),
        ...this.#partPlan(members, plan.random, counted),
      });
    });
  }

  /** An optimiser step of every role that has a gradient. @param members that it was taken on. */
  descend(roles: Gradients['roles'], members: readonly BatchRows[], rate: number): void {
    const found = this.#occurring(members);
    for (const role of ROLES) this.#move(role, roles[role], found, rate);
  }

  dispose(): void {
    tf.dispose(Object.values(this.#decayed));
  }

  #occurring(members: readonly BatchRows[]): boolean[][] {
    return occurring(members, this.#data.inputs.modalities.length);
  }

  /** The batch with rows that have no label, where the method learns from them. */
  #join(members: readonly BatchRows[], { random, counted }: PassPlan): JoinedBatch {
    const { inputs, unlabelled } = this.#data;
    if (unlabelled === undefined) return { members, ...(counted && { counted }) };
    return joinUnlabelled(members, { inputs, unlabelled }, random, counted);
  }

  /** What the network's own part reads of the rows that the losses count. */
  #partPlan(
    members: readonly BatchRows[],
    random: RandomStream,
    counted?: readonly Uint8Array[],
  ): Pick<GradientPlan, 'part'> {
    const { part, fusion } = this.#state.network.shape;
    if (!part) return {};
    const { inputs } = this.#data;
    const M = inputs.modalities.length;
    const present = slotTensor(inputs, members, ({ rows }, i, m, member) =>
      counted?.[member]?.[i] === 0 ? 0 : (inputs.present[(rows[i] ?? 0) * M + m] ?? 0),
    );
    if (!part.perturb) return { part: { present } };
    const noise = normalTensor(random, [members.length, present.shape[1], fusion.fusedWidth]);
    return { part: { present, noise } };
  }

  #move(
    role: Role,
    gradient: tf.Tensor2D | undefined,
    found: readonly (readonly boolean[])[],
    rate: number,
  ): void {
    if (gradient === undefined) return;
    const { optimizer, weightDecay, gradientNorm } = this.#configuration;
    const complete = found.every((own) => own.every(Boolean));
    const decayed = complete ? this.#decayed[role] : decayMask(this.#state.network.specs[role], found);
    this.#state.update(role, gradient, { optimizer, rate, weightDecay, gradientNorm, decayed });
    if (!complete) decayed.dispose();
  }
}
