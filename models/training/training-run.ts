import * as tf from '@tensorflow/tfjs-core';
import { type BlockPlan, planEpoch } from '../ebr/schedule.ts';
import { INITIAL_STOP_STATE, judgeBlock, type StopState } from '../ebr/stop-rule.ts';
import { ModelError } from '../errors.ts';
import { createNetwork } from '../network/create-network.ts';
import { RandomStream } from '../random/random-stream.ts';
import { logit } from '../statistics/sigmoid.ts';
import type { Ranking } from '../substitution/candidate.ts';
import type { Filling } from '../substitution/filling.ts';
import { ownSources } from '../substitution/source-table.ts';
import { BestWeights } from './best-weights.ts';
import { readRunState, writeRunState } from './checkpoint.ts';
import { EpochReporter } from './epoch-report.ts';
import type { Checkpoint, TrainingHooks } from './hooks.ts';
import { learningRate } from './learning-rate.ts';
import { ModelState } from './model-state.ts';
import type { PreparedRun } from './prepare.ts';
import { deployedSources, rankNow } from './ranking.ts';
import { dropModalities, epochShape, shuffleEpoch, stepRows } from './sampler.ts';
import { type StepLosses, Stepper } from './stepper.ts';
import { Judge } from './validation.ts';

/** Mean losses of an epoch over steps and members. */
interface EpochLosses {
  readonly semantic: number;
  readonly discrimination: number | null;
}

const BEST = 'best.values';

/** A run from its start, or from a checkpoint, to its end. Owns its tensors. */
export class TrainingRun {
  readonly state: ModelState;
  readonly best: BestWeights;
  readonly #run: PreparedRun;
  readonly #hooks: TrainingHooks;
  readonly #stepper: Stepper;
  readonly #judge: Judge;
  readonly #reporter: EpochReporter;
  #stop: StopState = INITIAL_STOP_STATE;
  /** By what missing modalities are filled and dead ones left out; `null` = neither. */
  #ranking: Ranking | null = null;
  #epochs = 0;

  constructor(run: PreparedRun, hooks: TrainingHooks, from?: Checkpoint) {
    const { configuration, inputs, baseRate } = run;
    const network = createNetwork(configuration, inputs.modalities.length, run.encodingFactors);
    const outputBias = configuration.outputBias === 'prevalence' ? logit(baseRate) : 0;
    const random = RandomStream.fromSeed(configuration.seed).fork('weights');
    this.#run = run;
    this.#hooks = hooks;
    if (from) {
      const stored = readRunState(from, run);
      this.state = ModelState.restore(network, from.tensors, stored.steps);
      this.best = new BestWeights(this.state);
      const best = from.tensors[BEST];
      if (best === undefined) throw new ModelError('serialization', `expected tensor "${BEST}"`);
      this.best.restore(stored.best, best);
      this.#stop = stored.stop;
      this.#ranking = stored.ranking;
      this.#epochs = from.epoch;
    } else {
      this.state = ModelState.initial(network, configuration.members, random, outputBias);
      this.best = new BestWeights(this.state);
    }
    this.#stepper = new Stepper(this.state, run, configuration);
    this.#judge = new Judge(run);
    this.#reporter = new EpochReporter(run);
  }

  /** Epochs done. */
  get epochs(): number {
    return this.#epochs;
  }

  /**
   * Trains until the last epoch, or until the signal is aborted.
   * @throws {ModelError} `training_diverged` when a loss is no longer a finite number.
   */
  async train(): Promise<void> {
    const { epochs } = this.#run.configuration;
    while (this.#epochs < epochs && (await this.#trainEpoch()));
    // A run that was stopped before its first semantic block ended has nothing better than what it has.
    if (this.best.isEmpty) this.#judgeBlock();
  }

  dispose(): void {
    this.#stepper.dispose();
    this.best.dispose();
    this.state.dispose();
  }

  /** @returns whether the epoch was finished. */
  async #trainEpoch(): Promise<boolean> {
    const { configuration } = this.#run;
    const started = this.#hooks.now();
    const plan = planEpoch(configuration, this.#epochs, this.#stop.stopped);
    if (this.#epochs % configuration.rankingEvery === 0) this.#rank();
    const losses = await this.#trainSteps(plan);
    if (losses === null) return false;
    this.#requireFinite(losses);
    this.#epochs += 1;
    if (plan.endsSemanticBlock) this.#judgeBlock();
    this.#report(plan, losses, started);
    this.#hooks.onCheckpoint?.(() => this.#checkpoint());
    return true;
  }

  /** @returns `null` when the signal was aborted. */
  async #trainSteps(plan: BlockPlan): Promise<EpochLosses | null> {
    const { configuration, inputs, members } = this.#run;
    const { maskedTraining, maxDropRate, batchSize, seed } = configuration;
    const random = RandomStream.fromSeed(seed).fork('epoch').fork(this.#epochs);
    const rows = members.map((member) => member.rows);
    const shape = epochShape(rows, batchSize);
    const shuffled = shuffleEpoch(rows, random);
    const masks = random.fork('masks');
    const dropout = random.fork('dropout');
    const { table } = maskedTraining ? this.#filling() : { table: ownSources(inputs.modalities.length) };
    const losses: StepLosses[] = [];
    for (let step = 0; step < shape.steps; step += 1) {
      await this.#hooks.pause?.();
      if (this.#hooks.signal?.aborted === true) {
        tf.dispose(losses);
        return null;
      }
      const recorded = stepRows(inputs, shuffled, step, shape);
      const batch = maskedTraining
        ? recorded.map((own) => dropModalities(own, inputs.modalities.length, maxDropRate, masks))
        : recorded;
      const rate = learningRate(configuration, this.#epochs, step / shape.steps);
      losses.push(this.#stepper.step(batch, { ...plan, rate, random: dropout, table }));
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

  #judgeBlock(): void {
    const { stopsEarly, configuration } = this.#run;
    const { asRecorded, mean } = this.#judge.losses(this.state, this.#filling());
    this.best.offer(this.state, mean, this.#epochs, !stopsEarly);
    if (!configuration.stopAdversary) return;
    const loss = asRecorded.reduce((sum, value) => sum + value, 0) / asRecorded.length;
    this.#stop = judgeBlock(this.#stop, loss);
  }

  #requireFinite({ semantic, discrimination }: EpochLosses): void {
    if (Number.isFinite(semantic) && Number.isFinite(discrimination ?? 0)) return;
    const epoch = this.#epochs + 1;
    throw new ModelError('training_diverged', `expected a finite loss, got none in epoch ${epoch}`);
  }

  #report(plan: BlockPlan, losses: EpochLosses, started: number): void {
    const { configuration, inputs } = this.#run;
    this.#hooks.onEpoch?.({
      member: 0,
      epoch: this.#epochs,
      epochs: configuration.epochs,
      block: plan.block,
      semanticLoss: losses.semantic,
      discriminationLoss: losses.discrimination,
      ...this.#reporter.figures(this.state, this.#filling()),
      discriminatorChance: 1 / inputs.modalities.length,
      seconds: (this.#hooks.now() - started) / 1000,
    });
  }

  #checkpoint(): Checkpoint {
    const { configuration, data } = this.#run;
    return {
      version: 1,
      epoch: this.#epochs,
      state: writeRunState({
        configuration,
        data,
        steps: this.state.steps,
        best: this.best.record,
        stop: this.#stop,
        ranking: this.#ranking,
      }),
      tensors: { ...this.state.tensors(), [BEST]: this.best.tensor() },
    };
  }
}

/** Reads the losses of an epoch back, once, and disposes of them. */
function meanLosses(losses: readonly StepLosses[]): EpochLosses {
  const mean = (tensors: readonly tf.Tensor1D[]): number =>
    tf.tidy(() => tf.mean(tf.concat1d([...tensors])).dataSync()[0] ?? NaN);
  const discrimination = losses.flatMap((step) => step.discrimination ?? []);
  const result = {
    semantic: mean(losses.map((step) => step.semantic)),
    discrimination: discrimination.length > 0 ? mean(discrimination) : null,
  };
  tf.dispose([...losses]);
  return result;
}
