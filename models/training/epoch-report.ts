import * as tf from '@tensorflow/tfjs-core';
import { shapleyValues } from '../attribution/shapley.ts';
import { balancedAccuracy, confusionMatrix } from '../diagnostics/discriminator.ts';
import { representationRank } from '../diagnostics/rank.ts';
import { discriminate } from '../ebr/discriminator.ts';
import { collapsedLatents } from '../ebr/latent-collapse.ts';
import type { Defined } from '../errors.ts';
import { auroc } from '../metrics/auroc.ts';
import { isDefined } from '../metrics/metric.ts';
import { type BatchRows, takeTableRows } from '../network/batch.ts';
import { latentRows, readOut, type WeightedNetwork } from '../network/forward.ts';
import { readBack } from '../network/read-back.ts';
import { coalitionLogits, spreadToSubsets } from '../prediction/coalitions.ts';
import { logit } from '../statistics/sigmoid.ts';
import type { Filling } from '../substitution/filling.ts';
import type { EpochReport } from './hooks.ts';
import type { PreparedRun } from './prepare.ts';
import { JUDGED_RATES, logLoss, maskedRows } from './validation.ts';

/** What a report measures on validation encounters, all members together. */
export type ValidationFigures = Pick<
  EpochReport,
  | 'validationLoss'
  | 'auroc'
  | 'aurocHalfMissing'
  | 'discriminatorAccuracy'
  | 'effectiveRank'
  | 'contributions'
  | 'collapsed'
>;

const NO_FIGURES: ValidationFigures = {
  validationLoss: null,
  auroc: null,
  aurocHalfMissing: null,
  discriminatorAccuracy: null,
  effectiveRank: null,
  contributions: null,
  collapsed: [],
};

/** Upper limits of the rows behind a report, so that it costs a tenth of its epoch at most. */
const MAXIMUM_ROWS = 2_048;
const MAXIMUM_RANK_ROWS = 512;
const MAXIMUM_CONTRIBUTION_ROWS = 512;
const MINIMUM_CONTRIBUTION_ROWS = 32;
/** One row's contributions take about as long as training on this many rows, times ten. */
const TRAINING_ROWS_PER_CONTRIBUTION = 50;
/** The same where each subset goes through the fusion by itself. */
const TRAINING_ROWS_PER_JOINT_CONTRIBUTION = 400;

/** Measures every epoch on the same validation rows, with the same masks. */
export class EpochReporter {
  readonly #run: PreparedRun;
  readonly #rows: Int32Array;
  readonly #labels: Uint8Array;
  /** One a judged rate. */
  readonly #masked: readonly BatchRows[];

  constructor(run: PreparedRun) {
    this.#run = run;
    const { inputs, encounters, configuration, labels } = run;
    this.#rows = run.validationRows.slice(0, MAXIMUM_ROWS);
    this.#labels = Uint8Array.from(this.#rows, (row) => labels[row] ?? 0);
    this.#masked = JUDGED_RATES.map((rate) =>
      maskedRows(inputs, encounters, this.#rows, { rate, seed: configuration.seed }),
    );
  }

  figures(model: WeightedNetwork, filling: Filling): ValidationFigures {
    if (this.#rows.length === 0) return NO_FIGURES;
    return readBack(() => {
      const { inputs } = this.#run;
      const latents = latentRows(model, inputs, this.#rows);
      const readouts = this.#masked.map((rows) => readOut(model, latents, { inputs, rows: [rows], filling }));
      const logits = readouts.map(({ logits }) => tf.mean(logits, 0).dataSync<'float32'>());
      const [full = [], half = []] = logits;
      const fused = readouts[0]?.fused;
      return {
        validationLoss: (logLoss(this.#labels, full) + logLoss(this.#labels, half)) / 2,
        auroc: orNull(auroc(this.#labels, full)),
        aurocHalfMissing: orNull(auroc(this.#labels, half)),
        discriminatorAccuracy: this.#discriminatorAccuracy(model, latents),
        effectiveRank: fused ? effectiveRank(fused) : null,
        contributions: this.#contributions(model, latents, filling),
        collapsed: this.#collapsed(model, latents),
      };
    });
  }

  /** Modalities whose latents say nothing any more; none without an adversary. */
  #collapsed({ network }: WeightedNetwork, latents: tf.Tensor3D): EpochReport['collapsed'] {
    if (network.shape.heads === null) return [];
    const { modalities, present } = this.#run.inputs;
    const rows = takeTableRows(present, this.#rows, modalities.length);
    return collapsedLatents(latents, rows, modalities.length).flatMap((m) => modalities.slice(m, m + 1));
  }

  /** Balanced accuracy of the discriminators over present pairs. */
  #discriminatorAccuracy(
    { network, weights, members }: WeightedNetwork,
    latents: tf.Tensor3D,
  ): number | null {
    if (network.shape.heads === null) return null;
    const { inputs } = this.#run;
    const M = inputs.modalities.length;
    const rows = this.#rows;
    const guesses = tf.argMax(discriminate(latents, network.discriminator, weights), 2).dataSync();
    const truth: number[] = [];
    const guessed: number[] = [];
    for (let i = 0; i < members * M * rows.length; i += 1) {
      const m = Math.floor(i / rows.length) % M;
      if (inputs.present[(rows[i % rows.length] ?? 0) * M + m] !== 1) continue;
      truth.push(m);
      guessed.push(guesses[i] ?? -1);
    }
    return orNull(balancedAccuracy(confusionMatrix(truth, guessed, M)));
  }

  /** Mean absolute Shapley value of each modality, raw logits. */
  #contributions(
    model: WeightedNetwork,
    latents: tf.Tensor3D,
    filling: Filling,
  ): EpochReport['contributions'] {
    const { inputs, trainingRows, baseRate } = this.#run;
    const M = inputs.modalities.length;
    const rowsPerContribution = model.network.shape.fusion.sum
      ? TRAINING_ROWS_PER_CONTRIBUTION
      : TRAINING_ROWS_PER_JOINT_CONTRIBUTION;
    const affordable = Math.floor(trainingRows.length / rowsPerContribution);
    const wanted = Math.min(MAXIMUM_CONTRIBUTION_ROWS, Math.max(MINIMUM_CONTRIBUTION_ROWS, affordable));
    const rows = this.#rows.subarray(0, wanted);
    const some = tf.slice(latents, [0, 0, 0], [-1, rows.length, -1]);
    const cover = inputs.modalities.map((_, m) => m);
    const recorded = takeTableRows(inputs.recorded, rows, M);
    const logits = coalitionLogits(model, some, { cover, recorded, filling }).dataSync();
    const values = new Float32Array(rows.length * 2 ** M).fill(logit(baseRate));
    const usable = takeTableRows(inputs.usable, rows, M);
    spreadToSubsets(values, { usable, modalities: M }, { rows: rows.map((_, i) => i), cover, logits });
    const sums = inputs.modalities.map(() => 0);
    for (let row = 0; row < rows.length; row += 1) {
      shapleyValues(values.subarray(row * 2 ** M, (row + 1) * 2 ** M)).forEach((value, m) => {
        sums[m] = (sums[m] ?? 0) + Math.abs(value);
      });
    }
    return Object.fromEntries(inputs.modalities.map((name, m) => [name, (sums[m] ?? 0) / rows.length]));
  }
}

/** Effective rank of the first member's fused representation. */
function effectiveRank(fused: tf.Tensor3D): number | null {
  const rows = Math.min(fused.shape[1], MAXIMUM_RANK_ROWS);
  const columns = fused.shape[2];
  const values = tf.slice(fused, [0, 0, 0], [1, rows, columns]).dataSync<'float32'>();
  return orNull(representationRank({ rows, columns, values }).effective);
}

function orNull(result: Defined<number>): number | null {
  return isDefined(result) ? result.value : null;
}
