/** `(1 - share) * networks + share * experts`, one by one: one scale, whatever the share. */
export function blendLogits(
  networks: ArrayLike<number>,
  experts: ArrayLike<number>,
  share: number,
): Float32Array {
  return Float32Array.from(
    { length: networks.length },
    (_, i) => (1 - share) * (networks[i] ?? Number.NaN) + share * (experts[i] ?? Number.NaN),
  );
}
