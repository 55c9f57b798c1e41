import { type Defined, ModelError } from '../errors.ts';
import { dot, rowOf, type DenseMatrix } from '../linear-algebra/dense-matrix.ts';

/**
 * Mean cross-entropy of a modality classifier on the neurons of the fusion head, against the modality each neuron
 * reads most of.
 * @param logits classifier outputs, `[neurons, modalities]`.
 * @param targets modality of largest energy of each neuron.
 * @see Chaudhuri et al. 2025, Table 9; method.md 5.5
 */
export function polysemanticityLoss(logits: DenseMatrix, targets: ArrayLike<number>): Defined<number> {
  if (logits.rows === 0) return { undefined: 'no neurons' };
  let loss = 0;
  for (let neuron = 0; neuron < logits.rows; neuron += 1) {
    const row = rowOf(logits, neuron);
    const largest = Math.max(...row);
    let total = 0;
    for (const value of row) total += Math.exp(value - largest);
    loss += Math.log(total) + largest - (row[targets[neuron] ?? 0] ?? 0);
  }
  return { value: loss / logits.rows };
}

/** Energy `|w_m|^2` of each modality's block of incoming weights, `[neurons, modalities]`. */
function blockEnergies(weights: DenseMatrix, blockWidth: number): DenseMatrix {
  const modalities = weights.columns / blockWidth;
  if (!Number.isInteger(modalities)) {
    throw new ModelError('shape', `expected a multiple of ${blockWidth} weights, got ${weights.columns}`);
  }
  const values = new Float64Array(weights.rows * modalities);
  weights.values.forEach((weight, index) => {
    const block = Math.floor(index / blockWidth);
    values[block] = (values[block] ?? 0) + weight * weight;
  });
  return { rows: weights.rows, columns: modalities, values };
}

/** Modality that each neuron reads most of. @throws {ModelError} `shape` when blocks do not fit. */
export function dominantModalities(weights: DenseMatrix, blockWidth: number): Int32Array {
  const energies = blockEnergies(weights, blockWidth);
  return Int32Array.from({ length: weights.rows }, (_, neuron) => {
    const row = rowOf(energies, neuron);
    return row.indexOf(Math.max(...row));
  });
}

/**
 * How evenly neurons read the modalities: entropy of the block shares of energy, averaged with the neuron's energy as
 * weight, over log of the number of modalities. 0 = every neuron reads one, 1 = all equally. Needs no training.
 * @param weights incoming weights of the first fusion layer, `[neurons, modalities * blockWidth]`.
 * @throws {ModelError} `shape` when blocks do not fit.
 * @see method.md 5.5, item 5
 */
export function blockEntropy(weights: DenseMatrix, blockWidth: number): Defined<number> {
  const energies = blockEnergies(weights, blockWidth);
  let weighted = 0;
  let total = 0;
  for (let neuron = 0; neuron < energies.rows; neuron += 1) {
    const row = Array.from(rowOf(energies, neuron));
    const energy = row.reduce((sum, value) => sum + value, 0);
    const terms = row.map((value) => (value === 0 ? 0 : value * Math.log(energy / value)));
    weighted += terms.reduce((sum, term) => sum + term, 0);
    total += energy;
  }
  if (total === 0 || energies.columns < 2) return { undefined: 'no weight, or one modality' };
  return { value: weighted / total / Math.log(energies.columns) };
}

/**
 * Share of a dimension that each input feature gets, `C_i = (W_i . W_i)^2 / sum_j (W_i . W_j)^2`, in [0, 1]; adds up
 * to at most the rank of the weights. A feature without weight gets 0.
 * @param weights `[outputs, inputs]`; `W_i` is column `i`.
 * @see Scherlis et al. 2022, arXiv:2210.01892
 */
export function featureCapacity(weights: DenseMatrix): Float64Array {
  const columns = Array.from({ length: weights.columns }, (_, i) =>
    Float64Array.from({ length: weights.rows }, (__, row) => weights.values[row * weights.columns + i] ?? 0),
  );
  return Float64Array.from(columns, (own) => {
    const overlaps = columns.reduce((sum, other) => sum + dot(own, other) ** 2, 0);
    return overlaps === 0 ? 0 : dot(own, own) ** 2 / overlaps;
  });
}
