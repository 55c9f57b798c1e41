import type { FusionKind } from '../training/configuration.ts';
import { networkShape } from '../network/create-network.ts';
import type { ScaledConfiguration } from '../training/configuration.ts';
import { FUSION_DEPTHS, type FusionDepth } from '../training/settings.ts';
import type { Depth } from './depth.ts';

/** Layers of an encoder, and behind the fusion without those of the classifier, as they are at intermediate depth. */
const ENCODER_LAYERS = 2;
/** A transformer block: what is attended to, its output, and two layers on each token. */
const BLOCK_LAYERS = 4;

/** Layers that a fusion has for each modality by itself, and after the modalities have met. */
function layersOfFusion(fusion: FusionKind, depth: FusionDepth): readonly [before: number, after: number] {
  switch (fusion) {
    case 'gated':
    case 'late':
      return [0, 0];
    case 'concat':
    case 'attention':
      return [1, 0];
    // The message of an edge; the update of a patient, the edge by it, and message and update once more.
    case 'muse':
    case 'muse+':
      return [1, 4];
    // And two layers on the patient.
    case 'grape':
      return [1, 6];
    // Two layers of what is taken over; two blocks and a layer on all tokens.
    case 'm3care':
      return [2, 2 * BLOCK_LAYERS + 1];
    case 'mt': {
      const separate = FUSION_DEPTHS.indexOf(depth);
      return [BLOCK_LAYERS * separate, BLOCK_LAYERS * (2 - separate)];
    }
  }
}

/**
 * Weight layers of a network, as if it were linear. A layer on a concatenation has one block a modality and counts as
 * before the fusion; where every modality has a classifier of its own all layers do. In transformers and graphs it is
 * the longest way that counts.
 * @see method.md 8.8, item 4
 */
export function networkDepth(configuration: ScaledConfiguration): Depth {
  const { fusion, fusionDepth, classifierHidden } = configuration;
  const { encoder, heads, part } = networkShape(configuration, 1);
  const [before, after] = layersOfFusion(fusion, fusionDepth);
  const ofHeads = heads ? heads.encoder.length + heads.decoder.length : (part?.space?.layers ?? 0);
  const classifier = classifierHidden > 0 ? 2 : 1;
  const layers = ENCODER_LAYERS + ofHeads + before + after + classifier;
  if (fusion === 'late') return { layers, fusionLayer: layers };
  return { layers, fusionLayer: encoder.length + ofHeads + before };
}
