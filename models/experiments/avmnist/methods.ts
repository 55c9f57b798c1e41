import type { CreateMethod } from './method.ts';
import { createConcat } from './methods/concat.ts';
import { distilled } from './methods/distilled.ts';
import { createEbr } from './methods/ebr.ts';
import { createImageOnly } from './methods/image-only.ts';
import { createShaSpec } from './methods/shaspec.ts';

/** Every way to use, or not to use, the audio that few rows have. */
export const METHODS = {
  'image-only': createImageOnly,
  concat: createConcat,
  ebr: createEbr,
  'ebr-kd': distilled(createEbr),
  shaspec: createShaSpec,
} as const satisfies Record<string, CreateMethod>;

export type MethodName = keyof typeof METHODS;
