import type { ScaledConfiguration } from '../training/configuration.ts';

/** Epochs with everything as recorded before a method goes on; one is left to it at least. */
export function warmUpEpochs({
  warmUpShare,
  epochs,
}: Pick<ScaledConfiguration, 'warmUpShare' | 'epochs'>): number {
  return Math.min(epochs - 1, Math.ceil(warmUpShare * epochs));
}
