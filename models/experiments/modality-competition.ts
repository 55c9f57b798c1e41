import { probeModality } from '../diagnostics/modality-probes.ts';
import { representationsOf } from '../diagnostics/representations.ts';
import type { Defined } from '../errors.ts';
import { aurocStatistic } from '../metrics/auroc.ts';
import { AUROC } from '../metrics/auroc.ts';
import { isDefined, notAssessed, type Statistic } from '../metrics/metric.ts';
import type { ModalityName } from '../modalities/modality.ts';
import { RandomStream } from '../random/random-stream.ts';
import { bootstrapIntervals, difference, meanStatistic } from '../statistics/bootstrap.ts';
import type { Interval } from '../statistics/wilson.ts';
import type { TrainingConfiguration } from '../training/configuration.ts';
import type { Dataset } from '../training/dataset.ts';
import { type PreparedRun, prepareRun } from '../training/prepare.ts';
import { onlyModalities } from './only-modalities.ts';
import {
  type ExperimentHooks,
  singleMember,
  trainAndInspect,
  validationLogits,
} from './train-and-inspect.ts';

/** What joint training made of an encoder, against the same encoder trained alone. */
export type Learned = 'learned' | 'partly' | 'lost';

const CHANCE = 0.5;
const LEAST_ALONE = 0.55;
const LEARNED_FROM = 0.9;
const LOST_BELOW = 0.5;

/**
 * `(A_joint - .5) / (A_alone - .5)`.
 * @returns undefined where the modality tells next to nothing alone.
 * @see method.md 7
 */
export function learnedRatio(joint: number, alone: number): Defined<number> {
  if (alone < LEAST_ALONE)
    return { undefined: `an AUROC of ${alone.toFixed(3)} alone, needs ${LEAST_ALONE}` };
  return { value: (joint - CHANCE) / (alone - CHANCE) };
}

/** A ratio in words. */
export function learnedVerdict(ratio: number): Learned {
  if (ratio >= LEARNED_FROM) return 'learned';
  return ratio < LOST_BELOW ? 'lost' : 'partly';
}

/** One modality in one seed. */
export interface CompetitionEntry {
  readonly joint: Defined<number>;
  readonly alone: Defined<number>;
  readonly ratio: Defined<number>;
}

export interface GapFigure {
  readonly value: number;
  readonly interval: Defined<Interval>;
}

export interface Competition {
  /** One list a seed, in the order of `modalities`. */
  readonly modalities: readonly ModalityName[];
  readonly seeds: readonly (readonly CompetitionEntry[])[];
  /** AUROC of the joint network less that of the best unimodal one, and less that of the mean of all unimodal logits. */
  readonly gap: Defined<GapFigure>;
  readonly gapToEnsemble: Defined<GapFigure>;
}

/** Trainings that a run takes: for each seed the joint network and one for each modality. */
export const competitionTrainings = (modalities: number, seeds: number): number => seeds * (1 + modalities);

interface SeedScores {
  readonly entries: readonly CompetitionEntry[];
  readonly run: PreparedRun;
  readonly joint: Float32Array;
  /** Logits of each modality's own network by encounter. */
  readonly alone: readonly ReadonlyMap<string, number>[];
}

/**
 * Trains late fusion jointly and every modality alone, with the same budget, and compares what a linear probe reads from
 * each encoder. Late fusion, everything as recorded, no masks and no unimodal losses; the encoders of the model.
 * @throws {ModelError} as `prepareRun`, `trainAndInspect`.
 * @see Huang et al. 2022; method.md 7
 */
export async function modalityCompetition(
  dataset: Dataset,
  configuration: TrainingConfiguration,
  seeds: number,
  hooks: ExperimentHooks,
): Promise<Competition> {
  const results: SeedScores[] = [];
  for (let seed = 0; seed < seeds; seed += 1) {
    results.push(await competeOnce(dataset, plain(configuration, configuration.seed + seed), hooks));
  }
  const modalities = results[0]?.run.inputs.modalities ?? [];
  return {
    modalities,
    seeds: results.map(({ entries }) => entries),
    gap: gapTo(results, (own) => bestOf(own)),
    gapToEnsemble: gapTo(results, (own) => own.ensemble),
  };
}

function plain(configuration: TrainingConfiguration, seed: number): TrainingConfiguration {
  return {
    ...singleMember(configuration, seed),
    fusion: 'late',
    substitution: 'omit',
    maskedTraining: false,
    silenceDead: false,
    unimodalWeight: 0,
  };
}

async function competeOnce(
  dataset: Dataset,
  configuration: TrainingConfiguration,
  hooks: ExperimentHooks,
): Promise<SeedScores> {
  const run = prepareRun(dataset, configuration);
  const { modalities } = run.inputs;
  hooks.onTraining?.(`seed ${configuration.seed}: all modalities together`);
  const joint = await trainAndInspect(run, hooks, (trained) => ({
    probes: modalities.map((_, m) => encoderAuroc(trained, m)),
    logits: validationLogits(trained),
  }));
  const entries: CompetitionEntry[] = [];
  const alone: ReadonlyMap<string, number>[] = [];
  for (const [m, name] of modalities.entries()) {
    hooks.onTraining?.(`seed ${configuration.seed}: ${name} alone`);
    const own = prepareRun(onlyModalities(dataset, [name]), configuration);
    const single = await trainAndInspect(own, hooks, (trained) => ({
      probe: encoderAuroc(trained, 0),
      logits: validationLogits(trained),
    }));
    alone.push(
      new Map(Array.from(own.validationRows, (row, i) => [own.encounters[row] ?? '', single.logits[i] ?? 0])),
    );
    entries.push(entryOf(joint.probes[m] ?? { undefined: 'not probed' }, single.probe));
  }
  return { entries, run, joint: joint.logits, alone };
}

function encoderAuroc(
  { run, state, filling }: Parameters<typeof validationLogits>[0],
  m: number,
): Defined<number> {
  const of = (rows: Int32Array) =>
    representationsOf(state, { inputs: run.inputs, rows }, filling).unimodal[m];
  const [training, validation] = [of(run.trainingRows), of(run.validationRows)];
  if (training === undefined || validation === undefined) return { undefined: 'no such modality' };
  const probe = probeModality(run, m, { training, validation });
  return isDefined(probe) ? probe.value.validationAuroc : probe;
}

function entryOf(joint: Defined<number>, alone: Defined<number>): CompetitionEntry {
  if (!isDefined(joint)) return { joint, alone, ratio: joint };
  if (!isDefined(alone)) return { joint, alone, ratio: alone };
  return { joint, alone, ratio: learnedRatio(joint.value, alone.value) };
}

interface Statistics {
  readonly joint: Statistic;
  readonly alone: readonly Statistic[];
  readonly ensemble: Statistic;
}

/** The rival with the largest AUROC on all rows; it is not chosen anew in every resample. */
function bestOf({ alone, ensemble }: Statistics): Statistic {
  const valueOf = (statistic: Statistic): number => {
    const result = statistic();
    return isDefined(result) ? result.value : -Infinity;
  };
  return alone.reduce((best, next) => (valueOf(next) > valueOf(best) ? next : best), alone[0] ?? ensemble);
}

/** Mean over seeds of the joint AUROC less a rival's, patients resampled, over the rows that every network scored. */
function gapTo(results: readonly SeedScores[], rival: (own: Statistics) => Statistic): Defined<GapFigure> {
  const [first] = results;
  if (first === undefined) return { undefined: 'no seeds' };
  const { validationRows, encounters, patients, labels } = first.run;
  const kept = [...validationRows.keys()].filter((i) =>
    results.every(({ alone }) => alone.every((own) => own.has(encounters[validationRows[i] ?? 0] ?? ''))),
  );
  const rows = kept.map((i) => validationRows[i] ?? 0);
  const truth = rows.map((row) => labels[row] ?? 0);
  const few = notAssessed(
    AUROC,
    truth.reduce((sum, label) => sum + label, 0),
  );
  if (few !== null) return { undefined: few };
  const statistics = results.map(({ joint, alone }): Statistics => {
    const scores = alone.map((own) => rows.map((row) => own.get(encounters[row] ?? '') ?? 0));
    const mean = rows.map((_, i) => scores.reduce((sum, own) => sum + (own[i] ?? 0), 0) / scores.length);
    return {
      joint: aurocStatistic(
        truth,
        kept.map((i) => joint[i] ?? 0),
      ),
      alone: scores.map((own) => aurocStatistic(truth, own)),
      ensemble: aurocStatistic(truth, mean),
    };
  });
  const gap = meanStatistic(statistics.map((own) => difference(own.joint, rival(own))));
  const value = gap();
  if (!isDefined(value)) return value;
  const sample = { labels: truth, patients: rows.map((row) => patients[row] ?? '') };
  const drawn = bootstrapIntervals(sample, { gap }, { random: RandomStream.fromSeed('competition') });
  return {
    value: {
      value: value.value,
      interval: isDefined(drawn.gap) ? { value: drawn.gap.value.interval } : drawn.gap,
    },
  };
}
