const ZERO = 0x30;

/**
 * Writes a whole number in decimal digits.
 * @param value from 0 to 2^31 - 1.
 * @returns the place behind the digits.
 */
export function writeInteger(out: Uint8Array, at: number, value: number): number {
  let end = at + 1;
  for (let bound = 10; value >= bound; bound *= 10) end += 1;
  let rest = value;
  for (let to = end - 1; to >= at; to -= 1) {
    // An Int32 all the way: Math.trunc would take three times as long.
    const tens = (rest / 10) | 0;
    out[to] = ZERO + rest - 10 * tens;
    rest = tens;
  }
  return end;
}
