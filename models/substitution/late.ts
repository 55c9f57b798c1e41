/**
 * The `late` baseline: mean over the used modalities of the logits of their own heads. Means of logits, not of
 * probabilities.
 * @param scores logits of each modality, `[M][rows]`.
 * @param used row-major `[n, M]`.
 * @param rows the rows of `used` that the scores belong to.
 * @returns `[rows]`; NaN where nothing is used: there is no score.
 */
export function meanOfUsed(
  scores: readonly ArrayLike<number>[],
  used: Uint8Array,
  rows: ArrayLike<number>,
): Float32Array {
  const M = scores.length;
  return Float32Array.from({ length: rows.length }, (_, i) => {
    let sum = 0;
    let count = 0;
    for (let m = 0; m < M; m += 1) {
      if (used[(rows[i] ?? 0) * M + m] !== 1) continue;
      sum += scores[m]?.[i] ?? 0;
      count += 1;
    }
    return sum / count;
  });
}
