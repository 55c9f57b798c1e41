import { networkShape } from '../network/create-network.ts';
import type { ScaledConfiguration } from '../training/configuration.ts';
import type { Depth } from './depth.ts';

/** Layers that a fusion has for each modality by itself, before it adds them up. */
const LAYERS_OF_FUSION = { gated: 0, concat: 1, attention: 1 } as const;

/**
 * Weight layers of a network, as if it were linear. A layer on a concatenation has one block a modality and counts as
 * before the fusion; where every modality has a classifier of its own all layers do.
 * @see method.md 8.8, item 4
 */
export function networkDepth(configuration: ScaledConfiguration): Depth {
  const { encoder, heads, part } = networkShape(configuration, 1);
  const latent = heads ? heads.encoder.length + heads.decoder.length : (part?.space?.layers ?? 0);
  const encoders = encoder.length + latent;
  const classifier = configuration.classifierHidden > 0 ? 2 : 1;
  if (configuration.fusion === 'late')
    return { layers: encoders + classifier, fusionLayer: encoders + classifier };
  const fusionLayer = encoders + LAYERS_OF_FUSION[configuration.fusion];
  return { layers: fusionLayer + classifier, fusionLayer };
}
