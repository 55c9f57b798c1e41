import { z } from 'zod';
import { MODALITIES } from '../modalities/modality.ts';
import { TRIAL_OUTCOMES } from '../search/trial.ts';
import { SUBSTITUTION_POLICIES } from '../substitution/policy.ts';
import { trainingConfiguration } from '../training/configuration.ts';

/**
 * Raised when the form of a bundle changes; an older application refuses a newer bundle by name. Since 2 a cohort may
 * have filters, without which it would be another; since 3 encoders may be taught by each other, with settings for it;
 * since 4 a fusion may be a transformer or a graph, with what it keeps of training patients, encoders may be those of
 * further methods, a policy may predict what is missing, and the first layer of a modality may be learned; since 5 logistic
 * experts may have a say beside the networks, or be all there is.
 */
export const BUNDLE_SCHEMA_VERSION = 5;

const modality = z.enum(MODALITIES);
const byModality = <T extends z.ZodType>(value: T) => z.partialRecord(modality, value);
const fraction = z.number().min(0).max(1);
const metric = z.number().nullable();
const interval = z.tuple([z.number(), z.number()]).nullable();
const similarityMatrix = z.array(z.array(metric));

const scores = z.object({
  auroc: metric,
  auprc: metric,
  intervals: z.object({ auroc: interval, auprc: interval }),
  undefined: z.array(z.object({ metric: z.string(), reason: z.string() })),
});

const size = z.int().min(1);
const firstLayer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('recurrent'), width: size, items: size, hours: size }),
  z.strictObject({ kind: z.literal('bag'), width: size, columns: size }),
]);

/** The parts of a `TrainedModel` that are not tensors. */
const networkState = z.strictObject({
  configuration: trainingConfiguration,
  modalities: z.array(modality).min(1),
  leftOut: z.array(z.object({ modality, reason: z.string() })),
  projections: byModality(
    z.object({
      columns: z.int().min(0),
      components: z.int().min(1),
      scale: z.number(),
      rotated: z.boolean(),
    }),
  ),
  firstLayers: byModality(firstLayer).default({}),
  experts: z
    .strictObject({
      share: z.number().positive().max(1),
      prior: z.number(),
      intercepts: byModality(z.number()),
    })
    .nullable()
    .default(null),
  similarity: z.object({
    centredCosine: similarityMatrix,
    cosine: similarityMatrix,
    cka: similarityMatrix,
    encoderCosine: similarityMatrix,
    pairs: z.array(z.array(z.number())),
    reference: modality,
    ranked: z.array(modality),
  }),
  strength: byModality(z.object({ auroc: metric, interval })),
  dead: z.array(modality),
  baseRate: fraction,
  policy: z.enum(SUBSTITUTION_POLICIES),
  trainingEncounters: z.int().min(1),
  trainingPositives: z.int().min(0),
  epochs: z.int().min(0),
  bestEpochs: z.array(z.int().min(0)),
  remarks: z.array(z.string()).default([]),
  warnings: z.array(z.string()),
});

/** What was tried before the model was trained. */
const search = z.object({
  reduction: z.int().min(2),
  space: z.record(z.string(), z.string()),
  chosen: z.int().min(1),
  trials: z.array(
    z.object({
      trial: z.int().min(1),
      settings: z.record(z.string(), z.union([z.number(), z.boolean(), z.string()])),
      seed: z.int(),
      rungs: z.array(
        z.object({
          epochs: z.int().min(1),
          loss: z.number(),
          auroc: metric,
          aurocHalfMissing: metric,
          seconds: z.number(),
        }),
      ),
      outcome: z.enum(TRIAL_OUTCOMES),
      reason: z.string().nullable(),
    }),
  ),
});

/** What a bundle says of itself. Tensors and vectorizers are files beside it, named with their SHA-256. */
export const bundleManifest = z.object({
  schemaVersion: z.int().min(1).max(BUNDLE_SCHEMA_VERSION),
  id: z.string().min(1),
  name: z.string(),
  createdAt: z.string(),
  /** Version of Lacuna that trained it. */
  lacuna: z.string(),
  engine: z.object({ name: z.string(), device: z.string(), version: z.string() }),
  /** Task, preset, label policy, timing: the host's own form, checked by the host. */
  cohort: z.looseObject({ task: z.string(), timing: z.string() }),
  /** Trained on synthetic records only. */
  synthetic: z.boolean(),
  /** SHA-256 of the data set it was trained on. */
  dataFingerprint: z.string(),
  /** Number of features of each modality. */
  features: byModality(z.int().min(0)),
  network: networkState,
  calibration: z.object({
    method: z.enum(['ridge-logistic', 'identity']),
    slope: z.number(),
    intercept: z.number(),
    notUsed: z.array(z.number()),
    encounters: z.number(),
    positives: z.number(),
    warnings: z.array(z.string()),
  }),
  calibrationReference: z.object({ logits: z.array(z.number()), labels: z.array(z.number()) }),
  validation: scores,
  test: scores,
  /** Absent where the settings were not searched. */
  search: search.optional(),
  warnings: z.array(z.string()),
  /** SHA-256 of every other file of the bundle. */
  files: z.record(z.string(), z.string()),
  /** SHA-256 of this manifest, see `manifestDigest`. */
  digest: z.string(),
});
export type BundleManifest = z.infer<typeof bundleManifest>;
