import * as tf from '@tensorflow/tfjs-core';
import { auroc } from '../metrics/auroc.ts';
import { isDefined } from '../metrics/metric.ts';
import { asRecorded, type BatchRows } from '../network/batch.ts';
import { latentRows, readOut, type WeightedNetwork } from '../network/forward.ts';
import { readBack } from '../network/read-back.ts';
import type { Filling } from '../substitution/filling.ts';
import type { PreparedRun } from '../training/prepare.ts';

/** More rows than this do not tell it better. */
const MAXIMUM_ROWS = 4_096;

/**
 * Reliance on each modality: validation AUROC with everything as recorded minus that with the modality masked, of the
 * members' mean logit; `null` = undefined. An encounter that has nothing else keeps it.
 * @see method.md 0
 */
export function reliances(run: PreparedRun, model: WeightedNetwork, filling: Filling): (number | null)[] {
  const { inputs, labels, validationRows } = run;
  if (validationRows.length === 0) return inputs.modalities.map(() => null);
  const recorded = asRecorded(inputs, validationRows.slice(0, MAXIMUM_ROWS));
  const y = Uint8Array.from(recorded.rows, (row) => labels[row] ?? 0);
  return readBack(() => {
    const latents = latentRows(model, inputs, recorded.rows);
    const aurocOf = (rows: BatchRows): number | null => {
      const { logits } = readOut(model, latents, { inputs, rows: [rows], filling });
      const result = auroc(y, tf.mean(logits, 0).dataSync());
      return isDefined(result) ? result.value : null;
    };
    const full = aurocOf(recorded);
    return inputs.modalities.map((_, m) => {
      const without = aurocOf(withoutModality(recorded, m, inputs.modalities.length));
      return full === null || without === null ? null : full - without;
    });
  });
}

function withoutModality({ rows, used }: BatchRows, modality: number, modalities: number): BatchRows {
  const left = used.slice();
  for (let start = 0; start < used.length; start += modalities) {
    const own = used.subarray(start, start + modalities);
    if (own.some((bit, m) => bit === 1 && m !== modality)) left[start + modality] = 0;
  }
  return { rows, used: left };
}
