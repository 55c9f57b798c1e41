import * as tf from '@tensorflow/tfjs-core';
import type { BlockPlan } from '../ebr/schedule.ts';
import type { BatchRows } from '../network/batch.ts';
import { type Role, ROLES } from '../network/network.ts';
import type { RandomStream } from '../random/random-stream.ts';
import type { SourceTable } from '../substitution/source-table.ts';
import type { ScaledConfiguration } from './configuration.ts';
import { dropoutMasks } from './dropout.ts';
import { computeGradients, type Gradients } from './gradients.ts';
import type { StepLosses } from './method.ts';
import type { ModelState } from './model-state.ts';
import { type LabelledInputs, occurring, trainingBatch } from './training-batch.ts';
import { decayMask } from './weight-decay.ts';

export interface StepPlan extends Pick<BlockPlan, 'semantic' | 'adversarial'> {
  readonly rate: number;
  /** For dropout, and what the fusion draws. */
  readonly random: RandomStream;
  /** What fills the slots that are not used. */
  readonly table: SourceTable;
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

  step(members: readonly BatchRows[], plan: StepPlan): StepLosses {
    const found = occurring(members, this.#data.inputs.modalities.length);
    // A batch of one modality cannot teach telling modalities apart.
    const adversarial = plan.adversarial && found.some((own) => own.filter(Boolean).length > 1);
    const gradients = this.#gradients(members, { ...plan, adversarial });
    for (const role of ROLES) this.#move(role, gradients.roles[role], found, plan.rate);
    tf.dispose(gradients.roles);
    const {
      semanticLoss: semantic,
      discriminationLoss: discrimination,
      auxiliaryLoss: auxiliary,
    } = gradients;
    return { semantic, ...(discrimination && { discrimination }), ...(auxiliary && { auxiliary }) };
  }

  dispose(): void {
    tf.dispose(Object.values(this.#decayed));
  }

  #gradients(members: readonly BatchRows[], plan: StepPlan): Gradients {
    const { lambda, adversarialReach, unimodalWeight, focalGamma, auxiliaryWeight } = this.#configuration;
    const { shape } = this.#state.network;
    return tf.tidy(() => {
      const batch = trainingBatch(this.#data, members, plan.table);
      const [stack, rows] = batch.inputs.shape;
      const dropout = dropoutMasks(plan.random, shape, this.#configuration, { stack, batch: rows });
      return computeGradients(this.#state, batch, {
        semantic: plan.semantic,
        adversarial: plan.adversarial,
        lambda,
        adversarialReach,
        unimodalWeight,
        focalGamma,
        auxiliaryWeight,
        random: plan.random,
        ...(dropout ? { dropout } : {}),
      });
    });
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
