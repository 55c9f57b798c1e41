import type { CohortSpec } from '../../../main/api/common.ts';
import type { TrainingRequest } from '../../../main/api/services.ts';
import { compact, modalitiesOf, modalityText, oneOf, textOf, type RawSearch } from '../../app/search.ts';
import { MODALITY_ORDER } from '../../modality/modalities.ts';
import { type CohortSearch, specOf, validateCohortSearch } from '../cohort/search.ts';

export interface TrainSearch extends CohortSearch {
  readonly trainingPreset?: TrainingRequest['trainingPreset'];
  readonly encoders?: TrainingRequest['encoders'];
  readonly fusion?: TrainingRequest['fusion'];
  /** Modalities that the model does without, comma-separated. */
  readonly without?: string;
  readonly seed?: number;
  readonly name?: string;
}

export const TRAINING_PRESETS = ['quick', 'desktop', 'paper'] as const;
export const ENCODERS = ['ebr', 'kd', 'vanilla'] as const;
export const FUSIONS = ['gated', 'concat', 'attention', 'late', 'mt'] as const;

export function validateTrainSearch(search: RawSearch): TrainSearch {
  const seed = Number(search.seed);
  const without = modalitiesOf(search.without);
  return compact({
    ...validateCohortSearch(search),
    trainingPreset: oneOf(TRAINING_PRESETS, search.trainingPreset),
    encoders: oneOf(ENCODERS, search.encoders),
    fusion: oneOf(FUSIONS, search.fusion),
    // A model needs at least one.
    without: without.length === MODALITY_ORDER.length ? undefined : modalityText(without),
    seed: search.seed !== undefined && Number.isSafeInteger(seed) ? seed : undefined,
    name: textOf(search.name)?.slice(0, 100),
  });
}

/**
 * The run that an address describes.
 * @param cohort as the address means it, where that is not said in the address itself.
 */
export function requestOf(search: TrainSearch, cohort: CohortSpec = specOf(search)): TrainingRequest {
  const without = modalitiesOf(search.without);
  return {
    ...cohort,
    trainingPreset: search.trainingPreset ?? 'desktop',
    encoders: search.encoders ?? 'ebr',
    fusion: search.fusion ?? 'gated',
    seed: search.seed ?? 1,
    ...(without.length === 0 ? {} : { modalities: MODALITY_ORDER.filter((name) => !without.includes(name)) }),
    ...(search.name === undefined ? {} : { name: search.name }),
  };
}
