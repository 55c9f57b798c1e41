import { type Defined, ModelError } from '../errors.ts';
import { isRedundant, type PhasePair, timeRatio } from './pair.ts';
import { worded } from '../wording.ts';

/** Weight layers of a network: `layers` in all, the first `fusionLayer` of them one block a modality. */
export interface Depth {
  readonly layers: number;
  readonly fusionLayer: number;
}

/** What the depth formulas need of a pair, `localWeight` being `|W_A*|`. */
export interface DepthPair extends Pick<PhasePair, 'a' | 'b' | 'residual'> {
  readonly localWeight: number;
}

/** The substitution `x = e^y` makes all integrands smooth; beyond `e^40` nothing is left of them. */
const UPPER = 40;
const INTERVALS = 4_000;

/**
 * `I(L, Lf)`, by which the growth of the first modality is delayed by the layers after the fusion; `Lf >= 2`.
 * @param kappa `b / a`.
 * @throws {ModelError} `configuration` for early fusion or a fusion layer beyond the last.
 * @see Zhang, Latham, Saxe 2024, eqs. 13 and 57; method.md 8.5
 */
export function depthIntegral({ layers, fusionLayer }: Depth, kappa: number): number {
  if (fusionLayer < 2 || fusionLayer > layers) {
    throw new ModelError(
      'configuration',
      worded`expected a fusion layer of 2 to ${layers}, got ${fusionLayer}`,
    );
  }
  const power = (fusionLayer - layers) / 2;
  return simpson((y) => {
    const x = Math.exp(y);
    const other =
      fusionLayer === 2
        ? x ** (2 * kappa)
        : (kappa * x ** (2 - fusionLayer) + 1 - kappa) ** (2 / (2 - fusionLayer));
    return x ** (2 - fusionLayer) * (x * x + other) ** power;
  });
}

/**
 * `t_B / t_A` of a linear network of any depth from balanced layers of norm `u0`. Late fusion is free of depth and of
 * `u0`; early fusion has no unimodal phase in the limit of small `u0`.
 * @see Zhang, Latham, Saxe 2024, eqs. 9, 12 and 57
 */
export function depthRatio(pair: DepthPair, depth: Depth, u0: number): Defined<number> {
  const { layers, fusionLayer } = depth;
  if (isRedundant(pair)) return { undefined: 'the second modality is redundant given the first' };
  if (fusionLayer === 1) return { value: 1 };
  if (fusionLayer === layers) return timeRatio(pair);
  const { a, b, residual, localWeight } = pair;
  const delay = fusionLayer === 2 ? Math.log(1 / u0) : 1 / (fusionLayer - 2);
  const scale = localWeight ** (1 - fusionLayer / layers) * residual * depthIntegral(depth, b / a);
  return { value: 1 + ((a - b) * u0 ** (layers - fusionLayer) * delay) / scale };
}

/** Branches of unequal depth: layers before the fusion of A and of B, more than two each, and layers after it. */
export interface UnequalDepth {
  readonly first: number;
  readonly second: number;
  readonly after: number;
}

/**
 * Times at which A and B are learned where their branches differ in depth, in units of `tau`.
 * @returns undefined where the second branch does not start small enough for the formula, `u0 > .1` included.
 * @see method.md 8.5
 */
export function unequalTimes(
  { a, b, residual, localWeight }: DepthPair,
  { first, second, after }: UnequalDepth,
  u0: number,
): Defined<readonly [first: number, second: number]> {
  const weight = ((second - 2) / (first - 2)) * (b / a);
  const bracket = u0 ** (2 - second) - weight * u0 ** (2 - first);
  if (u0 > 0.1 || bracket <= 0) return { undefined: 'the initial weights are too large for the formula' };
  const integral = simpson((y) => {
    const u = u0 * Math.exp(y);
    const other =
      (u0 ** (2 - second) - weight * (u0 ** (2 - first) - u ** (2 - first))) ** (1 / (2 - second));
    return u ** (2 - first) * (u * u + other * other) ** (-after / 2);
  });
  const start = integral / a;
  const delay = bracket / ((second - 2) * localWeight ** (after / (first + after)) * residual);
  return { value: [start, start + delay] };
}

/** Composite Simpson over 0..UPPER. */
function simpson(value: (y: number) => number): number {
  const step = UPPER / INTERVALS;
  let sum = value(0) + value(UPPER);
  for (let i = 1; i < INTERVALS; i += 1) sum += (i % 2 === 1 ? 4 : 2) * value(i * step);
  return (sum * step) / 3;
}
