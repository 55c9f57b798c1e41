/** `1 / (1 + e^-logit)`, without overflow. */
export function sigmoid(logit: number): number {
  if (logit >= 0) return 1 / (1 + Math.exp(-logit));
  const odds = Math.exp(logit);
  return odds / (1 + odds);
}

/** `log(p / (1 - p))`; infinite at 0 and 1. */
export function logit(probability: number): number {
  return Math.log(probability) - Math.log1p(-probability);
}

/** {@link logit} of a probability clipped to [1e-7, 1 - 1e-7]. */
export function clippedLogit(probability: number): number {
  return logit(Math.min(Math.max(probability, 1e-7), 1 - 1e-7));
}

/** `log(1 + e^x)`, without overflow: the cross-entropy of a logit `-x` whose label is 1. */
export function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}
