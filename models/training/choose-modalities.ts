import { ModelError } from '../errors.ts';
import type { SparseMatrix } from '../features/sparse-matrix.ts';
import { MODALITIES, type ModalityName } from '../modalities/modality.ts';
import { isPresent } from '../network/inputs.ts';
import { type Dataset, SPLITS } from './dataset.ts';
import type { TrainedModel } from './trained-model.ts';
import { sentence, type Sentence, worded } from '../wording.ts';

/** A modality that fewer training encounters have is left out of the model. */
const MINIMUM_PRESENT = 30;

/** The modalities of a model, and those of the data that are left out of it. */
export interface ChosenModalities {
  readonly modalities: readonly ModalityName[];
  readonly leftOut: TrainedModel['leftOut'];
}

/**
 * The modalities that a model can learn from: enough training encounters have them, and not all of these the same. The
 * others are left out, with the reason.
 * @throws {ModelError} `modality` when none is left, with what is wrong with each; `not_finite` for a feature that is no
 * finite number.
 */
export function chooseModalities(dataset: Dataset): ChosenModalities {
  const ordered = MODALITIES.filter((modality) => dataset.modalities.includes(modality));
  const judged = ordered.map((modality) => ({ modality, reason: reasonAgainst(dataset, modality) }));
  const leftOut = judged.flatMap(({ modality, reason }) => (reason === null ? [] : [{ modality, reason }]));
  if (leftOut.length === ordered.length) {
    const reasons = leftOut.map(({ modality, reason }) => `${modality}: ${reason}`).join('; ');
    throw new ModelError(
      'modality',
      worded`expected a modality that can be learned from, got none (${reasons})`,
    );
  }
  return {
    modalities: judged.flatMap(({ modality, reason }) => (reason === null ? [modality] : [])),
    leftOut,
  };
}

/** Why nothing can be learned from a modality; `null` where it can. */
function reasonAgainst(dataset: Dataset, modality: ModalityName): Sentence | null {
  const matrix = dataset.inputs[modality];
  if (matrix === undefined)
    throw new ModelError('modality', worded`expected features of ${modality}, got none`);
  requireFinite(matrix, modality);
  const rows = presentInTraining(dataset, modality);
  if (rows.length === 0 && matrix.columns === 0)
    return sentence`its vocabulary is empty: nothing of it occurs often enough`;
  if (rows.length === 0) return sentence`absent from every training encounter`;
  if (rows.length < MINIMUM_PRESENT) {
    return sentence`present in ${rows.length} training encounters, needs ${MINIMUM_PRESENT}`;
  }
  return isConstant(matrix, rows)
    ? sentence`the same in all ${rows.length} training encounters that have it`
    : null;
}

function presentInTraining(dataset: Dataset, modality: ModalityName): readonly number[] {
  const { modalities, states, splits } = dataset;
  const m = modalities.indexOf(modality);
  const training = SPLITS.indexOf('train');
  return [...dataset.encounters.keys()].filter(
    (row) => splits[row] === training && isPresent(states[row * modalities.length + m] ?? 0),
  );
}

function requireFinite({ values }: SparseMatrix, modality: ModalityName): void {
  if (values.every(Number.isFinite)) return;
  throw new ModelError(
    'not_finite',
    worded`expected features of ${modality} that are finite numbers, got one that is not`,
  );
}

/** Whether all of these rows hold the same entries. */
function isConstant(
  { indptr, indices, values }: SparseMatrix,
  [first = 0, ...others]: readonly number[],
): boolean {
  const start = indptr[first] ?? 0;
  const length = (indptr[first + 1] ?? start) - start;
  return others.every((row) => {
    const own = indptr[row] ?? 0;
    if ((indptr[row + 1] ?? own) - own !== length) return false;
    for (let entry = 0; entry < length; entry += 1) {
      if (indices[own + entry] !== indices[start + entry] || values[own + entry] !== values[start + entry])
        return false;
    }
    return true;
  });
}
