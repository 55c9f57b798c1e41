import type { NetworkPart } from '../network/network-part.ts';
import type { EncoderKind } from '../training/configuration.ts';
import { cmAePart } from './cm-ae.ts';
import { predictorPart } from './predictor.ts';
import { shaSpecPart } from './shaspec.ts';
import type { PartSizes } from './sizes.ts';
import { smilPart } from './smil.ts';

/** Makes what a network of these sizes has beside encoders and fusion; `undefined` = nothing. */
export type CreatePart = (sizes: PartSizes) => NetworkPart | undefined;

/** What encoders of each kind add to the networks. */
const PART_OF: Readonly<Partial<Record<EncoderKind, (sizes: PartSizes) => NetworkPart>>> = {
  cmae: cmAePart,
  smil: smilPart,
  shaspec: shaSpecPart,
};

/** What the networks of a configuration have beside encoders and fusion; `undefined` = nothing. */
export function createPart(sizes: PartSizes): NetworkPart | undefined {
  const { encoders, substitution } = sizes.configuration;
  return (PART_OF[encoders] ?? (substitution === 'predicted' ? predictorPart : undefined))?.(sizes);
}
