import { z } from 'zod';
import { DISTILLATION_SEQUENCES } from '../distillation/sequence.ts';
import { ModelError } from '../errors.ts';
import { CANDIDATE_RULES } from '../substitution/candidate.ts';
import { SIMILARITY_MEASURES } from '../substitution/similarity.ts';

/**
 * `ebr` puts an encoder-decoder head and an adversary on each encoder; `vanilla` has neither; `kd` has the networks of
 * `vanilla`, and weaker encoders learn from stronger ones.
 */
export const ENCODERS = ['vanilla', 'kd', 'ebr'] as const;
/** How the encodings of the present modalities become one representation. */
export const FUSIONS = ['concat', 'attention', 'gated', 'late'] as const;
export const PRESET_NAMES = ['quick', 'desktop', 'paper'] as const;

export type EncoderKind = (typeof ENCODERS)[number];
export type FusionKind = (typeof FUSIONS)[number];
export type PresetName = (typeof PRESET_NAMES)[number];

const width = z.int().min(1).max(4096);
/** A width that follows the size of the cohort unless it is given: 64 below 5,000 training encounters, else 128. */
const scaledWidth = z.union([z.literal('auto'), width]);

/** Settings that bundles and checkpoints of earlier versions do not have, and what they are read as. */
export const LATER_SETTINGS = {
  teacherShare: 0.4,
  distillationShare: 0.3,
  distillation: 'infoNce',
  distillationSequence: 'weakestFirst',
  distillationWeight: 0.8,
  distillationTemperature: 0.07,
  distillationWidth: 128,
  negatives: 16_384,
  negativesFrom: 'otherClass',
  focalGamma: 0,
} as const;

const settingsShape = {
  // size
  members: z.int().min(1).max(20).describe('networks trained side by side; their logits are averaged'),
  components: scaledWidth.describe('inputs of each modality after projection; fewer features are padded'),
  encodingWidth: scaledWidth.describe('width d of the unimodal encoding; its encoder is 2d, d'),
  latentWidth: scaledWidth.describe('width k of the latent, of the last layer of h'),
  headHidden: scaledWidth.describe('hidden width of h, and of the last hidden layer of its decoder g'),
  discriminatorHidden: scaledWidth.describe('first hidden width of the discriminator; the second is half'),
  fusionWidth: scaledWidth.describe('width D of the fused representation'),
  classifierHidden: z.int().min(0).max(4096).describe('hidden width of the classifier; 0 = linear'),

  // optimisation
  epochs: z.int().min(1).max(10_000),
  batchSize: z.int().min(2).max(65_536),
  optimizer: z.enum(['adamw', 'sgd']),
  learningRate: z.number().positive(),
  schedule: z.enum(['constant', 'step', 'cosine']).describe('how the rate falls over the run'),
  decayFactor: z.number().positive().max(1).describe('step schedule: factor every `decayEvery` epochs'),
  decayEvery: z.int().min(1),
  weightDecay: z.number().min(0).describe('decoupled from the gradient, biases excluded'),
  gradientNorm: z.number().min(0).describe('largest gradient norm of a member; 0 = no limit'),
  dropout: z.number().min(0).max(0.9).describe('of the hidden layer of each encoder'),
  inputDropout: z.number().min(0).max(0.9),

  // losses
  classWeights: z.enum(['none', 'balanced']),
  outputBias: z.enum(['zero', 'prevalence']).describe('where the output bias starts'),
  focalGamma: z
    .number()
    .min(0)
    .max(10)
    .default(LATER_SETTINGS.focalGamma)
    .describe('how much less counts what is already told, the gamma of the focal loss; 0 = cross-entropy'),
  unimodalWeight: z
    .number()
    .min(0)
    .describe('weight of the mean cross-entropy of linear heads on each encoding'),

  // Explicit Basis Reallocation
  lambda: z.number().min(0).describe('weight of the reversed discrimination gradient in h'),
  adversarialReach: z.enum(['h', 'f+h']).describe('whether the reversed gradient goes on into the encoder'),
  interleave: z.enum(['keepSemantic', 'strict', 'joint']),
  blockEpochs: z.int().min(1).describe('epochs of a semantic or discrimination block'),
  stopAdversary: z.boolean().describe('end the adversary when the validation loss stops falling'),

  // cross-modal distillation
  teacherShare: z
    .number()
    .positive()
    .max(1)
    .default(LATER_SETTINGS.teacherShare)
    .describe('share of the epochs in which the encoders learn before any is taught'),
  distillationShare: z
    .number()
    .positive()
    .max(1)
    .default(LATER_SETTINGS.distillationShare)
    .describe('share of the epochs in which weaker encoders are taught; the rest tunes all together'),
  distillation: z
    .enum(['infoNce', 'crd'])
    .default(LATER_SETTINGS.distillation)
    .describe('loss: among the encounters of the batch, or against memory banks as in Tian et al. 2020'),
  distillationSequence: z
    .enum(DISTILLATION_SEQUENCES)
    .default(LATER_SETTINGS.distillationSequence)
    .describe('how the stronger modalities take turns as teachers'),
  distillationWeight: z
    .number()
    .min(0)
    .default(LATER_SETTINGS.distillationWeight)
    .describe('weight of the distillation loss beside the cross-entropy of the taught encoder'),
  distillationTemperature: z
    .number()
    .positive()
    .default(LATER_SETTINGS.distillationTemperature)
    .describe('what similarities are divided by'),
  distillationWidth: width
    .default(LATER_SETTINGS.distillationWidth)
    .describe('width q in which student and teacher are compared'),
  negatives: z
    .int()
    .min(1)
    .max(1_000_000)
    .default(LATER_SETTINGS.negatives)
    .describe('encounters of a memory bank that an anchor is told apart from; crd only'),
  negativesFrom: z
    .enum(['otherClass', 'any'])
    .default(LATER_SETTINGS.negativesFrom)
    .describe('whether those have the other label, or any; crd only'),

  // missing modalities
  maskedTraining: z
    .boolean()
    .describe('drop modalities at random while training and fill them by the policy'),
  maxDropRate: z.number().min(0).max(1).describe('the drop rate of an encounter is uniform up to this'),
  matchPresence: z
    .boolean()
    .describe(
      'after training, match mean scores to what is recorded, and with a modality switched off to those with it',
    ),
  silenceDead: z
    .boolean()
    .describe('leave the slot of a modality without signal of its own empty, in training and in prediction'),
  rankingEvery: z.int().min(1).describe('epochs between recomputations of the ranking while training'),
  similarity: z.enum(SIMILARITY_MEASURES),
  candidate: z.enum(CANDIDATE_RULES),
  substitution: z
    .enum(['auto', 'ebr', 'omit'])
    .describe('policy the model is trained and deployed with; auto = ebr for ebr encoders, else omit'),

  // stopping
  earlyStopping: z.boolean().describe('keep the weights of the best epoch instead of the last'),
  bagging: z.boolean().describe('each member holds out a fold of training patients to choose its epoch'),
} as const;

export const trainingSettings = z.strictObject(settingsShape);
export type TrainingSettings = z.infer<typeof trainingSettings>;

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
  inputDropout: 0.2,
  classWeights: 'none',
  outputBias: 'prevalence',
  unimodalWeight: 1,
  lambda: 0.1,
  adversarialReach: 'h',
  interleave: 'keepSemantic',
  blockEpochs: 2,
  stopAdversary: true,
  ...LATER_SETTINGS,
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
 * - `desktop`: the recipe that held up best in measurement, minutes on a laptop;
 * - `quick`: one small network and ten epochs, to see that everything runs;
 * - `paper`: Chaudhuri et al. 2025, appendix C.1, as far as it says.
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
  },
  paper: {
    ...DESKTOP,
    members: 1,
    components: 256,
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
  },
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
  if (base === undefined) throw new ModelError('configuration', `expected a preset, got "${preset}"`);
  const chosen = parse(trainingSettings, { ...base, ...settings });
  const data = parse(trainingConfiguration, { preset, encoders, fusion, seed, ...chosen });
  requireConsistent(data);
  return data;
}

/** What no single setting shows. */
function requireConsistent(configuration: TrainingConfiguration): void {
  const { encoders, substitution, epochs, teacherShare, distillationShare } = configuration;
  const refuse = (message: string): never => {
    throw new ModelError('configuration', message);
  };
  if (encoders !== 'ebr' && substitution === 'ebr') {
    refuse(`substitution: expected another policy, ${encoders} encoders have no g`);
  }
  if (encoders !== 'kd') return;
  if (epochs < 3) refuse(`epochs: expected 3 or more for kd encoders, one a phase, got ${epochs}`);
  if (teacherShare + distillationShare >= 1) {
    refuse(
      `teacherShare, distillationShare: expected less than 1 together, so that epochs are left to tune, ` +
        `got ${teacherShare} and ${distillationShare}`,
    );
  }
}

function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new ModelError('configuration', z.prettifyError(parsed.error));
  return parsed.data;
}

/** Training encounters from which the networks are twice as wide. */
const LARGE_COHORT = 5_000;

/** The configuration with every scaled width as a number, for a training split of this many encounters. */
export function scaleToCohort(
  configuration: TrainingConfiguration,
  trainingEncounters: number,
): ScaledConfiguration {
  const k = trainingEncounters < LARGE_COHORT ? 64 : 128;
  const scaled = (value: number | 'auto', automatic: number): number =>
    value === 'auto' ? automatic : value;
  return {
    ...configuration,
    components: scaled(configuration.components, k),
    encodingWidth: scaled(configuration.encodingWidth, k),
    latentWidth: scaled(configuration.latentWidth, k),
    headHidden: scaled(configuration.headHidden, 2 * k),
    discriminatorHidden: scaled(configuration.discriminatorHidden, k),
    fusionWidth: scaled(configuration.fusionWidth, k),
    substitution:
      configuration.substitution !== 'auto'
        ? configuration.substitution
        : configuration.encoders === 'ebr'
          ? 'ebr'
          : 'omit',
  };
}

type ScaledWidth =
  'components' | 'encodingWidth' | 'latentWidth' | 'headHidden' | 'discriminatorHidden' | 'fusionWidth';

/** A configuration in which nothing is left to be decided. */
export type ScaledConfiguration = Omit<TrainingConfiguration, ScaledWidth | 'substitution'> &
  Readonly<Record<ScaledWidth, number>> & {
    readonly substitution: Exclude<TrainingConfiguration['substitution'], 'auto'>;
  };
