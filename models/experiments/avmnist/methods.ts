import type { CreateMethod } from './method.ts';
import { createAutoencoded } from './methods/autoencoder.ts';
import { createConcat } from './methods/concat.ts';
import { distilled } from './methods/distilled.ts';
import { createEbr } from './methods/ebr.ts';
import { createFullToMissing } from './methods/full-to-missing.ts';
import { createGanImputed } from './methods/gan.ts';
import { underGraph } from './methods/graph.ts';
import { createImageOnly } from './methods/image-only.ts';
import { reallocated } from './methods/reallocated.ts';
import { createShaSpec } from './methods/shaspec.ts';
import { createSmil } from './methods/smil.ts';

/** Every way to use, or not to use, the audio that few rows have. */
export const METHODS = {
  'image-only': createImageOnly,
  concat: createConcat,
  ebr: createEbr,
  'ebr-kd': distilled(createEbr),
  smil: createSmil,
  shaspec: createShaSpec,
  autoencoder: createAutoencoded,
  gan: createGanImputed,
  full2miss: createFullToMissing,
  grape: underGraph('grape'),
  muse: underGraph('muse'),
  'muse-kd': distilled(underGraph('muse')),
  'muse-ebr': reallocated(underGraph('muse')),
  'smil-kd': distilled(createSmil),
  'smil-ebr': reallocated(createSmil),
  'shaspec-kd': distilled(createShaSpec),
  'shaspec-ebr': reallocated(createShaSpec),
} as const satisfies Record<string, CreateMethod>;

export type MethodName = keyof typeof METHODS;
