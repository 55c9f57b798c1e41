const DIGIT_BITS = 11;
const DIGITS = 2 ** DIGIT_BITS;
const MASK = DIGITS - 1;
const SHIFTS = [0, 11, 22] as const;
const SIGN = 0x8000_0000;
const ALL = 0xffff_ffff;

/**
 * Positions of numbers by size, equal ones as they come; `NaN` stands for a number that is not known and comes last.
 * The bits of floats are sorted by their digits, in a quarter of the time that comparing takes: a list of half a million
 * stays is put in another order while one waits for a page of it.
 */
export function stableOrder(values: Float64Array, { descending }: { descending: boolean }): Uint32Array {
  let order = new Uint32Array(values.length);
  for (let i = 0; i < order.length; i += 1) order[i] = i;
  let spare = new Uint32Array(values.length);
  for (const word of sortKeys(values, descending)) {
    for (const shift of SHIFTS) {
      const places = placesOf(word, shift);
      if (places === null) continue;
      for (let i = 0; i < order.length; i += 1) {
        const position = order[i] ?? 0;
        const digit = ((word[position] ?? 0) >>> shift) & MASK;
        const place = places[digit] ?? 0;
        spare[place] = position;
        places[digit] = place + 1;
      }
      [order, spare] = [spare, order];
    }
  }
  return order;
}

/** Low and high halves of whole numbers without sign, which are ordered as the values are to be. */
function sortKeys(values: Float64Array, descending: boolean): [low: Uint32Array, high: Uint32Array] {
  const low = new Uint32Array(values.length).fill(ALL);
  const high = new Uint32Array(values.length).fill(ALL);
  const bits = new DataView(new ArrayBuffer(8));
  const turn = descending ? ALL : 0;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    // Adding zero takes the sign from a negative zero.
    bits.setFloat64(0, value + 0);
    const upper = bits.getUint32(0);
    // The bits of positive floats are ordered as they are; those of negative ones come first, the other way round.
    low[i] = bits.getUint32(4) ^ (upper >= SIGN ? ALL : 0) ^ turn;
    high[i] = upper ^ (upper >= SIGN ? ALL : SIGN) ^ turn;
  }
  return [low, high];
}

/** Where the numbers of each digit begin; `null` where all have the same one. */
function placesOf(word: Uint32Array, shift: number): Uint32Array | null {
  const counts = new Uint32Array(DIGITS);
  for (let i = 0; i < word.length; i += 1) {
    const digit = ((word[i] ?? 0) >>> shift) & MASK;
    counts[digit] = (counts[digit] ?? 0) + 1;
  }
  if (counts.includes(word.length)) return null;
  let place = 0;
  return counts.map((count) => {
    place += count;
    return place - count;
  });
}
