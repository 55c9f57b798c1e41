import { z } from 'zod';
import { DISTILLATION_SEQUENCES } from '../distillation/sequence.ts';
import { CANDIDATE_RULES } from '../substitution/candidate.ts';
import { SIMILARITY_MEASURES } from '../substitution/similarity.ts';
import { LATER_SETTINGS } from './later-settings.ts';

const width = z.int().min(1).max(4096);
/** A width that follows the size of the cohort unless it is given: 64 below 5,000 training encounters, else 128. */
const scaledWidth = z.union([z.literal('auto'), width]);

/** Where in the network the modalities meet. */
export const FUSION_DEPTHS = ['early', 'intermediate', 'late'] as const;
export type FusionDepth = (typeof FUSION_DEPTHS)[number];

const size = {
  members: z.int().min(1).max(20).describe('networks trained side by side; their logits are averaged'),
  components: scaledWidth.describe('inputs of each modality after projection; fewer features are padded'),
  axes: z
    .enum(['auto', 'leading', 'informed'])
    .default(LATER_SETTINGS.axes)
    .describe(
      'what the inputs are: leading principal components; or, informed, first what tells the outcome and what modalities share; ' +
        'auto = informed from 5,000 training encounters on',
    ),
  encodingWidth: scaledWidth.describe('width d of the unimodal encoding; its encoder is 2d, d'),
  latentWidth: scaledWidth.describe('width k of the latent, of the last layer of h'),
  headHidden: scaledWidth.describe('hidden width of h, and of the last hidden layer of its decoder g'),
  discriminatorHidden: scaledWidth.describe('first hidden width of the discriminator; the second is half'),
  fusionWidth: scaledWidth.describe('width D of the fused representation'),
  classifierHidden: z.int().min(0).max(4096).describe('hidden width of the classifier; 0 = linear'),
  fusionDepth: z
    .enum(FUSION_DEPTHS)
    .default(LATER_SETTINGS.fusionDepth)
    .describe(
      'how many layers a modality has by itself: early moves one of each encoder behind the fusion, late those of the ' +
        'classifier before it; in mt, the layers in which a modality sees only itself',
    ),
} as const;

const reading = {
  labs: z
    .enum(['summary', 'sequence'])
    .default(LATER_SETTINGS.labs)
    .describe('statistics of each item, projected; or a recurrent network over hours, learned with the rest'),
  labHours: z
    .int()
    .min(1)
    .max(720)
    .default(LATER_SETTINGS.labHours)
    .describe(
      'hours before the prediction that the sequence reads; of earlier results only the latest stands',
    ),
  codes: z
    .enum(['multihot', 'bag'])
    .default(LATER_SETTINGS.codes)
    .describe('codes and their ancestors as indicators, projected; or a learned vector for each, added up'),
  notes: z
    .string()
    .regex(/^(tfidf|onnx:.+)$/, 'tfidf, or onnx: and the folder of a text model')
    .default(LATER_SETTINGS.notes)
    .describe(
      'words weighted by how rare they are; or the vectors of a text model in a folder, onnx:<folder>',
    ),
} as const;

const optimisation = {
  epochs: z.int().min(1).max(10_000).describe('passes over the training encounters'),
  batchSize: z.int().min(2).max(65_536).describe('encounters a step'),
  optimizer: z.enum(['adamw', 'sgd']).describe('Adam with decoupled weight decay, or plain gradient descent'),
  learningRate: z.number().positive().describe('size of a step, at the start of the run'),
  schedule: z.enum(['constant', 'step', 'cosine']).describe('how the rate falls over the run'),
  decayFactor: z
    .number()
    .positive()
    .max(1)
    .describe('step schedule: what the rate is multiplied by at each fall'),
  decayEvery: z.int().min(1).describe('step schedule: epochs between two falls'),
  weightDecay: z.number().min(0).describe('decoupled from the gradient, biases excluded'),
  gradientNorm: z.number().min(0).describe('largest gradient norm of a member; 0 = no limit'),
  dropout: z.number().min(0).max(0.9).describe('of the hidden layer of each encoder'),
  inputDropout: z
    .union([z.literal('auto'), z.number().min(0).max(0.9)])
    .describe(
      'of the inputs of each encoder; auto = 0.2, and 0 with informed axes, of which each input counts',
    ),
} as const;

const losses = {
  classWeights: z.enum(['none', 'balanced']).describe('whether the rarer label counts more in the loss'),
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
  auxiliaryWeight: z
    .number()
    .min(0)
    .default(LATER_SETTINGS.auxiliaryWeight)
    .describe('weight of the losses that a fusion or a method brings of its own, times that of its authors'),
} as const;

const ebr = {
  lambda: z.number().min(0).describe('weight of the reversed discrimination gradient in h'),
  adversarialReach: z.enum(['h', 'f+h']).describe('whether the reversed gradient goes on into the encoder'),
  interleave: z
    .enum(['keepSemantic', 'strict', 'joint'])
    .describe(
      'in discrimination blocks: keep learning to predict, only discriminate (strict), or no blocks at all (joint)',
    ),
  blockEpochs: z.int().min(1).describe('epochs of a semantic or discrimination block'),
  stopAdversary: z.boolean().describe('end the adversary when the validation loss stops falling'),
} as const;

const distillation = {
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
} as const;

const rivals = {
  warmUpShare: z
    .number()
    .min(0)
    .max(0.9)
    .default(LATER_SETTINGS.warmUpShare)
    .describe('share of the epochs with everything as recorded, before the others; smil and shaspec'),
  reconstructionWeight: z
    .number()
    .min(0)
    .default(LATER_SETTINGS.reconstructionWeight)
    .describe('weight of the squared error of the reconstructed inputs; cmae'),
  alignmentWeight: z
    .number()
    .min(0)
    .default(LATER_SETTINGS.alignmentWeight)
    .describe('weight of how far apart the shared features of two modalities are; shaspec'),
  modalityWeight: z
    .number()
    .min(0)
    .default(LATER_SETTINGS.modalityWeight)
    .describe('weight of telling the modality by its specific features; shaspec'),
  centroids: z
    .int()
    .min(1)
    .max(1_000)
    .default(LATER_SETTINGS.centroids)
    .describe('stored encodings of each modality that a missing one is mixed from; smil'),
  consistencyWeight: z
    .number()
    .min(0)
    .default(LATER_SETTINGS.consistencyWeight)
    .describe('weight of how far what is filled is from what is there; smil'),
  innerRate: z
    .number()
    .min(0)
    .default(LATER_SETTINGS.innerRate)
    .describe('size of the step by which each batch looks ahead; smil'),
  predictionWeight: z
    .number()
    .min(0)
    .default(LATER_SETTINGS.predictionWeight)
    .describe('weight of how well a predicted encoding fits; substitution predicted'),
  predictorHidden: z
    .int()
    .min(0)
    .max(4096)
    .default(LATER_SETTINGS.predictorHidden)
    .describe('hidden width of the network that predicts encodings; 0 = linear'),
  predictionShrinks: z
    .boolean()
    .default(LATER_SETTINGS.predictionShrinks)
    .describe('make a predicted encoding the smaller, the further off it may be'),
} as const;

const missing = {
  maskedTraining: z
    .boolean()
    .describe('drop modalities at random while training and fill them by the policy'),
  maxDropRate: z.number().min(0).max(1).describe('the drop rate of an encounter is uniform up to this'),
  modalityDropout: z
    .number()
    .min(0)
    .max(0.9)
    .default(LATER_SETTINGS.modalityDropout)
    .describe(
      'rate at which each modality is left out while training; masked training fills it, else it stays empty',
    ),
  matchPresence: z
    .boolean()
    .describe(
      'after training, match mean scores to what is recorded, and with a modality switched off to those with it',
    ),
  silenceDead: z
    .boolean()
    .describe('leave the slot of a modality without signal of its own empty, in training and in prediction'),
  rankingEvery: z.int().min(1).describe('epochs between recomputations of the ranking while training'),
  similarity: z.enum(SIMILARITY_MEASURES).describe('by which modalities are ranked as stand-ins'),
  candidate: z.enum(CANDIDATE_RULES).describe('how the stand-in is chosen from the ranked modalities'),
  substitution: z
    .enum(['auto', 'ebr', 'omit', 'predicted'])
    .describe(
      'policy the model is trained and deployed with; auto = ebr for ebr encoders, predicted for smil and shaspec, else omit',
    ),
} as const;

const blend = {
  expertShare: z
    .union([z.literal('validation'), z.number().min(0).max(1)])
    .default(LATER_SETTINGS.expertShare)
    .describe('share of logistic experts in the logit; validation = as ranks best there, 1 = no network'),
} as const;

const stopping = {
  earlyStopping: z.boolean().describe('keep the weights of the best epoch instead of the last'),
  averagedShare: z
    .number()
    .min(0)
    .max(1)
    .default(LATER_SETTINGS.averagedShare)
    .describe('share of the epochs, the last, over whose judged ones weights are averaged; 0 = none'),
  bagging: z.boolean().describe('each member holds out a fold of training patients to choose its epoch'),
} as const;

/** The settings of a run by what they are about, each with what it may be and what it does. */
export const SETTING_GROUPS = {
  size,
  reading,
  optimisation,
  losses,
  ebr,
  distillation,
  rivals,
  missing,
  blend,
  stopping,
} as const;

export const settingsShape = {
  ...size,
  ...reading,
  ...optimisation,
  ...losses,
  ...ebr,
  ...distillation,
  ...rivals,
  ...missing,
  ...blend,
  ...stopping,
} as const;

export const trainingSettings = z.strictObject(settingsShape);
export type TrainingSettings = z.infer<typeof trainingSettings>;
