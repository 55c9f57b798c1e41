import type { BundleManifest } from '../../../models/bundle/manifest.ts';
import {
  SPLIT_PURPOSES,
  type SplitPart,
  type SplitPurpose,
  splitUse,
} from '../../../models/training/split-use.ts';
import { type Check, type Finding, type LintRule, type LintSubject, settled } from './rule.ts';
import { sentence } from '../../../models/wording.ts';

/** What must not rest on the same encounters; fitting and alignment are one thing, and so is what one split calibrates. */
const APART: readonly SplitPurpose[] = [
  'stopping',
  'blend',
  'search',
  'strength',
  'calibration',
  'thresholds',
  'conformal',
  'figures',
];
const PURPOSE_NAMES: Readonly<Record<SplitPurpose, string>> = {
  fitting: sentence`the fitting of weights`,
  alignment: sentence`the alignment of modalities`,
  stopping: sentence`the choice of the epoch`,
  blend: sentence`the share of the logistic experts`,
  search: sentence`the search for settings`,
  strength: sentence`the ranking of modalities and their reference`,
  calibration: sentence`the calibration`,
  support: sentence`the interval of a risk`,
  thresholds: sentence`the thresholds`,
  conformal: sentence`the conformal sets`,
  figures: sentence`the figures that are reported`,
};
const PART_NAMES: Readonly<Record<SplitPart, string>> = {
  train: sentence`training split`,
  validation: sentence`validation split`,
  calibration: sentence`calibration split`,
  test: sentence`test split`,
  heldOutFolds: sentence`held-out folds of the training split`,
};

/** Findings of decisions that rest on the same encounters. */
export function sharedSplits(use: Readonly<Record<SplitPurpose, readonly SplitPart[]>>): Finding[] {
  return Object.keys(PART_NAMES).flatMap((name): Finding[] => {
    const part = name as SplitPart;
    const purposes = SPLIT_PURPOSES.filter((purpose) => use[purpose].includes(part));
    const apart = purposes.filter((purpose) => APART.includes(purpose));
    const isTest = part === 'test' && purposes.length > 1;
    if (!isTest && apart.length < 2) return [];
    const named = (isTest ? purposes : apart).map((purpose) => PURPOSE_NAMES[purpose]);
    return [
      {
        severity: isTest ? 'error' : 'warning',
        feature: PART_NAMES[part],
        detail: sentence`decisions rest on it: ${named.join(', ')}`,
        count: named.length,
      },
    ];
  });
}

function startShared({ model }: LintSubject): Check | null {
  if (model === null) return null;
  const { configuration, warnings } = model.network;
  const stopsEarly = !warnings.some((warning) => warning.startsWith('too_few_positives'));
  return settled(sharedSplits(splitUse(configuration, stopsEarly)));
}

export const SPLIT_USED_TWICE: LintRule = {
  name: 'split-used-twice',
  title: 'One split for two decisions',
  meaning:
    'Two decisions about the model were made on the same patients, so that the second already knows the first; what is measured there looks better than it is. The test patients may serve for nothing but the figures.',
  reads: 'model',
  start: startShared,
};

/** Encounters that a model says it was trained on or aligned over, against those of the training split. */
export function surplusEncounters({ network }: BundleManifest, training: number): Finding[] {
  const pairs = Math.max(0, ...network.similarity.pairs.flat());
  const error = (feature: string, seen: number, allowed: number): Finding[] =>
    seen <= allowed
      ? []
      : [
          {
            severity: 'error',
            feature,
            detail: sentence`stays more than the ${allowed} of the training split`,
            count: seen - allowed,
          },
        ];
  return [
    ...error(sentence`training`, network.trainingEncounters, training),
    ...error(sentence`alignment of modalities`, pairs, Math.min(training, network.trainingEncounters)),
  ];
}

function startAlignment({ db, model, encounters }: LintSubject): Check | null {
  if (model === null) return null;
  const trainedHere = db.prepare<[string], number>(TRAINED_HERE_SQL).pluck().get(model.id) === 1;
  const training = encounters.filter(({ split, label }) => split === 'train' && label !== null).length;
  return settled(surplusEncounters(model, trainedHere ? training : Infinity));
}

/** A model from elsewhere has a training split of its own, which is not here to be counted. */
export const TRAINED_HERE_SQL = 'SELECT EXISTS (SELECT 1 FROM training_run WHERE model_id = ?)';

export const UNLABELLED_ALIGNMENT: LintRule = {
  name: 'unlabelled-alignment',
  title: 'Test patients used without their labels',
  meaning:
    'Modalities are aligned with each other without looking at outcomes, so that test patients seem harmless there; but a model that has seen them fits them better than somebody new.',
  reads: 'model',
  start: startAlignment,
};
