import type { RandomStream } from '../random/random-stream.ts';

/** How an image is turned, stretched, slanted and moved, about its centre. */
export interface Affine {
  /** Degrees, against the clock on the screen. */
  readonly rotation: number;
  /** 1 = as it is, 2 = twice as large. */
  readonly scale: number;
  /** Columns moved to the right for each row further down. */
  readonly shear: number;
  /** Pixels to the right. */
  readonly right: number;
  /** Pixels down. */
  readonly down: number;
}

/** Largest amounts, each drawn uniformly between minus and plus; of the scale between 1 minus and 1 plus. */
export interface AffineRanges {
  readonly rotation: number;
  readonly scale: number;
  readonly shear: number;
  readonly shift: number;
}

export function drawAffine(ranges: AffineRanges, random: RandomStream): Affine {
  const within = (most: number): number => random.uniform(-most, most);
  return {
    rotation: within(ranges.rotation),
    scale: 1 + within(ranges.scale),
    shear: within(ranges.shear),
    right: within(ranges.shift),
    down: within(ranges.shift),
  };
}

/** Where a pixel of the new image lies in the old one: `y' = yy y + yx x + y0`, `x' = xy y + xx x + x0`, in pixels. */
export interface SourceMap {
  readonly yy: number;
  readonly yx: number;
  readonly y0: number;
  readonly xy: number;
  readonly xx: number;
  readonly x0: number;
}

/** The inverse of shearing, then turning and scaling, then moving a square image of `size` rows. */
export function sourceMap({ rotation, scale, shear, right, down }: Affine, size: number): SourceMap {
  const angle = (rotation * Math.PI) / 180;
  const cos = Math.cos(angle) / scale;
  const sin = Math.sin(angle) / scale;
  const [yy, yx] = [cos, sin];
  const [xy, xx] = [-sin - shear * cos, cos - shear * sin];
  const centre = (size - 1) / 2;
  return {
    yy,
    yx,
    y0: centre - yy * (centre + down) - yx * (centre + right),
    xy,
    xx,
    x0: centre - xy * (centre + down) - xx * (centre + right),
  };
}
