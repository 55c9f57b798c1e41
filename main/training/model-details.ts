import type { BundleManifest } from '../../models/bundle/manifest.ts';
import type { ModelDetails } from '../api/services.ts';
import { cohortSpec } from '../api/common.ts';
import { defineCohort } from '../records/cohorts/cohort-definition.ts';

/** A model as the registry and the window show it. */
export function modelDetailsOf(manifest: BundleManifest, path: string): ModelDetails {
  const { network, calibration } = manifest;
  const spec = cohortSpec.parse(manifest.cohort);
  const cohort = defineCohort(spec);
  const { configuration, experts } = network;
  return {
    id: manifest.id,
    name: manifest.name,
    path,
    missing: false,
    state: 'candidate',
    synthetic: manifest.synthetic,
    task: cohort.task,
    cohort: spec,
    preset: cohort.preset,
    labels: cohort.labels,
    timing: cohort.timing,
    encoders: configuration.encoders,
    fusion: configuration.fusion,
    trainingPreset: configuration.preset,
    ...(experts === null ? {} : { expertShare: experts.share }),
    substitution: network.policy,
    modalities: network.modalities,
    leftOut: network.leftOut,
    seed: configuration.seed,
    createdAt: manifest.createdAt,
    trainingEncounters: network.trainingEncounters,
    trainingPositives: network.trainingPositives,
    baseRate: network.baseRate,
    validation: manifest.validation,
    test: manifest.test,
    strength: Object.fromEntries(
      Object.entries(network.strength).map(([modality, { auroc }]) => [modality, auroc]),
    ),
    similarity: experts?.share === 1 ? null : similarityOf(network),
    calibration: {
      method: calibration.method,
      slope: calibration.slope,
      events: calibration.positives,
      warnings: calibration.warnings,
    },
    settings: configuration,
    features: manifest.features,
    dataFingerprint: manifest.dataFingerprint,
    ...(manifest.search === undefined
      ? {}
      : { search: { trials: manifest.search.trials.length, chosen: manifest.search.chosen } }),
    warnings: manifest.warnings,
  };
}

function similarityOf({ modalities, similarity }: BundleManifest['network']): ModelDetails['similarity'] {
  const { reference, ranked, centredCosine, cosine, cka } = similarity;
  return { modalities, reference, ranked, centredCosine, cosine, cka };
}
