/**
 * Exact Shapley values of a game given by all its coalitions. The oracle has its own, so that it shares nothing with the
 * attribution it is there to judge.
 * @param values worth of each coalition, bit `i` of its index being player `i`; shape `[2 ** numPlayers]`.
 * @returns shape `[numPlayers]`; they sum to the worth of all less the worth of none.
 * @see Shapley 1953, "A value for n-person games"
 */
export function shapleyValues(values: ArrayLike<number>): Float64Array {
  const numPlayers = Math.log2(values.length);
  const shares = coalitionShares(numPlayers);
  const contributions = new Float64Array(numPlayers);
  for (let coalition = 0; coalition < values.length; coalition += 1) {
    const share = shares[bitCount(coalition)] ?? 0;
    for (let player = 0; player < numPlayers; player += 1) {
      if (((coalition >> player) & 1) === 1) continue;
      const gain = (values[coalition | (1 << player)] ?? 0) - (values[coalition] ?? 0);
      contributions[player] = (contributions[player] ?? 0) + share * gain;
    }
  }
  return contributions;
}

/** Share of a coalition of each size that a player joins: size! (n - size - 1)! / n!. */
function coalitionShares(numPlayers: number): number[] {
  const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1));
  return Array.from(
    { length: numPlayers },
    (_, size) => (factorial(size) * factorial(numPlayers - size - 1)) / factorial(numPlayers),
  );
}

function bitCount(bits: number): number {
  let count = 0;
  for (let left = bits; left > 0; left >>= 1) count += left & 1;
  return count;
}
