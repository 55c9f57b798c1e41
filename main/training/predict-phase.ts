import { Reasons } from '../../models/metrics/reasons.ts';
import type { UndefinedMetric } from '../../models/metrics/summary.ts';
import type { ModalityName } from '../../models/modalities/modality.ts';
import { scaleToCohort } from '../../models/training/configuration.ts';
import { prepareRun } from '../../models/training/prepare.ts';
import {
  assessPhase,
  INITIAL_NORMS,
  type PairPhase,
  phaseLength,
  type PhaseLength,
} from '../../models/unimodal-phase/assess-phase.ts';
import { depthAdvice } from '../../models/unimodal-phase/depth-advice.ts';
import { networkDepth } from '../../models/unimodal-phase/network-depth.ts';
import type { TrainingRequest } from '../api/services.ts';
import { LacunaError } from '../errors.ts';
import { fromModelError } from '../model-errors.ts';
import type { Database } from '../records/database.ts';
import { prepareDataset } from './prepare-dataset.ts';
import { readingOptions } from './reading-options.ts';
import { configurationOf } from './request-configuration.ts';
import { withPresetInputs } from './with-preset-inputs.ts';
import { withSource } from './with-source.ts';

/** What plain gradient descent would do with a pair of modalities, as a report says it. */
export interface PairReport {
  readonly first: ModalityName;
  readonly second: ModalityName;
  /** Training encounters that have both. */
  readonly n: number;
  readonly correlations: readonly [first: number, second: number];
  readonly redundant: boolean;
  /** `t_B / t_A` of two-layer late fusion, by the formula and simulated. */
  readonly ratio: number | null;
  readonly simulated: number | null;
  /** Whether the simulation is within 15 % of the formula; `null` where either is undefined. */
  readonly agrees: boolean | null;
  readonly length: PhaseLength | null;
  /** At the depth of the network, by the formula, from each initial norm. */
  readonly atDepth: readonly { readonly initialNorm: number; readonly ratio: number | null }[];
  /** Credit that the first takes for the second meanwhile, over its final weight. */
  readonly misAttribution: number | null;
  /** Loss that each removes by itself; superficial: the first is learned first although the second removes more. */
  readonly contributions: readonly [first: number, second: number] | null;
  readonly superficial: boolean | null;
}

export interface PhaseReport {
  readonly task: string;
  /** Training encounters. */
  readonly n: number;
  readonly network: {
    readonly encoders: string;
    readonly fusion: string;
    readonly layers: number;
    readonly fusionLayer: number;
    readonly optimizer: string;
  };
  readonly whitened: boolean;
  /** Whether the optimiser is the plain gradient descent that the theory is about. */
  readonly applies: boolean;
  /** All modalities by when they are learned, times over that of the first; `null` with the reason in `undefined`. */
  readonly order: readonly { readonly modality: ModalityName; readonly ratio: number }[] | null;
  readonly pairs: readonly PairReport[];
  readonly statement: string;
  /** What there is to say for modalities that meet earlier; none where they do, or none is learned much later. */
  readonly advice: readonly string[];
  readonly undefined: readonly UndefinedMetric[];
}

export interface PhaseSteps {
  readonly signal: AbortSignal;
  readonly onStep: (step: string) => void;
}

/** How far simulations of known cases lie from the formula at most. */
const AGREEMENT = 0.15;
const TENDENCY =
  'Expected of a linear network under plain gradient descent from small weights: a tendency, not a forecast.';
const NOT_ADAM =
  'This configuration trains with Adam, under which it does not hold: in simulation Adam removed the unimodal phase altogether.';

/**
 * Which modality of a cohort plain gradient descent would learn first, by how much, and what it would get wrong
 * meanwhile; from the training split alone, nothing is trained.
 * @throws {LacunaError} those of `prepareDataset`, `one_class`, `bad_configuration`.
 */
export async function predictPhase(
  db: Database,
  request: TrainingRequest,
  { whitened, signal, onStep }: PhaseSteps & { readonly whitened: boolean },
): Promise<PhaseReport> {
  const configuration = configurationOf(request);
  const cohort = withSource(db, withPresetInputs(request));
  const { dataset } = await prepareDataset(db, cohort, {
    modalities: request.modalities,
    vectorizers: await readingOptions(configuration),
    signal,
    onStep,
  });
  const run = fromModelError(() => prepareRun(dataset, configuration));
  const depth = networkDepth(scaleToCohort(configuration, run.trainingRows.length));
  const assessed = fromModelError(() =>
    assessPhase(run, {
      depth,
      whitened,
      onPair: ([one, other]) => {
        if (signal.aborted) throw new LacunaError('cancelled', 'cancelled');
        onStep(`simulating ${one} and ${other}`);
      },
    }),
  );
  const reasons = new Reasons();
  const order = reasons.valueOf('order', assessed.order);
  const applies = configuration.optimizer === 'sgd';
  return {
    task: request.task,
    n: run.trainingRows.length,
    network: {
      encoders: configuration.encoders,
      fusion: configuration.fusion,
      ...depth,
      optimizer: configuration.optimizer,
    },
    whitened,
    applies,
    order:
      order?.learned.map(({ modality, time }) => ({
        modality,
        ratio: time / (order.learned[0]?.time ?? time),
      })) ?? null,
    pairs: assessed.pairs.flatMap(({ modalities, phase }) => {
      const found = reasons.valueOf(modalities.join(' and '), phase);
      return found === null ? [] : [pairReport(found, reasons)];
    }),
    advice: depthAdvice(run),
    statement: applies ? TENDENCY : `${TENDENCY} ${NOT_ADAM}`,
    undefined: reasons.undefined,
  };
}

function pairReport(phase: PairPhase, reasons: Reasons): PairReport {
  const { first, second, rows, correlations, redundant } = phase;
  const about = (what: string): string => `${what} of ${first} and ${second}`;
  const ratio = reasons.valueOf(about('ratio'), phase.ratio);
  const simulated = reasons.valueOf(about('simulated ratio'), phase.simulated);
  const preference = reasons.valueOf(about('preference'), phase.preference);
  return {
    first,
    second,
    n: rows,
    correlations,
    redundant,
    ratio,
    simulated,
    agrees: ratio === null || simulated === null ? null : Math.abs(simulated / ratio - 1) <= AGREEMENT,
    length: ratio === null ? null : phaseLength(ratio),
    atDepth: INITIAL_NORMS.map((initialNorm, i) => {
      const atNorm = phase.atDepth[i];
      return {
        initialNorm,
        ratio: atNorm === undefined ? null : reasons.valueOf(about(`ratio from ${initialNorm}`), atNorm),
      };
    }),
    misAttribution: reasons.valueOf(about('mis-attribution'), phase.misAttribution),
    contributions: preference?.contributions ?? null,
    superficial: preference?.superficial ?? null,
  };
}
