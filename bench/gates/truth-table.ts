import { MODALITIES } from '../../models/modalities/modality.ts';
import type { SyntheticTask } from '../../main/synthetic/tasks.ts';
import { presentSubset } from '../../main/synthetic/oracle/subsets.ts';
import { readTruth, type TaskTruth } from '../../main/synthetic/truth/read-truth.ts';
import { NUM_SUBSETS } from './subsets.ts';

/** The truth of one task about the encounters of a batch, row by row. */
export interface TruthTable {
  /** Bayes logits of every subset for one who also knows whether labs are recorded, `[n, 64]`. */
  readonly bayes: Float64Array;
  /** Bayes logits for one who does not, `[n, 64]`. */
  readonly blind: Float64Array;
  /** Which of the six are there, as a subset, `[n]`. */
  readonly present: Uint8Array;
  /** Shapley values of the blind logits, `[n, 6]`; NaN for what is not there. */
  readonly shapley: Float64Array;
}

/**
 * Reads what is true of these admissions.
 * @param encounters admission ids, one a row.
 * @throws {Error} when the truth lacks one of them.
 */
export async function truthTable(
  files: string,
  task: SyntheticTask,
  encounters: readonly string[],
): Promise<TruthTable> {
  const n = encounters.length;
  const table: TruthTable = {
    bayes: new Float64Array(n * NUM_SUBSETS).fill(Number.NaN),
    blind: new Float64Array(n * NUM_SUBSETS).fill(Number.NaN),
    present: new Uint8Array(n),
    shapley: new Float64Array(n * MODALITIES.length).fill(Number.NaN),
  };
  const rowOf = new Map(encounters.map((encounter, row) => [encounter, row]));
  for await (const truth of readTruth(files)) {
    const row = rowOf.get(truth.hadmId);
    if (row === undefined) continue;
    rowOf.delete(truth.hadmId);
    table.present[row] = presentSubset(truth.present);
    writeRow(table, row, truth.tasks[task]);
  }
  if (rowOf.size > 0) throw new Error(`the truth lacks ${rowOf.size} of ${n} encounters`);
  return table;
}

function writeRow({ bayes, blind, shapley }: TruthTable, row: number, truth: TaskTruth): void {
  bayes.set(truth.informedLogits, row * NUM_SUBSETS);
  blind.set(truth.logits, row * NUM_SUBSETS);
  MODALITIES.forEach((modality, column) => {
    shapley[row * MODALITIES.length + column] = truth.shapley[modality] ?? Number.NaN;
  });
}
