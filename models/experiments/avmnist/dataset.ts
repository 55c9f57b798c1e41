/** Written digits and spoken ones, paired by position within their class. Rows are in the order of the files. */
export interface AvMnist {
  /** Grey levels in [0, 1], `[rows * IMAGE_SIDE * IMAGE_SIDE]`. */
  readonly images: Float32Array;
  /** MFCC as recorded, `[rows * AUDIO_SIDE * AUDIO_SIDE]`: coefficient, then frame. */
  readonly audio: Float32Array;
  /** 0 to 9. */
  readonly labels: Uint8Array;
  /** Position within the class and split, from 0. */
  readonly positions: Int32Array;
  readonly train: Int32Array;
  readonly test: Int32Array;
}

export const IMAGE_SIDE = 28;
export const AUDIO_SIDE = 20;
export const CLASSES = 10;
export const SPEAKERS = 3;
/** Training recordings of each speaker and digit: positions 0-34 of a class are the first speaker's, and so on. */
const RECORDINGS = 35;
/** Training images, and recordings, of each class. */
export const PER_CLASS = SPEAKERS * RECORDINGS;

/**
 * The row whose audio each training image has, `-1` for none: the first `p` images of a class have, speaker by speaker,
 * the first `p / 3` recordings of each. Rows of the test split have none.
 * @param p pairs a class, a multiple of 3.
 * @see Ma et al. 2021, "SMIL: multimodal learning with severely missing modality", its code
 */
export function pairedAudio(data: AvMnist, p: number): Int32Array {
  const each = p / SPEAKERS;
  const rowAt = new Map<number, number>();
  const key = (label: number, position: number): number => position * CLASSES + label;
  for (const row of data.train) rowAt.set(key(data.labels[row] ?? 0, data.positions[row] ?? 0), row);
  const sources = new Int32Array(data.labels.length).fill(-1);
  for (const row of data.train) {
    const position = data.positions[row] ?? 0;
    if (position >= p) continue;
    const recording = Math.floor(position / each) * RECORDINGS + (position % each);
    sources[row] = rowAt.get(key(data.labels[row] ?? 0, recording)) ?? -1;
  }
  return sources;
}

/**
 * The same data with the last training images of each class in the place of the test split, to look at recipes with:
 * the test split is out of reach.
 */
export function heldOutTraining(data: AvMnist, perClass: number): AvMnist {
  const first = Math.max(...data.train.map((row) => data.positions[row] ?? 0)) + 1 - perClass;
  const isHeldOut = (row: number): boolean => (data.positions[row] ?? 0) >= first;
  return {
    ...data,
    train: data.train.filter((row) => !isHeldOut(row)),
    test: data.train.filter(isHeldOut),
  };
}

/**
 * Audio standardised on the recordings that training has: each coefficient by its mean and deviation over them, cut at
 * `most` deviations.
 * @param sources as {@link pairedAudio} gives them.
 */
export function standardiseAudio(data: AvMnist, sources: Int32Array, most: number): Float32Array {
  const available = [...new Set(sources.filter((row) => row >= 0))];
  const size = AUDIO_SIDE * AUDIO_SIDE;
  const standardised = new Float32Array(data.audio.length);
  for (let coefficient = 0; coefficient < AUDIO_SIDE; coefficient += 1) {
    const start = coefficient * AUDIO_SIDE;
    const values = available.flatMap((row) => [
      ...data.audio.subarray(row * size + start, row * size + start + AUDIO_SIDE),
    ]);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    const deviation = Math.sqrt(Math.max(variance, 1e-12));
    for (let at = start; at < data.audio.length; at += size) {
      for (let frame = at; frame < at + AUDIO_SIDE; frame += 1) {
        const value = ((data.audio[frame] ?? 0) - mean) / deviation;
        standardised[frame] = Math.min(most, Math.max(-most, value));
      }
    }
  }
  return standardised;
}
