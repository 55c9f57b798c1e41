import { balancedAccuracy, confusionMatrix } from '../../models/diagnostics/discriminator.ts';
import { modalityVarianceShare } from '../../models/diagnostics/latent-separation.ts';
import { fitLinearProbe, probePredictions } from '../../models/diagnostics/linear-probe.ts';
import { takeRows, type DenseMatrix } from '../../models/linear-algebra/dense-matrix.ts';
import { isDefined } from '../../models/metrics/metric.ts';
import { MODALITY_STATES } from '../../models/modalities/modality.ts';
import { createPredictor, type Predictor } from '../../models/prediction/predictor.ts';
import { SPLITS, type Dataset, type SplitName } from '../../models/training/dataset.ts';
import { takeLabelled } from '../../models/training/subset.ts';
import type { TrainedModel } from '../../models/training/trained-model.ts';

/** How well the latents of a model tell which modality they come from, on encounters it was not trained on. */
export interface Separability {
  /** Share of the variance that lies between modalities. */
  readonly varianceShare: number;
  /** Balanced accuracy of a linear probe fitted afresh; chance is 1 / number of modalities. */
  readonly probe: number;
}

/** Encounters of a split that a probe is fitted or tried on; more hardly move its accuracy. */
const PROBE_ENCOUNTERS = 500;
const PRESENT = MODALITY_STATES.indexOf('present');

/** Latents with the modality each comes from. */
interface LabelledLatents {
  readonly byModality: readonly DenseMatrix[];
  readonly stacked: DenseMatrix;
  readonly modality: Int32Array;
}

export function separabilityOf(model: TrainedModel, dataset: Dataset): Separability {
  const predictor = createPredictor(model);
  try {
    const fitted = latentsOf(predictor, dataset, 'train');
    const held = latentsOf(predictor, dataset, 'test');
    const classes = model.modalities.length;
    const probe = fitLinearProbe(fitted.stacked, fitted.modality, { classes });
    const predicted = probePredictions(probe, held.stacked);
    const share = modalityVarianceShare(held.byModality);
    const accuracy = balancedAccuracy(confusionMatrix(held.modality, predicted, classes));
    if (!isDefined(share) || !isDefined(accuracy)) throw new Error('the latents do not vary');
    return { varianceShare: share.value, probe: accuracy.value };
  } finally {
    predictor.dispose();
  }
}

function latentsOf(predictor: Predictor, dataset: Dataset, split: SplitName): LabelledLatents {
  const { modalities } = predictor.model;
  const rows = Int32Array.from(dataset.splits.keys()).filter(
    (row) => dataset.splits[row] === SPLITS.indexOf(split),
  );
  const part = takeLabelled(dataset, rows.subarray(0, PROBE_ENCOUNTERS));
  const n = part.encounters.length;
  const { width, values } = predictor.latents(part);
  const byModality = modalities.map((modality, m) => {
    const all = { rows: n, columns: width, values: values.subarray(m * n * width, (m + 1) * n * width) };
    const column = part.modalities.indexOf(modality);
    const present = [...part.encounters.keys()].filter(
      (row) => part.states[row * part.modalities.length + column] === PRESENT,
    );
    return takeRows(all, present);
  });
  return {
    byModality,
    stacked: stack(byModality),
    modality: Int32Array.from(byModality.flatMap(({ rows: size }, m) => new Array<number>(size).fill(m))),
  };
}

function stack(parts: readonly DenseMatrix[]): DenseMatrix {
  const columns = parts[0]?.columns ?? 0;
  const rows = parts.reduce((sum, part) => sum + part.rows, 0);
  const values = new Float64Array(rows * columns);
  let offset = 0;
  for (const part of parts) {
    values.set(part.values, offset);
    offset += part.values.length;
  }
  return { rows, columns, values };
}
