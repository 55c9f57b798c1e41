import { createIncompleteMethod, createWarmedMethod } from '../completion/incomplete-method.ts';
import { createSmilMethod } from '../completion/smil-method.ts';
import { createDistillationMethod } from '../distillation/distillation-method.ts';
import { createAdversarialMethod } from '../ebr/adversarial-method.ts';
import type { EncoderKind } from './configuration.ts';
import type { CreateMethod } from './method.ts';
import { createPlainMethod } from './plain-method.ts';

/** How encoders of each kind are trained. */
export const METHOD_OF: Readonly<Record<EncoderKind, CreateMethod>> = {
  vanilla: createPlainMethod,
  kd: createDistillationMethod,
  ebr: createAdversarialMethod,
  cmae: createIncompleteMethod,
  smil: createSmilMethod,
  shaspec: createWarmedMethod,
};
