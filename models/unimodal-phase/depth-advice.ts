import type { ModalityName } from '../modalities/modality.ts';
import type { PreparedRun } from '../training/prepare.ts';
import { pairAtRows, phaseLength } from './assess-phase.ts';
import { isRedundant, timeRatio } from './pair.ts';
import { sentence, type Sentence } from '../wording.ts';

/** A modality that plain gradient descent would learn late. */
export interface Lag {
  readonly first: ModalityName;
  readonly second: ModalityName;
  /** How many times longer the second takes, `t_B / t_A` of two-layer late fusion. */
  readonly ratio: number;
}

/** Training encounters that are looked at, at most: enough for the order of what is learned. */
const ROWS = 2_000;

/** The pair of modalities with the longest unimodal phase of those that do not tell the same; `null` = none is defined. */
export function longestLag(run: PreparedRun): Lag | null {
  const { modalities } = run.inputs;
  const every = Math.ceil(run.trainingRows.length / ROWS);
  const rows = run.trainingRows.filter((_, i) => i % every === 0);
  const lags = modalities.flatMap((one, i) =>
    modalities.slice(i + 1).flatMap((other, j): Lag[] => {
      const { pair } = pairAtRows(run, [i, i + 1 + j], { rows, whitened: false });
      if ('undefined' in pair || isRedundant(pair.value)) return [];
      const ratio = timeRatio(pair.value);
      const [first, second] = pair.value.first === 0 ? [one, other] : [other, one];
      return 'undefined' in ratio ? [] : [{ first, second, ratio: ratio.value }];
    }),
  );
  return lags.toSorted((a, b) => b.ratio - a.ratio)[0] ?? null;
}

/**
 * What there is to say for an earlier fusion: something where the modalities do not meet as early as they could, and one of
 * them would be learned much later than another. Nothing where inputs are learned: it is about those that are fixed.
 * @see Zhang, Latham, Saxe 2024, eqs. 9 and 12; method.md 8.6 for what holds under Adam
 */
export function depthAdvice(run: PreparedRun): Sentence[] {
  const { fusionDepth, optimizer } = run.configuration;
  if (fusionDepth === 'early' || run.inputs.features !== undefined) return [];
  const lag = longestLag(run);
  if (lag === null || phaseLength(lag.ratio) !== 'long') return [];
  const hold =
    optimizer === 'sgd'
      ? sentence`a tendency, not a forecast`
      : sentence`it does not hold under Adam, with which this configuration trains`;
  return [
    sentence`plain gradient descent would learn ${lag.second} ${lag.ratio.toFixed(1)} times as late as ${lag.first}: the earlier modalities meet (fusionDepth ${fusionDepth} here), the shorter that is (Zhang, Latham, Saxe 2024); ${hold}`,
  ];
}
