import type { FusionKind } from '../training/configuration.ts';
import { createAttentionFusion } from './attention.ts';
import { createConcatFusion } from './concat.ts';
import type { Fusion, FusionSizes } from './fusion.ts';
import { createGatedFusion } from './gated.ts';
import { createGrapeFusion } from './grape.ts';
import { createLateFusion } from './late.ts';
import { createM3CareFusion } from './m3care.ts';
import { createMtFusion } from './mt.ts';
import { createMuseFusion, createMusePlusFusion } from './muse.ts';

const FUSION_OF: Readonly<Record<FusionKind, (sizes: FusionSizes) => Fusion>> = {
  concat: createConcatFusion,
  attention: createAttentionFusion,
  gated: createGatedFusion,
  late: createLateFusion,
  mt: createMtFusion,
  grape: createGrapeFusion,
  m3care: createM3CareFusion,
  muse: createMuseFusion,
  'muse+': createMusePlusFusion,
};

/** The fusion of this kind in these sizes. */
export function createFusion(kind: FusionKind, sizes: FusionSizes): Fusion {
  return FUSION_OF[kind](sizes);
}
