/**
 * Holm-Bonferroni adjusted p-values, in the order given: sorted ascending, `max over j <= k of
 * min(1, (m - j + 1) p_(j))`.
 * @see Holm 1979, Scandinavian Journal of Statistics 6(2)
 */
export function holmBonferroni(pValues: readonly number[]): number[] {
  const order = pValues.map((_, index) => index).sort((a, b) => (pValues[a] ?? 0) - (pValues[b] ?? 0));
  const adjusted = new Array<number>(pValues.length).fill(0);
  let largest = 0;
  order.forEach((index, rank) => {
    largest = Math.max(largest, Math.min(1, (pValues.length - rank) * (pValues[index] ?? 0)));
    adjusted[index] = largest;
  });
  return adjusted;
}
