import { auroc } from '../metrics/auroc.ts';
import { isDefined } from '../metrics/metric.ts';
import { blendLogits } from '../prediction/blend-logits.ts';
import { ExpertsPredictor } from '../prediction/experts-predictor.ts';
import { maskUse } from '../prediction/mask-use.ts';
import { NetworkPredictor } from '../prediction/network-predictor.ts';
import { fitLogisticExperts, type LogisticExperts } from '../reference/logistic-experts.ts';
import type { TrainingConfiguration } from './configuration.ts';
import { type Dataset, SPLITS } from './dataset.ts';
import { MINIMUM_POSITIVES } from './prepare.ts';
import { takeLabelled } from './subset.ts';
import type { TrainedModel } from './trained-model.ts';
import { sentence } from '../wording.ts';

/** Shares that validation chooses among; at 1 the networks would have been trained for nothing. */
const SHARES = [0, 0.2, 1 / 3, 0.5, 2 / 3] as const;
/** Half the experts' logits beside the networks' (recipes.md 2). */
const USUAL_SHARE = 1 / 3;
/** As recorded, and each missing rate under a few masks. */
const JUDGED_MASKS = [
  { rate: 0, seed: 0 },
  ...[0.3, 0.5, 0.7].flatMap((rate) => [101, 102, 103].map((seed) => ({ rate, seed }))),
];
/** More rows do not judge it better. */
const MAXIMUM_ROWS = 4_096;

type Setting = TrainingConfiguration['expertShare'];

/**
 * Trained networks with the logistic experts beside them that their configuration asks for. To a modality that the
 * networks do not listen to the experts do not either.
 */
export function joinExperts(model: TrainedModel, dataset: Dataset): TrainedModel {
  const { expertShare, silenceDead } = model.configuration;
  if (expertShare === 0) return model;
  const heard = model.modalities.filter((modality) => !silenceDead || !model.dead.includes(modality));
  const experts = fitLogisticExperts(dataset, { modalities: heard });
  const { share, remark } = shareOf(expertShare, model, experts, dataset);
  return {
    ...model,
    experts: share === 0 ? null : { share, ...experts },
    remarks: [...model.remarks, remark],
  };
}

interface Share {
  readonly share: number;
  /** What a person should know of it. */
  readonly remark: string;
}

function shareOf(setting: Setting, model: TrainedModel, experts: LogisticExperts, dataset: Dataset): Share {
  if (setting !== 'validation')
    return { share: setting, remark: sentence`logistic experts have ${text(setting)} of the say` };
  const validation = validationRows(dataset);
  const positives = validation.reduce((sum, row) => sum + (dataset.labels[row] ?? 0), 0);
  if (positives < MINIMUM_POSITIVES) {
    return {
      share: USUAL_SHARE,
      remark: sentence`logistic experts have ${text(USUAL_SHARE)} of the say: ${positives} positives in validation, needs ${MINIMUM_POSITIVES} to choose`,
    };
  }
  const rows = takeLabelled(dataset, validation.subarray(0, MAXIMUM_ROWS));
  const share = bestShare(model, experts, rows);
  return { share, remark: sentence`logistic experts have ${text(share)} of the say, chosen on validation` };
}

function validationRows({ splits }: Dataset): Int32Array {
  const number = SPLITS.indexOf('validation');
  return Int32Array.from(splits.keys()).filter((row) => splits[row] === number);
}

/** The share with the highest mean AUROC over the judged masks, the smallest of equals. */
function bestShare(model: TrainedModel, experts: LogisticExperts, rows: Dataset): number {
  const networks = new NetworkPredictor(model);
  const alone = new ExpertsPredictor(model, experts);
  try {
    const scores = JUDGED_MASKS.map((mask) => {
      const { used } = maskUse(networks, rows, mask);
      return { networks: networks.logits(rows, used), experts: alone.logits(rows, used) };
    });
    const judged = SHARES.map((share) => {
      const sum = scores.reduce(
        (total, own) => total + aurocOf(rows.labels, blendLogits(own.networks, own.experts, share)),
        0,
      );
      return { share, auroc: sum / scores.length };
    });
    return judged.reduce((best, own) => (own.auroc > best.auroc ? own : best)).share;
  } finally {
    networks.dispose();
  }
}

/** Over the encounters that have a score; 0 where it is undefined, for every share alike. */
function aurocOf(labels: Uint8Array, logits: Float32Array): number {
  const scored = [...logits.keys()].filter((row) => !Number.isNaN(logits[row] ?? Number.NaN));
  const result = auroc(
    scored.map((row) => labels[row] ?? 0),
    scored.map((row) => logits[row] ?? 0),
  );
  return isDefined(result) ? result.value : 0;
}

function text(share: number): string {
  return share.toFixed(2);
}
