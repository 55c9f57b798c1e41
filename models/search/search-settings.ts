import { ModelError } from '../errors.ts';
import { RandomStream } from '../random/random-stream.ts';
import {
  type EncoderKind,
  type FusionKind,
  type PresetName,
  resolveConfiguration,
  type TrainingConfiguration,
} from '../training/configuration.ts';
import type { Dataset } from '../training/dataset.ts';
import type { Checkpoint, EpochReport, TrainingHooks } from '../training/hooks.ts';
import type { SettingValue } from './dimension.ts';
import { epochsAt, planRungs, type Rung } from './rungs.ts';
import { drawSettings, readSpace, type SpaceText } from './search-space.ts';
import { type PartialTraining, trainTrial } from './train-trial.ts';
import type { Trial, TrialRung } from './trial.ts';
import { sentence, worded } from '../wording.ts';

/** A run whose settings are searched. */
export interface SearchOrder {
  /** The run as it was asked for, which is the first trial. */
  readonly preset: PresetName;
  readonly encoders: EncoderKind;
  readonly fusion: FusionKind;
  readonly settings: Readonly<Record<string, SettingValue>>;
  readonly seed: number;
  readonly trials: number;
  /** By how much the trials become fewer, and their epochs more, from rung to rung. */
  readonly reduction: number;
  readonly space: SpaceText;
}

/** Where the search stands. */
export interface SearchProgress {
  readonly trial: number;
  readonly trials: number;
  /** From 1. */
  readonly rung: number;
  readonly rungs: number;
  readonly epoch: EpochReport;
  /** Epochs done by all trials, of those planned. */
  readonly done: number;
  readonly planned: number;
}

export interface SearchHooks extends Pick<TrainingHooks, 'now' | 'signal' | 'pause'> {
  /** Called with each trial that changed. */
  readonly onTrial: (trial: Trial) => void;
  readonly onProgress?: (progress: SearchProgress) => void;
  /** Where unfinished trainings are kept between rungs. */
  readonly checkpoints: {
    readonly read: (trial: number) => Promise<Checkpoint | undefined>;
    readonly write: (trial: number, checkpoint: Checkpoint) => Promise<void>;
    readonly remove: (trial: number) => Promise<void>;
  };
}

/** Redraws of a trial whose settings do not go together. */
const MOST_DRAWS = 200;

/**
 * The trials of a search before anything is trained: the run as it was asked for, then points of the space, each from a
 * stream of its own, so that a longer search begins with the trials of a shorter one.
 * @throws {ModelError} `configuration`.
 */
export function drawTrials(order: SearchOrder): Trial[] {
  if (configurationOf(order, {}).expertShare === 1)
    throw new ModelError(
      'configuration',
      'search: expected networks to search settings of, got experts alone',
    );
  const space = readSpace(order.space);
  const random = RandomStream.fromSeed(order.seed).fork('search');
  return Array.from({ length: order.trials }, (_, index): Trial => {
    const settings = index === 0 ? {} : drawConsistent(order, space, random.fork(index));
    configurationOf(order, settings);
    return { trial: index + 1, settings, seed: order.seed, rungs: [], outcome: 'waiting', reason: null };
  });
}

function drawConsistent(
  order: SearchOrder,
  space: ReturnType<typeof readSpace>,
  random: RandomStream,
): Record<string, SettingValue> {
  for (let draw = 0; draw < MOST_DRAWS; draw += 1) {
    const settings = drawSettings(space, random.fork(draw));
    try {
      configurationOf(order, settings);
      return settings;
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
    }
  }
  throw new ModelError(
    'configuration',
    'search: expected settings that go together, the space has hardly any',
  );
}

/** A trial as a training of its own. @throws {ModelError} `configuration`. */
export function configurationOf(order: SearchOrder, drawn: Trial['settings']): TrainingConfiguration {
  const { encoders, fusion, ...settings } = drawn;
  return resolveConfiguration(order.preset, {
    encoders: (encoders as EncoderKind | undefined) ?? order.encoders,
    fusion: (fusion as FusionKind | undefined) ?? order.fusion,
    seed: order.seed,
    settings: { ...order.settings, ...settings },
  });
}

/**
 * Seeded random search with successive halving. Trials are judged by their mean validation log-loss over missing rates 0
 * and .5, and by nothing else; ties go to the earlier trial.
 * @param known trials of a search that was stopped; what they have been trained for is not done again.
 * @returns all trials, one of them chosen.
 * @throws {ModelError} `cancelled`; `training_diverged` when no trial could be trained; and those of training.
 */
export async function searchSettings(
  dataset: Dataset,
  order: SearchOrder,
  hooks: SearchHooks,
  known: readonly Trial[] = [],
): Promise<readonly Trial[]> {
  const search = new Search(dataset, order, hooks, known);
  return search.run();
}

class Search {
  readonly #dataset: Dataset;
  readonly #order: SearchOrder;
  readonly #hooks: SearchHooks;
  readonly #rungs: readonly Rung[];
  readonly #trials: Trial[];
  #done = 0;

  constructor(dataset: Dataset, order: SearchOrder, hooks: SearchHooks, known: readonly Trial[]) {
    this.#dataset = dataset;
    this.#order = order;
    this.#hooks = hooks;
    this.#rungs = planRungs(order.trials, configurationOf(order, {}).epochs, order.reduction);
    this.#trials = drawTrials(order).map(
      (drawn) => known.find(({ trial }) => trial === drawn.trial) ?? drawn,
    );
    for (const trial of this.#trials) if (!known.includes(trial)) hooks.onTrial(trial);
  }

  async run(): Promise<readonly Trial[]> {
    for (const index of this.#rungs.keys()) {
      for (const { trial } of this.#trialsOf(index)) await this.#trainRung(trial, index);
      await this.#halve(index);
    }
    return this.#trials;
  }

  /** The trials that take part in a rung. */
  #trialsOf(index: number): readonly Trial[] {
    return this.#trials.filter(
      ({ rungs, outcome }) =>
        outcome !== 'failed' && rungs.length >= index && !endedBefore(outcome, rungs, index),
    );
  }

  async #trainRung(number: number, index: number): Promise<void> {
    const trial = this.#trialOf(number);
    const rung = this.#rungs[index];
    if (rung === undefined) return;
    const configuration = configurationOf(this.#order, trial.settings);
    const epochs = epochsAt(rung, configuration.epochs);
    const before = trial.rungs[index - 1]?.epochs ?? 0;
    if (trial.rungs.length > index) {
      this.#done += epochs - before;
      return;
    }
    const started = this.#hooks.now();
    try {
      const from = await this.#hooks.checkpoints.read(number);
      const result = await trainTrial(this.#dataset, configuration, {
        epochs,
        ...(from === undefined ? {} : { from }),
        hooks: this.#trainingHooks(number, index),
      });
      await this.#keep(number, result, (this.#hooks.now() - started) / 1000);
    } catch (error) {
      if (!(error instanceof ModelError) || error.code !== 'training_diverged') throw error;
      this.#change(number, { outcome: 'failed', reason: error.message });
    }
    this.#done += epochs - before;
  }

  async #keep(number: number, result: PartialTraining, seconds: number): Promise<void> {
    const { epochs, loss, auroc, aurocHalfMissing, checkpoint } = result;
    await this.#hooks.checkpoints.write(number, checkpoint);
    const rung: TrialRung = { epochs, loss, auroc, aurocHalfMissing, seconds };
    this.#change(number, { rungs: [...this.#trialOf(number).rungs, rung] });
  }

  /** Ends the rung: the best go on, or, after the last one, the best is chosen. */
  async #halve(index: number): Promise<void> {
    const lossOf = ({ rungs }: Trial): number => rungs[index]?.loss ?? Infinity;
    const ordered = this.#trials
      .filter(({ rungs }) => rungs.length > index)
      .toSorted((a, b) => lossOf(a) - lossOf(b) || a.trial - b.trial);
    if (ordered.length === 0) {
      const { trials } = this.#order;
      throw new ModelError(
        'training_diverged',
        worded`expected a trial that can be trained, all ${trials} failed`,
      );
    }
    const next = this.#rungs[index + 1];
    for (const [place, { trial, outcome, rungs }] of ordered.entries()) {
      if (outcome !== 'waiting' || (next !== undefined && place < next.trials)) continue;
      const where = sentence`place ${place + 1} of ${ordered.length} after ${rungs[index]?.epochs ?? 0} epochs`;
      this.#change(
        trial,
        next === undefined
          ? { outcome: place === 0 ? 'chosen' : 'finished', reason: where }
          : { outcome: 'dropped', reason: sentence`${where}; the best ${next.trials} went on` },
      );
      await this.#hooks.checkpoints.remove(trial);
    }
  }

  #trainingHooks(trial: number, index: number): TrainingHooks {
    const { now, signal, pause, onProgress } = this.#hooks;
    const planned = this.#planned();
    let done = this.#done;
    return {
      now,
      ...(signal === undefined ? {} : { signal }),
      ...(pause === undefined ? {} : { pause }),
      onEpoch: (epoch) => {
        done += 1;
        const { length: rungs } = this.#rungs;
        onProgress?.({ trial, trials: this.#trials.length, rung: index + 1, rungs, epoch, done, planned });
      },
    };
  }

  /** Epochs of all rungs, were every trial as long as the first. */
  #planned(): number {
    const { epochs } = configurationOf(this.#order, {});
    return this.#rungs.reduce((sum, rung, index) => {
      const before = this.#rungs[index - 1];
      return (
        sum + rung.trials * (epochsAt(rung, epochs) - (before === undefined ? 0 : epochsAt(before, epochs)))
      );
    }, 0);
  }

  #trialOf(number: number): Trial {
    const trial = this.#trials[number - 1];
    if (trial === undefined)
      throw new RangeError(`expected a trial from 1 to ${this.#trials.length}, got ${number}`);
    return trial;
  }

  #change(number: number, changes: Partial<Trial>): void {
    const changed = { ...this.#trialOf(number), ...changes };
    this.#trials[number - 1] = changed;
    this.#hooks.onTrial(changed);
  }
}

/** Whether a trial had ended before a rung; one that ended with the rung itself took part in it. */
function endedBefore(outcome: Trial['outcome'], rungs: Trial['rungs'], index: number): boolean {
  return outcome !== 'waiting' && rungs.length <= index;
}
