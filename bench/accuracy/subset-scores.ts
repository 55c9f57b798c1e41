import { createPredictor } from '../../models/prediction/predictor.ts';
import { fitLogisticExperts } from '../../models/reference/logistic-experts.ts';
import { resolveConfiguration } from '../../models/training/configuration.ts';
import { type Dataset, SPLITS } from '../../models/training/dataset.ts';
import { takeEncounters } from '../../models/training/subset.ts';
import { trainModel } from '../../models/training/train.ts';
import { expertScores, modelScores } from '../gates/subset-scores.ts';
import { kept } from './kept.ts';
import type { Method, NetworkMethod } from './methods.ts';

/** Logits of the test split for every subset of the six, `[n, 64]`, one table a policy. */
export type PolicyScores = Readonly<Record<string, Float32Array>>;

/** What a method is trained on and scored on. */
export interface Trial {
  readonly dataset: Dataset;
  /** What tells this data set from others. */
  readonly about: string;
}

const TEST = SPLITS.indexOf('test');

/** Rows of the test split, in the order of their scores. */
export function testRows({ splits }: Dataset): Int32Array {
  return Int32Array.from(splits.keys()).filter((row) => splits[row] === TEST);
}

/**
 * Trains a method and scores the test split, once: what was scored before is read. The experts have no seed.
 * @param folder where scores are kept from run to run.
 */
export function methodScores(
  { dataset, about }: Trial,
  method: Method,
  seed: number,
  folder: string,
): Promise<PolicyScores> {
  const ownSeed = method.kind === 'experts' ? 0 : seed;
  return kept(folder, ['scores', about, method, ownSeed], () =>
    method.kind === 'experts' ? expertsOf(dataset) : networkOf(dataset, method, seed),
  );
}

function expertsOf(dataset: Dataset): PolicyScores {
  const test = takeEncounters(dataset, testRows(dataset));
  return { sum: Float32Array.from(expertScores(fitLogisticExperts(dataset), test)) };
}

async function networkOf(
  dataset: Dataset,
  { preset, encoders, fusion, settings, policies }: NetworkMethod,
  seed: number,
): Promise<PolicyScores> {
  const configuration = resolveConfiguration(preset, { encoders, fusion, settings, seed });
  const model = await trainModel(dataset, configuration, {
    now: () => performance.now(),
    pause: () => new Promise((resume) => setImmediate(resume)),
  });
  const predictor = createPredictor(model);
  try {
    const test = takeEncounters(dataset, testRows(dataset));
    return Object.fromEntries(
      policies.map((policy) => [policy, Float32Array.from(modelScores({ predictor }, test, policy))]),
    );
  } finally {
    predictor.dispose();
  }
}
