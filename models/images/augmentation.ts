import type { RandomStream } from '../random/random-stream.ts';
import { type AffineRanges, drawAffine, type SourceMap, sourceMap } from './affine.ts';
import { sampleBicubic } from './bicubic.ts';
import { type Displacement, drawDisplacement } from './elastic.ts';

/** How much images may be changed while they are learned from. */
export interface Augmentation extends AffineRanges {
  readonly elastic: { readonly grid: number; readonly deviation: number };
}

/** Writes a changed copy of a square image with values in [0, 1], `[size * size]`, to `target`. */
export function augment(
  image: Float32Array,
  target: Float32Array,
  { size, augmentation, random }: Drawing,
): void {
  const map = sourceMap(drawAffine(augmentation, random), size);
  warp(image, target, { size, map, displacement: drawDisplacement(augmentation.elastic, size, random) });
}

export interface Drawing {
  readonly size: number;
  readonly augmentation: Augmentation;
  readonly random: RandomStream;
}

export interface Warp {
  readonly size: number;
  readonly map: SourceMap;
  readonly displacement: Displacement;
}

/** Each pixel takes the value at its source, moved on by the displacement; bicubic overshoot is cut to [0, 1]. */
export function warp(image: Float32Array, target: Float32Array, { size, map, displacement }: Warp): void {
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const at = y * size + x;
      const value = sampleBicubic(
        image,
        size,
        map.yy * y + map.yx * x + map.y0 + (displacement.down[at] ?? 0),
        map.xy * y + map.xx * x + map.x0 + (displacement.right[at] ?? 0),
      );
      target[at] = Math.min(1, Math.max(0, value));
    }
  }
}
