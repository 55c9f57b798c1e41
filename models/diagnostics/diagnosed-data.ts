import { isUsable, prepareInputs, statesOf } from '../network/inputs.ts';
import { type Dataset, SPLITS, type SplitName } from '../training/dataset.ts';
import type { LabelledInputs } from '../training/training-batch.ts';
import type { TrainedModel } from '../training/trained-model.ts';

/** Encounters as a trained model reads them. The test split is not among them. */
export interface DiagnosedData extends Pick<LabelledInputs, 'inputs' | 'labels'> {
  readonly patients: readonly string[];
  /** What probes are fitted on. */
  readonly trainingRows: Int32Array;
  /** What every figure is measured on. */
  readonly validationRows: Int32Array;
}

/** More rows than this do not change a figure; the first ones are taken, so that curves share their rows. */
const MAXIMUM_ROWS = 2_000;

/** @throws {ModelError} `modality`, `shape` when the data set lacks something that the model reads. */
export function diagnosedData(dataset: Dataset, model: TrainedModel): DiagnosedData {
  const { modalities } = model;
  const M = modalities.length;
  const states = statesOf(dataset, modalities);
  const rowsOf = (split: SplitName): Int32Array =>
    Int32Array.from(dataset.encounters.keys())
      .filter(
        (row) =>
          dataset.splits[row] === SPLITS.indexOf(split) &&
          states.subarray(row * M, (row + 1) * M).some(isUsable),
      )
      .subarray(0, MAXIMUM_ROWS);
  return {
    inputs: prepareInputs(dataset, model),
    labels: dataset.labels,
    patients: dataset.patients,
    trainingRows: rowsOf('train'),
    validationRows: rowsOf('validation'),
  };
}

/** Positions in `rows` at which a modality is present. */
export function havingModality(
  { inputs }: Pick<DiagnosedData, 'inputs'>,
  rows: Int32Array,
  modality: number,
): number[] {
  const M = inputs.modalities.length;
  return [...rows.keys()].filter((i) => inputs.present[(rows[i] ?? 0) * M + modality] === 1);
}
