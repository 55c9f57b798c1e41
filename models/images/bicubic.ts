/** Keys' kernel with a = -1/2 (Catmull-Rom): exact for polynomials of the second degree. */
const SHARPNESS = -0.5;

/**
 * Weights of the four neighbours at -1, 0, 1, 2 of a point that lies `fraction` in [0, 1) past neighbour 0. They sum
 * to 1.
 * @see Keys 1981, "Cubic convolution interpolation for digital image processing"
 */
export function cubicWeights(fraction: number): readonly [number, number, number, number] {
  const near = (t: number): number => ((SHARPNESS + 2) * t - (SHARPNESS + 3)) * t * t + 1;
  const far = (t: number): number => SHARPNESS * (((t - 5) * t + 8) * t - 4);
  return [far(fraction + 1), near(fraction), near(1 - fraction), far(2 - fraction)];
}

/**
 * Value of a square image between its pixels; everything outside of it is 0.
 * @param image row-major, `[size * size]`.
 * @param y row, `x` column, in pixels; pixel centres are whole numbers.
 */
export function sampleBicubic(image: Float32Array, size: number, y: number, x: number): number {
  const top = Math.floor(y) - 1;
  const left = Math.floor(x) - 1;
  if (top >= size || left >= size || top <= -4 || left <= -4) return 0;
  const down = cubicWeights(y - top - 1);
  const across = cubicWeights(x - left - 1);
  let value = 0;
  for (let i = 0; i < 4; i += 1) {
    const row = top + i;
    if (row < 0 || row >= size) continue;
    let line = 0;
    for (let j = 0; j < 4; j += 1) {
      const column = left + j;
      if (column >= 0 && column < size) line += (across[j] ?? 0) * (image[row * size + column] ?? 0);
    }
    value += (down[i] ?? 0) * line;
  }
  return value;
}
