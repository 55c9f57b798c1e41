import { describeFeature, findFeatureSource } from '../../models/features/describe-feature.ts';
import { sparseRow } from '../../models/features/sparse-rows.ts';
import type { ModalityName } from '../../models/modalities/modality.ts';
import type { Prediction } from '../api/services.ts';
import type { EncounterVectors } from './encounter-vectors.ts';
import type { LoadedModel } from './loaded-model.ts';

type FeatureEffect = NonNullable<Prediction['features'][ModalityName]>[number];

/** Features shown behind a modality, by size of effect. */
const SHOWN = 10;

/**
 * The features behind each modality in use, by what they add to the raw logit, in logits.
 * Columns about one thing (the last, mean, slope ... of one item) are added up and shown by their largest.
 */
export function featureEffects(
  model: LoadedModel,
  found: EncounterVectors,
  used: Uint8Array,
): Partial<Record<ModalityName, FeatureEffect[]>> {
  const byModality = model.predictor.featureEffects(found.vectors, 0, used);
  const effects: Partial<Record<ModalityName, FeatureEffect[]>> = {};
  model.predictor.model.modalities.forEach((modality, column) => {
    const weights = byModality[modality];
    if (used[column] !== 1 || weights === undefined || found.states[modality] !== 'present') return;
    effects[modality] = effectsOf(model, found, modality, weights);
  });
  return effects;
}

function effectsOf(
  model: LoadedModel,
  found: EncounterVectors,
  modality: ModalityName,
  weights: Float64Array,
): FeatureEffect[] {
  const matrix = found.vectors.inputs[modality];
  if (matrix === undefined) return [];
  const row = sparseRow(matrix, 0);
  const groups = new Map<string, { total: number; column: number; largest: number }>();
  for (const column of row.indices) {
    const weight = weights[column] ?? 0;
    const { group } = describeFeature(model.vectorizers, modality, column);
    const before = groups.get(group) ?? { total: 0, column, largest: -1 };
    const leads = Math.abs(weight) > before.largest;
    groups.set(group, {
      total: before.total + weight,
      column: leads ? column : before.column,
      largest: leads ? Math.abs(weight) : before.largest,
    });
  }
  return [...groups.values()]
    .sort((a, b) => Math.abs(b.total) - Math.abs(a.total))
    .slice(0, SHOWN)
    .map(({ total, column }) => effectOf(model, found, { modality, column, weight: total }));
}

function effectOf(
  model: LoadedModel,
  { evidence }: EncounterVectors,
  { modality, column, weight }: { modality: ModalityName; column: number; weight: number },
): FeatureEffect {
  const { name, code, system, unit, statistic } = describeFeature(model.vectorizers, modality, column);
  const source = findFeatureSource(model.vectorizers, { modality, column }, evidence);
  return {
    name,
    code,
    system,
    statistic,
    value: source?.value ?? null,
    unit,
    minutesBefore: source?.minutesBefore ?? null,
    weight,
    file: source?.file ?? null,
    line: source?.line ?? null,
  };
}
