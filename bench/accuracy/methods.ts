import type { EncoderKind, FusionKind, PresetName } from '../../models/training/configuration.ts';
import type { SubstitutionPolicy } from '../../models/substitution/policy.ts';

/** A network as it is trained and the policies it is scored under. */
export interface NetworkMethod {
  readonly kind: 'network';
  readonly preset: PresetName;
  readonly encoders: EncoderKind;
  readonly fusion: FusionKind;
  /** In the place of the preset's. */
  readonly settings: Readonly<Record<string, string | number | boolean>>;
  /** Each can be a row of its own; the first is the one deployed. */
  readonly policies: readonly SubstitutionPolicy[];
}

/** The product of logistic experts, which has no seed. */
export interface ExpertsMethod {
  readonly kind: 'experts';
}

export type Method = NetworkMethod | ExpertsMethod;

/** A network of the desktop preset by itself: the logistic experts are a method of their own. */
export function network({
  encoders = 'ebr',
  fusion = 'gated',
  settings = {},
  policies = encoders === 'ebr' ? ['ebr', 'omit', 'avg'] : ['omit', 'avg'],
}: Partial<Omit<NetworkMethod, 'kind' | 'preset'>> = {}): NetworkMethod {
  const alone = { expertShare: 0, ...settings };
  return { kind: 'network', preset: 'desktop', encoders, fusion, settings: alone, policies };
}

/** Every policy of which a network with decoders is scored. */
export const ALL_POLICIES = [
  'ebr',
  'omit',
  'zeros',
  'avg',
  'random',
  'rep-nn',
  'late',
  'avg-class',
] as const satisfies readonly SubstitutionPolicy[];

/** Every method that a bench or a table can name. A new one is a line here. */
export const METHODS = {
  'logistic experts': { kind: 'experts' },
  /** As it is shipped, experts included. */
  desktop: {
    kind: 'network',
    preset: 'desktop',
    encoders: 'ebr',
    fusion: 'gated',
    settings: {},
    policies: ['ebr', 'omit', 'avg'],
  },
  ebr: network({ policies: ALL_POLICIES }),
  /** One network on everything side by side, zeros where something is missing: what there is without a method for it. */
  'plain MLP': network({
    encoders: 'vanilla',
    fusion: 'concat',
    settings: { members: 1, bagging: false, maskedTraining: false, unimodalWeight: 0, matchPresence: false },
    policies: ['omit'],
  }),
  vanilla: network({ encoders: 'vanilla' }),
  kd: network({ encoders: 'kd' }),
  'CM-AE': network({ encoders: 'cmae', policies: ['omit'] }),
  SMIL: network({ encoders: 'smil', policies: ['predicted'] }),
  MT: network({ encoders: 'vanilla', fusion: 'mt', policies: ['omit'] }),
  GRAPE: network({ encoders: 'vanilla', fusion: 'grape', policies: ['omit'] }),
  M3Care: network({ encoders: 'vanilla', fusion: 'm3care', policies: ['omit'] }),
  MUSE: network({ encoders: 'vanilla', fusion: 'muse', policies: ['omit'] }),
  'ebr, muse fusion': network({ fusion: 'muse' }),
  ShaSpec: network({ encoders: 'shaspec', policies: ['predicted'] }),
  'ebr, no bagging': network({ settings: { bagging: false } }),
  'ebr, lambda 0': network({ settings: { lambda: 0 } }),
  'ebr, not masked': network({ settings: { maskedTraining: false } }),
  'ebr, modality dropout': network({ settings: { maskedTraining: false, modalityDropout: 0.35 } }),
  'ebr, no unimodal losses': network({ settings: { unimodalWeight: 0 } }),
  'ebr, no presence matching': network({ settings: { matchPresence: false } }),
  'ebr, one member': network({ settings: { members: 1, bagging: false } }),
  'ebr, ten members': network({ settings: { members: 10 } }),
  'ebr on informed axes': network({ settings: { axes: 'informed' } }),
  'ebr on leading axes': network({ settings: { axes: 'leading' } }),
  'ebr, 128 components': network({ settings: { components: 128 } }),
  'ebr, late fusion': network({ fusion: 'late' }),
  'ebr, concat fusion': network({ fusion: 'concat' }),
} as const satisfies Readonly<Record<string, Method>>;

export type MethodName = keyof typeof METHODS;
