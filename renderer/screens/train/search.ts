import type { CohortSpec } from '../../../main/api/common.ts';
import type { TrainingRequest } from '../../../main/api/services.ts';
import {
  compact,
  modalitiesOf,
  modalityText,
  oneOf,
  textOf,
  type RawSearch,
  wholeIn,
} from '../../app/search.ts';
import { MODALITY_ORDER } from '../../modality/modalities.ts';
import { type CohortSearch, specOf, validateCohortSearch } from '../cohort/search.ts';
import { pairsText, settingsOf, spaceOf } from './setting-text.ts';

export interface TrainSearch extends CohortSearch {
  readonly trainingPreset?: TrainingRequest['trainingPreset'];
  /** The editor of settings is open, also where none is changed yet. */
  readonly custom?: 'yes';
  /** Settings that differ from the preset's: `dropout=0.2;bagging=false`. */
  readonly set?: string;
  /** How many settings a search tries; none without. */
  readonly trials?: number;
  /** What it tries: `dropout=0..0.5;lambda=0, 0.1`; without, what is usually searched. */
  readonly vary?: string;
  readonly encoders?: TrainingRequest['encoders'];
  readonly fusion?: TrainingRequest['fusion'];
  /** Modalities that the model does without, comma-separated. */
  readonly without?: string;
  readonly seed?: number;
  readonly name?: string;
}

export const TRAINING_PRESETS = ['quick', 'desktop', 'paper', 'reference'] as const;
export const ENCODERS = ['ebr', 'kd', 'vanilla', 'cmae', 'smil', 'shaspec'] as const;
export const FUSIONS = [
  'gated',
  'concat',
  'attention',
  'late',
  'mt',
  'grape',
  'm3care',
  'muse',
  'muse+',
] as const;

export function validateTrainSearch(search: RawSearch): TrainSearch {
  const seed = Number(search.seed);
  const without = modalitiesOf(search.without);
  return compact({
    ...validateCohortSearch(search),
    trainingPreset: oneOf(TRAINING_PRESETS, search.trainingPreset),
    custom: oneOf(['yes'], search.custom),
    set: pairsText(settingsOf(search.set)),
    trials: wholeIn(search.trials, 2, 1000),
    vary: pairsText(spaceOf(search.vary)),
    encoders: oneOf(ENCODERS, search.encoders),
    fusion: oneOf(FUSIONS, search.fusion),
    // A model needs at least one.
    without: without.length === MODALITY_ORDER.length ? undefined : modalityText(without),
    seed: search.seed !== undefined && Number.isSafeInteger(seed) ? seed : undefined,
    name: textOf(search.name)?.slice(0, 100),
  });
}

/** Whether the settings are those of no preset, or about to be. */
export function isCustom({ custom, set }: TrainSearch): boolean {
  return custom !== undefined || set !== undefined;
}

/**
 * The run that an address describes.
 * @param cohort as the address means it, where that is not said in the address itself.
 */
export function requestOf(search: TrainSearch, cohort: CohortSpec = specOf(search)): TrainingRequest {
  const without = modalitiesOf(search.without);
  const settings = settingsOf(search.set);
  const space = spaceOf(search.vary);
  return {
    ...cohort,
    trainingPreset: search.trainingPreset ?? 'desktop',
    encoders: search.encoders ?? 'ebr',
    fusion: search.fusion ?? 'gated',
    seed: search.seed ?? 1,
    ...(without.length === 0 ? {} : { modalities: MODALITY_ORDER.filter((name) => !without.includes(name)) }),
    ...(Object.keys(settings).length === 0 ? {} : { settings }),
    ...(search.trials === undefined
      ? {}
      : {
          search: {
            trials: search.trials,
            reduction: 3,
            ...(search.vary === undefined ? {} : { space }),
          },
        }),
    ...(search.name === undefined ? {} : { name: search.name }),
  };
}
