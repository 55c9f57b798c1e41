import * as tf from '@tensorflow/tfjs-core';
import { ModelError } from '../errors.ts';
import { createNetwork } from '../network/create-network.ts';
import { RandomStream } from '../random/random-stream.ts';
import { logit } from '../statistics/sigmoid.ts';
import type { Ranking } from '../substitution/candidate.ts';
import type { Filling } from '../substitution/filling.ts';
import { ownSources } from '../substitution/source-table.ts';
import { AveragedWeights } from './averaged-weights.ts';
import { BestWeights } from './best-weights.ts';
import { readRunState, writeRunState } from './checkpoint.ts';
import { METHOD_OF } from './create-method.ts';
import { EpochReporter, type ValidationFigures } from './epoch-report.ts';
import type { Checkpoint, TrainingHooks } from './hooks.ts';
import { learningRate } from './learning-rate.ts';
import {
  AUXILIARY_LOSSES,
  type AuxiliaryLoss,
  type EpochPlan,
  type StepLosses,
  type TrainingMethod,
} from './method.ts';
import { ModelState } from './model-state.ts';
import type { PreparedRun } from './prepare.ts';
import { deployedSources, rankNow } from './ranking.ts';
import { rememberPatients } from './remember-patients.ts';
import { dropAtRates, dropModalities, epochShape, shuffleEpoch, stepRows } from './sampler.ts';
import { steepestEncoder } from './steepest-encoder.ts';
import { Stepper } from './stepper.ts';
import type { NamedTensor } from './trained-model.ts';
import { Judge } from './validation.ts';
import { type Sentence, worded } from '../wording.ts';

/** Mean losses of an epoch over steps and members; `null` = takes no part. */
type EpochLosses = { readonly semantic: number } & Readonly<Record<AuxiliaryLoss, number | null>>;

const BEST = 'best.values';
const AVERAGE = 'average.values';
/** Before the names of the tensors of a method. */
const METHOD = 'method.';

/** A run from its start, or from a checkpoint, to its end. Owns its tensors. */
export class TrainingRun {
  readonly state: ModelState;
  readonly best: BestWeights;
  readonly #average = new AveragedWeights();
  readonly #run: PreparedRun;
  readonly #hooks: TrainingHooks;
  readonly #stepper: Stepper;
  readonly #method: TrainingMethod;
  readonly #judge: Judge;
  readonly #reporter: EpochReporter;
  /** By what missing modalities are filled and dead ones left out; `null` = neither. */
  #ranking: Ranking | null = null;
  #epochs = 0;
  /** Weights as of the beginning of the epoch. */
  #before: tf.Tensor2D | null = null;

  constructor(run: PreparedRun, hooks: TrainingHooks, from?: Checkpoint) {
    const { configuration, inputs, baseRate } = run;
    const network = createNetwork(configuration, inputs.modalities.length, {
      firstLayers: inputs.features,
      encodingFactors: run.encodingFactors,
      part: run.part,
    });
    const outputBias = configuration.outputBias === 'prevalence' ? logit(baseRate) : 0;
    const random = RandomStream.fromSeed(configuration.seed).fork('weights');
    this.#run = run;
    this.#hooks = hooks;
    const stored = from && readRunState(from, run);
    if (from && stored) {
      this.state = ModelState.restore(network, from.tensors, stored.steps);
      this.best = new BestWeights(this.state);
      const best = from.tensors[BEST];
      if (best === undefined) throw new ModelError('serialization', `expected tensor "${BEST}"`);
      this.best.restore(stored.best, best);
      this.#ranking = stored.ranking;
      const average = from.tensors[AVERAGE];
      if (average) this.#average.restore(stored.averaged, average);
      this.#epochs = from.epoch;
    } else {
      this.state = ModelState.initial(network, configuration.members, random, outputBias);
      this.best = new BestWeights(this.state);
    }
    this.#stepper = new Stepper(this.state, run, configuration);
    this.#method = METHOD_OF[configuration.encoders](
      { run, state: this.state, stepper: this.#stepper },
      from && { state: stored?.method, tensors: methodTensors(from) },
    );
    this.#judge = new Judge(run);
    this.#reporter = new EpochReporter(run);
  }

  /** Epochs done. */
  get epochs(): number {
    return this.#epochs;
  }

  /** What a person should know of the fusion, of the data, and of what the method of the run did. */
  get remarks(): readonly string[] {
    const { remarks = [] } = this.state.network.shape.fusion;
    return [...remarks, ...this.#run.remarks, ...(this.#method.remarks?.() ?? [])];
  }

  /** What did not go as it should have. */
  get warnings(): readonly Sentence[] {
    return this.#method.warnings?.() ?? [];
  }

  /**
   * Trains until the last epoch, or until the signal is aborted.
   * @param until epochs after which it pauses, so that it may go on from its checkpoint.
   * @throws {ModelError} `training_diverged` when a loss is no longer a finite number.
   */
  async train(until = Infinity): Promise<void> {
    const { epochs } = this.#run.configuration;
    while (this.#epochs < Math.min(until, epochs) && (await this.#trainEpoch()));
    // A run that was stopped before its first semantic block ended has nothing better than what it has.
    if (this.best.isEmpty && until >= epochs) {
      this.#remember();
      this.#judgeWeights();
    }
  }

  /** How the weights that are kept so far do on validation encounters; the run cannot go on afterwards. */
  keptFigures(): ValidationFigures {
    if (!this.best.isEmpty) this.best.applyTo(this.state);
    return this.#reporter.figures(this.state, this.#filling());
  }

  dispose(): void {
    this.#method.dispose?.();
    this.#stepper.dispose();
    this.best.dispose();
    this.#average.dispose();
    this.#before?.dispose();
    this.state.dispose();
  }

  /** @returns whether the epoch was finished. */
  async #trainEpoch(): Promise<boolean> {
    const { configuration } = this.#run;
    const started = this.#hooks.now();
    this.#keepBefore();
    if (this.#epochs % configuration.rankingEvery === 0) this.#rank();
    this.#method.beginEpoch?.(this.#epochs);
    const plan = this.#method.plan(this.#epochs);
    const losses = await this.#trainSteps();
    if (losses === null) return false;
    if (!Object.values(losses).every((loss) => Number.isFinite(loss ?? 0))) throw this.#diverged();
    this.#method.endEpoch?.(this.#epochs);
    this.#epochs += 1;
    this.#remember();
    const { epochs, averagedShare } = configuration;
    if (plan.judged && this.#epochs > epochs * (1 - averagedShare)) this.#average.add(this.state);
    if (plan.judged) {
      this.#average.within(this.state, () => {
        // The memory of a mean is not the mean of memories.
        if (averagedShare > 0) this.#remember();
        this.#judgeWeights();
      });
    }
    this.#report(plan, losses, started);
    this.#hooks.onCheckpoint?.(() => this.checkpoint());
    return true;
  }

  /** @returns `null` when the signal was aborted. */
  async #trainSteps(): Promise<EpochLosses | null> {
    const { configuration, inputs, members } = this.#run;
    const { maskedTraining, maxDropRate, modalityDropout, batchSize, seed, substitution } = configuration;
    const M = inputs.modalities.length;
    const random = RandomStream.fromSeed(seed).fork('epoch').fork(this.#epochs);
    const rows = members.map((member) => member.rows);
    const shape = epochShape(rows, batchSize);
    const shuffled = shuffleEpoch(rows, random);
    const masks = random.fork('masks');
    const left = random.fork('modalityDropout');
    const dropout = random.fork('dropout');
    // What predicts fills while it learns to.
    const fills = maskedTraining || substitution === 'predicted';
    const { table } = fills ? this.#filling() : { table: ownSources(M) };
    const losses: StepLosses[] = [];
    const { steps } = shape;
    const epoch = this.#epochs;
    for (let step = 0; step < steps; step += 1) {
      await this.#hooks.pause?.();
      if (this.#hooks.signal?.aborted === true) {
        tf.dispose(losses);
        return null;
      }
      const recorded = stepRows(inputs, shuffled, step, shape);
      const masked = maskedTraining
        ? recorded.map((own) => dropModalities(own, M, maxDropRate, masks))
        : recorded;
      const batch =
        modalityDropout > 0 ? masked.map((own) => dropAtRates(own, M, () => modalityDropout, left)) : masked;
      const rate = learningRate(configuration, epoch, step / steps);
      losses.push(this.#method.step(batch, { epoch, step, steps, rate, random: dropout, table }));
    }
    return meanLosses(losses);
  }

  /** Ranks modalities where anything follows from it. Before the first epoch nothing can be called dead. */
  #rank(): void {
    const { substitution, silenceDead } = this.#run.configuration;
    if (substitution !== 'ebr' && !silenceDead) return;
    const { ranking } = rankNow(this.#run, this.state);
    this.#ranking = this.#epochs === 0 ? { ...ranking, dead: [] } : ranking;
  }

  /** How missing modalities are filled at this point of the run. */
  #filling(): Filling {
    return { table: deployedSources(this.#run, this.#ranking), lends: 'latent' };
  }

  /** Brings the memory of the fusion up to the weights as they are. */
  #remember(): void {
    rememberPatients(this.#run, this.state, this.#filling());
  }

  #judgeWeights(): void {
    const { stopsEarly } = this.#run;
    const { asRecorded, mean } = this.#judge.losses(this.state, this.#filling());
    this.best.offer(this.state, mean, this.#epochs, !stopsEarly);
    this.#method.judged?.(asRecorded.reduce((sum, value) => sum + value, 0) / asRecorded.length);
  }

  /** Keeps the weights as the epoch found them, to tell where it went wrong. */
  #keepBefore(): void {
    this.#before?.dispose();
    this.#before = this.state.joinedValues();
  }

  /** Names the epoch, and the modality from which it went wrong as the epoch began. */
  #diverged(): ModelError {
    if (this.#before !== null) this.state.setJoinedValues(this.#before);
    const { inputs, members, configuration } = this.#run;
    const rows = members.map((member) => member.rows);
    const shape = epochShape(rows, configuration.batchSize);
    const random = RandomStream.fromSeed(configuration.seed).fork('epoch').fork(this.#epochs);
    const batch = stepRows(inputs, shuffleEpoch(rows, random), 0, shape);
    const table = ownSources(inputs.modalities.length);
    const modality = steepestEncoder(this.#run, this.state, { members: batch, table }) ?? 'no modality';
    return new ModelError(
      'training_diverged',
      worded`expected a finite loss, got none in epoch ${this.#epochs + 1}; the encoder of ${modality} had the steepest gradient`,
    );
  }

  #report(plan: EpochPlan, losses: EpochLosses, started: number): void {
    const { configuration, inputs } = this.#run;
    this.#hooks.onEpoch?.({
      member: 0,
      epoch: this.#epochs,
      epochs: configuration.epochs,
      block: plan.block,
      semanticLoss: losses.semantic,
      discriminationLoss: losses.discrimination,
      distillationLoss: losses.distillation,
      auxiliaryLoss: losses.auxiliary,
      ...this.#reporter.figures(this.state, this.#filling()),
      discriminatorChance: 1 / inputs.modalities.length,
      seconds: (this.#hooks.now() - started) / 1000,
    });
  }

  /** The run between two epochs, from which another goes on as if this one had never stopped. */
  checkpoint(): Checkpoint {
    const { configuration, data } = this.#run;
    const average = this.#average.tensor();
    return {
      version: 1,
      epoch: this.#epochs,
      state: writeRunState({
        configuration,
        data,
        steps: this.state.steps,
        best: this.best.record,
        method: this.#method.state?.() ?? null,
        averaged: this.#average.points,
        ranking: this.#ranking,
      }),
      tensors: {
        ...this.state.tensors(),
        [BEST]: this.best.tensor(),
        ...(average ? { [AVERAGE]: average } : {}),
        ...renamed(this.#method.tensors?.() ?? {}, (name) => METHOD + name),
      },
    };
  }
}

type Tensors = Readonly<Record<string, NamedTensor>>;

function renamed(tensors: Tensors, rename: (name: string) => string): Tensors {
  return Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [rename(name), tensor]));
}

function methodTensors({ tensors }: Checkpoint): Tensors {
  const own = Object.entries(tensors).filter(([name]) => name.startsWith(METHOD));
  return renamed(Object.fromEntries(own), (name) => name.slice(METHOD.length));
}

/** Reads the losses of an epoch back, once, and disposes of them. */
function meanLosses(losses: readonly StepLosses[]): EpochLosses {
  const mean = (tensors: readonly tf.Tensor1D[]): number =>
    tf.tidy(() => tf.mean(tf.concat1d([...tensors])).dataSync()[0] ?? NaN);
  const auxiliary = AUXILIARY_LOSSES.map((name) => {
    const own = losses.flatMap((step) => step[name] ?? []);
    return [name, own.length > 0 ? mean(own) : null] as const;
  });
  const result = {
    semantic: mean(losses.map((step) => step.semantic)),
    ...(Object.fromEntries(auxiliary) as Record<AuxiliaryLoss, number | null>),
  };
  tf.dispose([...losses]);
  return result;
}
