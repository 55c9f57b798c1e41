import { type CreatePart, createPart } from '../completion/create-part.ts';
import type { ModalityLayer } from '../encoders/first-layer.ts';
import { createFusion } from '../fusion/create-fusion.ts';
import type { FusionSizes } from '../fusion/fusion.ts';
import { upweighted } from '../fusion/upweighted.ts';
import type { ScaledConfiguration } from '../training/configuration.ts';
import { Network, type NetworkShape } from './network.ts';

/**
 * Widths of the networks of C25 and of the smaller desktop form of them: `f: 2d, d`; `h: headHidden, k`;
 * `g: k, headHidden, d`; `psi: discriminatorHidden, half of it, M`.
 */
export function networkShape(
  configuration: ScaledConfiguration,
  modalities: number,
  partOf: CreatePart = createPart,
): NetworkShape {
  const { encodingWidth, latentWidth, headHidden, discriminatorHidden } = configuration;
  const { encoder, classifierHidden } = layersByDepth(configuration);
  const fusion = createFusion(configuration.fusion, {
    modalities,
    encodingWidth,
    fusedWidth: configuration.fusionWidth,
    classifierHidden,
    depth: configuration.fusionDepth,
  });
  const inputs = configuration.components;
  const part = partOf({
    modalities,
    inputs,
    encodingWidth,
    fusedWidth: fusion.fusedWidth,
    configuration,
  });
  return {
    modalities,
    inputs,
    encoder,
    heads:
      configuration.encoders === 'ebr'
        ? { encoder: [headHidden, latentWidth], decoder: [latentWidth, headHidden, encodingWidth] }
        : null,
    discriminator: [discriminatorHidden, Math.ceil(discriminatorHidden / 2), modalities],
    fusion,
    unimodalHeads: configuration.unimodalWeight > 0,
    ...(part ? { part } : {}),
  };
}

/**
 * The layers of each modality by itself, and the hidden ones behind the fusion, as many together at any depth. The
 * transformer has its own layers to part.
 * @see Zhang, Latham, Saxe 2024, eq. 2
 */
function layersByDepth({
  fusion,
  fusionDepth,
  encodingWidth,
  classifierHidden,
}: ScaledConfiguration): Pick<NetworkShape, 'encoder'> & Pick<FusionSizes, 'classifierHidden'> {
  const hidden = classifierHidden > 0 ? [classifierHidden] : [];
  const wide = 2 * encodingWidth;
  const depth = fusion === 'mt' ? 'intermediate' : fusionDepth;
  switch (depth) {
    case 'early':
      return { encoder: [encodingWidth], classifierHidden: [wide, ...hidden] };
    case 'intermediate':
      return { encoder: [wide, encodingWidth], classifierHidden: hidden };
    case 'late':
      return { encoder: [wide, ...hidden, encodingWidth], classifierHidden: [] };
  }
}

/** What the network of a run has beside that of its configuration. */
export interface NetworkParts {
  /** Layers that make the inputs of some modalities; absent = all inputs are projected. */
  readonly firstLayers?: readonly ModalityLayer[] | undefined;
  /** By which the fusion reads the encoding of each modality; absent = as they are. */
  readonly encodingFactors?: readonly number[] | undefined;
  /** In the place of what the encoders add to the network; absent = that. */
  readonly part?: CreatePart | undefined;
}

/** The network of a configuration, without weights. */
export function createNetwork(
  configuration: ScaledConfiguration,
  modalities: number,
  { firstLayers = [], encodingFactors, part }: NetworkParts = {},
): Network {
  const shape = { ...networkShape(configuration, modalities, part), firstLayers };
  if (encodingFactors === undefined) return new Network(shape);
  return new Network({ ...shape, fusion: upweighted(shape.fusion, encodingFactors) });
}
