/** What the methods that learn one thing after the other are at. */
export type Stage = 'encoders' | 'generator' | 'fusion';

/** Shares of the epochs after which the first and the second stage end; ours, as published stages have settings each. */
const ENDS = { encoders: 1 / 3, generator: 1 / 2 } as const;

/** The stage of an epoch, from 0. */
export function stageOf(epoch: number, epochs: number): Stage {
  if (epoch < ENDS.encoders * epochs) return 'encoders';
  return epoch < ENDS.generator * epochs ? 'generator' : 'fusion';
}
