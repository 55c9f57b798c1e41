import type { Defined } from '../../models/errors.ts';
import {
  competitionTrainings,
  type Learned,
  learnedVerdict,
  modalityCompetition,
} from '../../models/experiments/modality-competition.ts';
import { noiseRobustness, noiseTrainings } from '../../models/experiments/noise-robustness.ts';
import {
  modelPolysemanticity,
  type Polysemanticity,
  polysemanticityTrainings,
} from '../../models/experiments/polysemanticity.ts';
import { prefixAgainstBaseline, prefixTrainings } from '../../models/experiments/prefix-against-baseline.ts';
import { BETA_TRAININGS, rankAgainstBeta } from '../../models/experiments/rank-against-beta.ts';
import type { ExperimentHooks } from '../../models/experiments/train-and-inspect.ts';
import { Reasons } from '../../models/metrics/reasons.ts';
import type { UndefinedMetric } from '../../models/metrics/summary.ts';
import type { ModalityName } from '../../models/modalities/modality.ts';
import type { TrainingConfiguration } from '../../models/training/configuration.ts';
import type { Dataset } from '../../models/training/dataset.ts';
import { asLacunaError } from '../model-errors.ts';
import type { LoadedModel } from '../prediction/loaded-model.ts';

/** Diagnostics for which networks have to be trained. */
export const EXPERIMENTS = ['beta', 'prefix', 'noise', 'competition', 'polysemanticity'] as const;
export type Experiment = (typeof EXPERIMENTS)[number];

export interface ExperimentRequest {
  readonly experiments: readonly Experiment[];
  /** The modality that is looked at: raised, corrupted, probed. */
  readonly modality: ModalityName;
  /** Of `noise` and `competition`. */
  readonly seeds: number;
  readonly signal: AbortSignal;
  readonly onProgress: (line: string) => void;
}

/** Means over seeds stand beside what each seed gave. */
export interface ExperimentReport {
  readonly trainings: number;
  readonly modality: ModalityName;
  readonly beta?: BetaReport;
  readonly prefix?: PrefixReport;
  readonly noise?: NoiseReport;
  readonly competition?: CompetitionReport;
  /** `null` with the reason in `undefined`. */
  readonly polysemanticity?: Polysemanticity | null;
  readonly undefined: readonly UndefinedMetric[];
}

export interface BetaReport {
  readonly rows: number;
  readonly points: readonly {
    readonly beta: number;
    readonly effective: number | null;
    readonly numerical: number;
    readonly similarity: Readonly<Partial<Record<ModalityName, number | null>>>;
  }[];
  readonly unimodal: { readonly effective: number | null; readonly numerical: number };
  /** First beta whose effective rank lies below the unimodal one; `null`: none does. */
  readonly below: number | null;
  readonly largestDrop: readonly [from: number, to: number] | null;
}

export interface PrefixReport {
  readonly points: readonly {
    readonly modalities: readonly ModalityName[];
    readonly prefix: Curve;
    readonly baseline: Curve;
    readonly gap: { readonly training: number; readonly validation: number } | null;
  }[];
}
interface Curve {
  readonly training: readonly number[];
  readonly validation: readonly number[];
}

export interface NoiseReport {
  readonly rates: readonly {
    readonly rate: number;
    readonly auroc: readonly (number | null)[];
    readonly mean: number | null;
  }[];
}

export interface CompetitionReport {
  readonly seeds: number;
  readonly modalities: Readonly<Partial<Record<ModalityName, CompetitionOfModality>>>;
  readonly gap: Gap | null;
  readonly gapToEnsemble: Gap | null;
}
interface CompetitionOfModality {
  readonly joint: readonly (number | null)[];
  readonly alone: readonly (number | null)[];
  readonly ratio: readonly (number | null)[];
  readonly verdicts: readonly (Learned | null)[];
  /** Seeds in which it was learned, of those in which that is defined. */
  readonly learnedIn: number;
  readonly of: number;
}
interface Gap {
  readonly value: number;
  readonly interval: readonly [number, number] | null;
}

/** How many networks a request trains: said before it starts. */
export function countTrainings(
  experiments: readonly Experiment[],
  modalities: number,
  seeds: number,
): number {
  const trainings: Readonly<Record<Experiment, number>> = {
    beta: BETA_TRAININGS,
    prefix: prefixTrainings(modalities),
    noise: noiseTrainings(seeds),
    competition: competitionTrainings(modalities, seeds),
    polysemanticity: polysemanticityTrainings(modalities),
  };
  return [...new Set(experiments)].reduce((sum, experiment) => sum + trainings[experiment], 0);
}

/**
 * Trains what a request needs, one member each with the settings of the model, on its training split, and measures on
 * its validation split.
 * @throws {LacunaError} `cancelled`, `one_class`, `training_diverged`, `bad_configuration`.
 */
export async function runExperiments(
  model: LoadedModel,
  dataset: Dataset,
  request: ExperimentRequest,
): Promise<ExperimentReport> {
  const { configuration } = model.predictor.model;
  const { experiments, modality, seeds, signal } = request;
  const total = countTrainings(experiments, dataset.modalities.length, seeds);
  let started = 0;
  const hooks: ExperimentHooks = {
    now: () => performance.now(),
    signal,
    pause: () => new Promise((resume) => setImmediate(resume)),
    onTraining: (what) => request.onProgress(`training ${(started += 1)} of ${total}: ${what}`),
  };
  const reasons = new Reasons();
  const wanted = new Set(experiments);
  const subject: Subject = { dataset, configuration, modality, seeds, hooks, reasons };
  try {
    return {
      trainings: total,
      modality,
      ...(wanted.has('beta') ? { beta: await beta(subject) } : {}),
      ...(wanted.has('prefix') ? { prefix: await prefix(subject, model) } : {}),
      ...(wanted.has('noise') ? { noise: await noise(subject) } : {}),
      ...(wanted.has('competition') ? { competition: await competition(subject) } : {}),
      ...(wanted.has('polysemanticity')
        ? {
            polysemanticity: reasons.valueOf(
              'polysemanticity',
              await modelPolysemanticity(model.predictor.model, dataset, hooks),
            ),
          }
        : {}),
      undefined: reasons.undefined,
    };
  } catch (error) {
    throw asLacunaError(error);
  }
}

interface Subject {
  readonly dataset: Dataset;
  readonly configuration: TrainingConfiguration;
  readonly modality: ModalityName;
  readonly seeds: number;
  readonly hooks: ExperimentHooks;
  readonly reasons: Reasons;
}

async function beta({ dataset, configuration, modality, hooks, reasons }: Subject): Promise<BetaReport> {
  const curve = await rankAgainstBeta(dataset, configuration, modality, hooks);
  const critical = reasons.valueOf('critical beta', curve.critical);
  return {
    rows: curve.rows,
    points: curve.points.map(({ beta: at, effective, numerical, similarity }) => ({
      beta: at,
      effective: reasons.valueOf(`rank at beta ${at}`, effective),
      numerical,
      similarity: Object.fromEntries(
        curve.modalities.map((name, m) => [
          name,
          reasons.valueOf(`similarity of ${name} at beta ${at}`, similarity[m] ?? { undefined: 'none' }),
        ]),
      ),
    })),
    unimodal: {
      effective: reasons.valueOf(`rank of ${modality} alone`, curve.unimodal.effective),
      numerical: curve.unimodal.numerical,
    },
    below: critical === null ? null : reasons.valueOf('first beta below the unimodal rank', critical.below),
    largestDrop: critical?.largestDrop ?? null,
  };
}

async function prefix(
  { dataset, configuration, modality, hooks, reasons }: Subject,
  model: LoadedModel,
): Promise<PrefixReport> {
  const { strength, modalities } = model.predictor.model;
  const others = modalities
    .filter((name) => name !== modality)
    .toSorted((a, b) => (strength[b]?.auroc ?? 0) - (strength[a]?.auroc ?? 0));
  const { points } = await prefixAgainstBaseline(dataset, configuration, [modality, ...others], hooks);
  return {
    points: points.map((point) => ({
      ...point,
      gap: reasons.valueOf(`gap of ${point.modalities.length} modalities`, point.gap),
    })),
  };
}

async function noise({
  dataset,
  configuration,
  modality,
  seeds,
  hooks,
  reasons,
}: Subject): Promise<NoiseReport> {
  const { rates } = await noiseRobustness(dataset, configuration, { modality, seeds }, hooks);
  return {
    rates: rates.map(({ rate, auroc }) => {
      const values = auroc.map((result) => reasons.valueOf(`AUROC at noise ${rate}`, result));
      return { rate, auroc: values, mean: meanOf(values) };
    }),
  };
}

async function competition({
  dataset,
  configuration,
  seeds,
  hooks,
  reasons,
}: Subject): Promise<CompetitionReport> {
  const result = await modalityCompetition(dataset, configuration, seeds, hooks);
  const gap = (metric: string, figure: typeof result.gap): Gap | null => {
    const found = reasons.valueOf(metric, figure);
    if (found === null) return null;
    return { value: found.value, interval: reasons.valueOf(`interval of the ${metric}`, found.interval) };
  };
  return {
    seeds: result.seeds.length,
    modalities: Object.fromEntries(
      result.modalities.map((name, m) => {
        const each = (part: 'joint' | 'alone' | 'ratio'): (number | null)[] =>
          result.seeds.map((own) => reasons.valueOf(`${part} of ${name}`, own[m]?.[part] ?? UNKNOWN));
        const ratio = each('ratio');
        const verdicts = ratio.map((value) => (value === null ? null : learnedVerdict(value)));
        return [
          name,
          {
            joint: each('joint'),
            alone: each('alone'),
            ratio,
            verdicts,
            learnedIn: verdicts.filter((verdict) => verdict === 'learned').length,
            of: verdicts.filter((verdict) => verdict !== null).length,
          },
        ];
      }),
    ),
    gap: gap('competition gap', result.gap),
    gapToEnsemble: gap('gap to the ensemble', result.gapToEnsemble),
  };
}

const UNKNOWN: Defined<number> = { undefined: 'not measured' };

function meanOf(values: readonly (number | null)[]): number | null {
  const known = values.flatMap((value) => value ?? []);
  return known.length === 0 || known.length < values.length
    ? null
    : known.reduce((sum, value) => sum + value, 0) / known.length;
}
