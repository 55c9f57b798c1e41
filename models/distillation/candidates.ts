import type { RandomStream } from '../random/random-stream.ts';

/** Rows that anchors of a pair are told apart from. */
export interface CandidateSettings {
  /** How many at most: of the other label, or of all. */
  readonly negatives: number;
  readonly negativesFrom: 'otherClass' | 'any';
}

/**
 * Draws rows without replacement: up to `negatives` of them, or, where negatives have the other label, up to as many of
 * each label. All anchors of a step share the draw, and each leaves out what is no negative of its own.
 */
export function drawCandidates(
  rows: Int32Array,
  labels: Uint8Array,
  { negatives, negativesFrom }: CandidateSettings,
  random: RandomStream,
): Int32Array {
  if (negativesFrom === 'any') return drawn(rows, negatives, random);
  const [ofZero, ofOne] = [0, 1].map((label) =>
    drawn(
      rows.filter((row) => labels[row] === label),
      negatives,
      random,
    ),
  );
  return Int32Array.from([...(ofZero ?? []), ...(ofOne ?? [])]);
}

/** The first steps of a shuffle. */
function drawn(rows: Int32Array, count: number, random: RandomStream): Int32Array {
  if (rows.length <= count) return rows;
  const order = rows.slice();
  for (let i = 0; i < count; i += 1) {
    const other = i + random.int(order.length - i);
    const held = order[i] ?? 0;
    order[i] = order[other] ?? 0;
    order[other] = held;
  }
  return order.slice(0, count);
}
