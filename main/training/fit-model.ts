import { atRate, calibrate, fitCalibration, type Calibration } from '../../models/calibration/calibration.ts';
import { calibrationReference, type CalibrationReference } from '../../models/calibration/observed-nearby.ts';
import { createPredictor, type Predictor } from '../../models/prediction/predictor.ts';
import { SPLITS, type Dataset, type SplitName } from '../../models/training/dataset.ts';
import type { TrainedModel } from '../../models/training/trained-model.ts';
import { rankScores, type RankScores } from '../audit/rank-scores.ts';
import { maskUse } from '../../models/prediction/mask-use.ts';
import { notUsed } from '../prediction/score-rows.ts';

/** Random masks that calibration sees beside the natural ones, and their rates (cohorts.md 6). */
const CALIBRATION_MASKS = [
  { rate: 0, seed: 0 },
  { rate: 0.3, seed: 101 },
  { rate: 0.5, seed: 102 },
  { rate: 0.7, seed: 103 },
] as const;

export interface FittedScores {
  readonly calibration: Calibration;
  /** The calibration split as found: what a score is compared with. */
  readonly reference: CalibrationReference;
  readonly validation: RankScores;
  readonly test: RankScores;
}

/**
 * Calibrates a trained model on the calibration split, under natural and random masks, and scores validation and test
 * as recorded. The test split is read here once, and for nothing else.
 */
export function calibrateAndScore(model: TrainedModel, dataset: Dataset): FittedScores {
  const predictor = createPredictor(model);
  try {
    const calibration = calibrationOf(predictor, dataset);
    return {
      calibration,
      reference: referenceOf(predictor, dataset, calibration),
      validation: scoresOf(predictor, dataset, 'validation'),
      test: scoresOf(predictor, dataset, 'test'),
    };
  } finally {
    predictor.dispose();
  }
}

function calibrationOf(predictor: Predictor, dataset: Dataset): Calibration {
  const rows = scoredRows(predictor, dataset, 'calibration');
  const width = predictor.model.modalities.length;
  const logits: number[] = [];
  const unused: number[] = [];
  const labels: number[] = [];
  for (const mask of CALIBRATION_MASKS) {
    const { used } = maskUse(predictor, dataset, mask);
    const scores = predictor.logits(dataset, used);
    for (const row of rows) {
      logits.push(scores[row] ?? Number.NaN);
      labels.push(dataset.labels[row] ?? 0);
      unused.push(...notUsed(used, row, width));
    }
  }
  const fitted = fitCalibration({ logits, notUsed: unused, labels, copies: CALIBRATION_MASKS.length });
  return fitted.method === 'identity'
    ? fitted
    : atRate(fitted, unseenScores(predictor, dataset), rateOf(dataset));
}

/** Scores as found of encounters that no weight was fitted on. */
function unseenScores(
  predictor: Predictor,
  dataset: Dataset,
): { readonly logit: number; readonly notUsed: readonly number[] }[] {
  const width = predictor.model.modalities.length;
  const used = predictor.usable(dataset);
  const scores = predictor.logits(dataset);
  return (['validation', 'calibration'] as const).flatMap((split) =>
    scoredRows(predictor, dataset, split).map((row) => ({
      logit: scores[row] ?? Number.NaN,
      notUsed: notUsed(used, row, width),
    })),
  );
}

/**
 * Rate of the outcome over all encounters but those of the test split: the level of the scores. The calibration split
 * alone places it to a tenth of a logit.
 */
function rateOf({ splits, labels }: Dataset): number {
  const known = [...labels.keys()].filter((row) => splits[row] !== SPLITS.indexOf('test'));
  return known.reduce((sum, row) => sum + (labels[row] ?? 0), 0) / known.length;
}

function referenceOf(predictor: Predictor, dataset: Dataset, calibration: Calibration): CalibrationReference {
  const rows = scoredRows(predictor, dataset, 'calibration');
  const width = predictor.model.modalities.length;
  const used = predictor.usable(dataset);
  const scores = predictor.logits(dataset);
  return calibrationReference(
    rows.map((row) => calibrate(calibration, scores[row] ?? Number.NaN, notUsed(used, row, width))),
    rows.map((row) => dataset.labels[row] ?? 0),
  );
}

function scoresOf(predictor: Predictor, dataset: Dataset, split: SplitName): RankScores {
  const all = predictor.logits(dataset);
  const rows = scoredRows(predictor, dataset, split);
  return rankScores(
    {
      labels: rows.map((row) => dataset.labels[row] ?? 0),
      patients: rows.map((row) => dataset.patients[row] ?? ''),
    },
    rows.map((row) => all[row] ?? Number.NaN),
  );
}

/** Rows of a split in which anything may be used; the others have no score. */
function scoredRows(predictor: Predictor, dataset: Dataset, split: SplitName): number[] {
  const index = SPLITS.indexOf(split);
  const width = predictor.model.modalities.length;
  const used = predictor.usable(dataset);
  return [...dataset.splits.keys()].filter(
    (row) => dataset.splits[row] === index && used.subarray(row * width, (row + 1) * width).includes(1),
  );
}
