import { type Defined, ModelError } from '../errors.ts';
import { dot } from '../linear-algebra/dense-matrix.ts';
import { correlation, lossAfter, type Moments, norm, partOf, remaining, solution } from './moments.ts';

/** What decides how two modalities are learned by gradient descent, A the one with the larger correlation. */
export interface PhasePair {
  /** Number of the modality that is learned first, and of the other. */
  readonly first: number;
  readonly second: number;
  /** `|S_yA|` and `|S_yB|`. */
  readonly a: number;
  readonly b: number;
  /** `b / a`. */
  readonly kappa: number;
  /** `W_A*`, A alone, `[p_A]`. */
  readonly local: Float64Array;
  /** Final weights of A and of B. */
  readonly finalFirst: Float64Array;
  readonly finalSecond: Float64Array;
  /** `S_yA`, and `St_yB`: what B still explains once A is learned. */
  readonly explained: readonly [first: Float64Array, second: Float64Array];
  /** `|St_yB|`. */
  readonly residual: number;
}

/** B is called redundant given A below this share of its own correlation. */
const REDUNDANT = 1e-3;

/**
 * @param moments of exactly two modalities; a tie keeps their order.
 * @returns undefined where neither goes with the target, or features are linearly dependent.
 * @throws {ModelError} `shape` for another number of modalities.
 * @see Zhang, Latham, Saxe 2024, section 3; method.md 8.1
 */
export function phasePair(moments: Moments): Defined<PhasePair> {
  if (moments.widths.length !== 2) {
    throw new ModelError('shape', `expected two modalities, got ${moments.widths.length}`);
  }
  const norms = [0, 1].map((modality) => norm(correlation(moments, modality)));
  const [first, second] = (norms[1] ?? 0) > (norms[0] ?? 0) ? [1, 0] : [0, 1];
  const [a, b] = [norms[first] ?? 0, norms[second] ?? 0];
  if (a === 0) return { undefined: 'neither modality goes with the target' };
  const local = solution(moments, [first]);
  const final = solution(moments, [first, second]);
  if ('undefined' in local) return local;
  if ('undefined' in final) return final;
  const both = { subset: [first, second], learned: final.value };
  const left = remaining(moments, { subset: [first], learned: local.value }, second);
  return {
    value: {
      first,
      second,
      a,
      b,
      kappa: b / a,
      local: local.value,
      finalFirst: partOf(moments, both, first),
      finalSecond: partOf(moments, both, second),
      explained: [correlation(moments, first), left],
      residual: norm(left),
    },
  };
}

/** Whether B tells nothing more once A is known, so that it is never learned. */
export function isRedundant({ residual, b }: Pick<PhasePair, 'residual' | 'b'>): boolean {
  return residual <= REDUNDANT * b;
}

/**
 * `t_B / t_A` of two-layer late fusion: how much longer the second modality takes.
 * @see Zhang, Latham, Saxe 2024, eq. 9
 */
export function timeRatio(pair: Pick<PhasePair, 'a' | 'b' | 'residual'>): Defined<number> {
  if (isRedundant(pair)) return { undefined: 'the second modality is redundant given the first' };
  return { value: 1 + (pair.a - pair.b) / pair.residual };
}

/**
 * Times at which each modality is learned, from balanced layers of norm `u0`, in units of `tau`, leading order.
 * @see Zhang, Latham, Saxe 2024, eq. 8
 */
export function learningTimes(
  { a, b, residual }: Pick<PhasePair, 'a' | 'b' | 'residual'>,
  u0: number,
): readonly [first: number, second: number] {
  const growth = Math.log(1 / u0);
  return [growth / a, growth / a + ((1 - b / a) * growth) / residual];
}

/**
 * Total weight of a modality while it is learned, inputs white and uncorrelated with the others.
 * @param variance `s^2`, of each input.
 * @param time in units of `tau`.
 * @see Zhang, Latham, Saxe 2024, eq. 21
 */
export function whitenedWeight(
  { a, variance, u0 }: { readonly a: number; readonly variance: number; readonly u0: number },
  time: number,
): number {
  const plateau = a / variance;
  return plateau / (1 + (plateau / u0 ** 2 - 1) * Math.exp(-2 * a * time));
}

/** Credit that A takes for B while B is not learned. */
export interface MisAttribution {
  /** `W_A* - W_A(final)`, `[p_A]`. */
  readonly difference: Float64Array;
  /** Its norm over `|W_A(final)|`. */
  readonly relative: Defined<number>;
}

/** @see method.md 8.3 */
export function misAttribution({
  local,
  finalFirst,
}: Pick<PhasePair, 'local' | 'finalFirst'>): MisAttribution {
  const difference = local.map((weight, i) => weight - (finalFirst[i] ?? 0));
  const size = norm(finalFirst);
  return {
    difference,
    relative:
      size === 0
        ? { undefined: 'the first modality has no weight in the end' }
        : { value: norm(difference) / size },
  };
}

/** Loss that each modality removes by itself, and whether the one learned first removes less. */
export interface SuperficialPreference {
  /** `S_ym S_m^-1 S_ym^T` of the modality learned first and of the other. */
  readonly contributions: readonly [first: number, second: number];
  /** The first is learned first although the other contributes more. */
  readonly superficial: boolean;
}

/** @see Zhang, Latham, Saxe 2024, eqs. 10 and 11; method.md 8.4 */
export function superficialPreference(moments: Moments, pair: PhasePair): Defined<SuperficialPreference> {
  const [first, second] = [lossAfter(moments, [pair.first]), lossAfter(moments, [pair.second])];
  if ('undefined' in first) return first;
  if ('undefined' in second) return second;
  const contributions = [moments.power - 2 * first.value, moments.power - 2 * second.value] as const;
  return { value: { contributions, superficial: pair.a > pair.b && contributions[0] < contributions[1] } };
}

/** `|W_A*|`. */
export function localWeight({ local }: Pick<PhasePair, 'local'>): number {
  return Math.sqrt(dot(local, local));
}
