import type { AvMnistOutcome } from '../../models/experiments/avmnist/run.ts';

/** A run as far as it is summarised. */
export interface SummarisedRun extends AvMnistOutcome {
  readonly method: string;
  readonly p: number;
  readonly seed: number;
  readonly milliseconds: number;
}

export interface Spread {
  readonly mean: number;
  /** Over seeds, of a sample; `null` for fewer than two. */
  readonly deviation: number | null;
}

/** Accuracy in [0, 1] of one method with one amount of audio. */
export interface Summary {
  readonly method: string;
  readonly p: number;
  /** How many. */
  readonly seeds: number;
  /** Of one network: of each seed the mean of its members. */
  readonly single: Spread;
  /** Of all members of a seed together. */
  readonly ensemble: Spread;
  readonly millisecondsPerStep: number;
}

/** Methods in the order of the runs, of each the amounts of audio in theirs. */
export function summarise(runs: readonly SummarisedRun[]): Summary[] {
  const groups = Map.groupBy(runs, ({ method, p }) => `${method}/${p}`);
  return [...groups.values()].flatMap((own) => {
    const [first] = own;
    if (first === undefined) return [];
    return {
      method: first.method,
      p: first.p,
      seeds: own.length,
      single: spreadOf(own.map(({ single }) => meanOf(single))),
      ensemble: spreadOf(own.map(({ ensemble }) => ensemble)),
      millisecondsPerStep: meanOf(own.map(({ milliseconds, steps }) => milliseconds / steps)),
    };
  });
}

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

function spreadOf(values: readonly number[]): Spread {
  const mean = meanOf(values);
  if (values.length < 2) return { mean, deviation: null };
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / (values.length - 1)) };
}
