import { z } from 'zod';
import { ModelError } from '../errors.ts';
import { LATER_SETTINGS } from './later-settings.ts';
import { settingsShape, type TrainingSettings, trainingSettings } from './settings.ts';
import { type Said, worded } from '../wording.ts';

/**
 * `ebr` puts an encoder-decoder head and an adversary on each encoder; `vanilla` has neither; `kd` has the networks of
 * `vanilla`, and weaker encoders learn from stronger ones. `cmae`, `smil` and `shaspec` are rivals for missing modalities:
 * the multimodal autoencoder, severely missing modality, shared and specific features.
 */
export const ENCODERS = ['vanilla', 'kd', 'ebr', 'cmae', 'smil', 'shaspec'] as const;
/** How the encodings of the present modalities become one representation. */
export const FUSIONS = [
  'concat',
  'attention',
  'gated',
  'late',
  'mt',
  'grape',
  'm3care',
  'muse',
  'muse+',
] as const;
export const PRESET_NAMES = ['quick', 'desktop', 'paper', 'reference'] as const;

export type EncoderKind = (typeof ENCODERS)[number];
export type FusionKind = (typeof FUSIONS)[number];
export type PresetName = (typeof PRESET_NAMES)[number];

export const trainingConfiguration = z.strictObject({
  preset: z.enum(PRESET_NAMES),
  encoders: z.enum(ENCODERS),
  fusion: z.enum(FUSIONS),
  seed: z.int(),
  ...settingsShape,
});
/** All that decides a training run besides the data. Every value is a scalar. */
export type TrainingConfiguration = z.infer<typeof trainingConfiguration>;

const DESKTOP: TrainingSettings = {
  members: 5,
  components: 48,
  encodingWidth: 'auto',
  latentWidth: 'auto',
  headHidden: 'auto',
  discriminatorHidden: 'auto',
  fusionWidth: 'auto',
  classifierHidden: 64,
  epochs: 14,
  batchSize: 128,
  optimizer: 'adamw',
  learningRate: 3e-3,
  schedule: 'cosine',
  decayFactor: 1,
  decayEvery: 1,
  weightDecay: 1,
  gradientNorm: 5,
  dropout: 0.4,
  inputDropout: 'auto',
  classWeights: 'none',
  outputBias: 'prevalence',
  unimodalWeight: 1,
  lambda: 0.1,
  adversarialReach: 'h',
  interleave: 'keepSemantic',
  blockEpochs: 2,
  stopAdversary: true,
  ...LATER_SETTINGS,
  expertShare: 'validation',
  axes: 'auto',
  maskedTraining: true,
  maxDropRate: 0.7,
  matchPresence: true,
  silenceDead: true,
  rankingEvery: 5,
  similarity: 'centredCosine',
  candidate: 'position',
  substitution: 'auto',
  earlyStopping: true,
  bagging: true,
};

/**
 * The settings of each preset.
 * - `desktop`: the recipe that held up best in measurement, networks beside logistic experts, minutes on a laptop;
 * - `quick`: one small network and ten epochs, to see that everything runs;
 * - `paper`: Chaudhuri et al. 2025, appendix C.1, as far as it says;
 * - `reference`: the logistic experts alone, in seconds: what a network has to beat. Its other settings are of no matter.
 */
export const PRESETS: Readonly<Record<PresetName, TrainingSettings>> = {
  desktop: DESKTOP,
  quick: {
    ...DESKTOP,
    members: 1,
    components: 32,
    encodingWidth: 32,
    latentWidth: 32,
    headHidden: 32,
    discriminatorHidden: 32,
    fusionWidth: 32,
    classifierHidden: 32,
    epochs: 10,
    bagging: false,
    expertShare: 0,
  },
  paper: {
    ...DESKTOP,
    members: 1,
    components: 256,
    axes: 'leading',
    encodingWidth: 128,
    latentWidth: 512,
    headHidden: 1024,
    discriminatorHidden: 512,
    fusionWidth: 128,
    classifierHidden: 0,
    epochs: 1200,
    batchSize: 512,
    optimizer: 'sgd',
    learningRate: 0.01,
    schedule: 'step',
    decayFactor: 0.9,
    decayEvery: 100,
    weightDecay: 0,
    gradientNorm: 0,
    dropout: 0,
    inputDropout: 0,
    classWeights: 'balanced',
    outputBias: 'zero',
    unimodalWeight: 0,
    lambda: 0.3,
    blockEpochs: 10,
    stopAdversary: true,
    maskedTraining: false,
    silenceDead: false,
    matchPresence: false,
    bagging: false,
    expertShare: 0,
  },
  reference: { ...DESKTOP, members: 1, epochs: 1, bagging: false, expertShare: 1 },
};

export interface ConfigurationChoices {
  readonly encoders?: EncoderKind;
  readonly fusion?: FusionKind;
  /** Settings that replace the preset's, by name. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly seed?: number;
}

/**
 * A preset with choices applied. Defaults: `ebr`, `gated`, seed 1.
 * @throws {ModelError} `configuration` for an unknown preset or setting, or a value out of range; names the setting.
 */
export function resolveConfiguration(
  preset: PresetName,
  { encoders = 'ebr', fusion = 'gated', settings = {}, seed = 1 }: ConfigurationChoices = {},
): TrainingConfiguration {
  const base = PRESETS[preset] as TrainingSettings | undefined;
  if (base === undefined) throw new ModelError('configuration', worded`expected a preset, got "${preset}"`);
  const chosen = parse(trainingSettings, { ...base, ...settings });
  const data = parse(trainingConfiguration, { preset, encoders, fusion, seed, ...chosen });
  requireConsistent(data);
  return data;
}

/** What no single setting shows. */
function requireConsistent(configuration: TrainingConfiguration): void {
  const { encoders, substitution, epochs, teacherShare, distillationShare } = configuration;
  const refuse = (message: Said): never => {
    throw new ModelError('configuration', message);
  };
  if (configuration.expertShare === 1) {
    if (epochs !== 1)
      refuse(worded`epochs: expected 1 with expertShare 1, which trains no network, got ${epochs}`);
    return;
  }
  if (encoders !== 'ebr' && substitution === 'ebr') {
    refuse(worded`substitution: expected another policy, ${encoders} encoders have no g`);
  }
  if (configuration.fusion === 'late' && configuration.fusionDepth === 'early') {
    refuse('fusionDepth: expected another depth, late fusion has every layer before it');
  }
  requirePrediction(configuration, refuse);
  if (encoders !== 'kd') return;
  if (epochs < 3) refuse(worded`epochs: expected 3 or more for kd encoders, one a phase, got ${epochs}`);
  if (teacherShare + distillationShare >= 1) {
    refuse(
      worded`teacherShare, distillationShare: expected less than 1 together, so that epochs are left to tune, got ${teacherShare} and ${distillationShare}`,
    );
  }
}

/** Who predicts what is missing, and what that takes. */
function requirePrediction(configuration: TrainingConfiguration, refuse: (message: Said) => never): void {
  const { encoders, substitution, maskedTraining, modalityDropout, epochs } = configuration;
  const predicts = SUBSTITUTION_OF[encoders] === 'predicted';
  if (predicts && substitution !== 'auto' && substitution !== 'predicted')
    refuse(worded`substitution: expected auto, ${encoders} encoders predict what is missing`);
  if (encoders === 'cmae' && substitution === 'predicted')
    refuse('substitution: expected auto or omit, cmae encoders leave out what is missing');
  if (encoders === 'smil' && epochs < 2)
    refuse(
      worded`epochs: expected 2 or more for smil encoders, one of them to find centroids, got ${epochs}`,
    );
  if (!predicts && substitution === 'predicted' && !maskedTraining && modalityDropout === 0)
    refuse(
      'substitution: expected maskedTraining or modalityDropout with predicted, which learns from what they drop',
    );
}

function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new ModelError('configuration', z.prettifyError(parsed.error));
  return parsed.data;
}

/** The policy that encoders of each kind are made for. */
const SUBSTITUTION_OF: Readonly<Record<EncoderKind, 'ebr' | 'omit' | 'predicted'>> = {
  vanilla: 'omit',
  kd: 'omit',
  ebr: 'ebr',
  cmae: 'omit',
  smil: 'predicted',
  shaspec: 'predicted',
};

/** Training encounters from which the networks are twice as wide. */
const LARGE_COHORT = 5_000;

/** The configuration with every scaled width as a number, for a training split of this many encounters. */
export function scaleToCohort(
  configuration: TrainingConfiguration,
  trainingEncounters: number,
): ScaledConfiguration {
  const k = trainingEncounters < LARGE_COHORT ? 64 : 128;
  const scaled = <T extends string | number>(value: T | 'auto', automatic: T): T =>
    value === 'auto' ? automatic : value;
  const axes = scaled(configuration.axes, trainingEncounters < LARGE_COHORT ? 'leading' : 'informed');
  return {
    ...configuration,
    components: scaled(configuration.components, k),
    axes,
    inputDropout: scaled(configuration.inputDropout, axes === 'informed' ? 0 : 0.2),
    encodingWidth: scaled(configuration.encodingWidth, k),
    latentWidth: scaled(configuration.latentWidth, k),
    headHidden: scaled(configuration.headHidden, 2 * k),
    discriminatorHidden: scaled(configuration.discriminatorHidden, k),
    fusionWidth: scaled(configuration.fusionWidth, k),
    substitution:
      configuration.substitution !== 'auto'
        ? configuration.substitution
        : SUBSTITUTION_OF[configuration.encoders],
  };
}

type ScaledWidth =
  'components' | 'encodingWidth' | 'latentWidth' | 'headHidden' | 'discriminatorHidden' | 'fusionWidth';

/** A configuration in which nothing is left to be decided. */
export type ScaledConfiguration = Omit<
  TrainingConfiguration,
  ScaledWidth | 'substitution' | 'axes' | 'inputDropout'
> &
  Readonly<Record<ScaledWidth, number>> & {
    readonly substitution: Exclude<TrainingConfiguration['substitution'], 'auto'>;
    readonly axes: Exclude<TrainingConfiguration['axes'], 'auto'>;
    readonly inputDropout: number;
  };
