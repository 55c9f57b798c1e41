import { z } from 'zod';
import {
  byModality,
  cohortPreset,
  cohortSpec,
  encoderKind,
  fusionKind,
  labelPolicy,
  metric,
  modalityName,
  substitutionPolicy,
  taskName,
  timing,
  trainingPreset,
} from './common.ts';
import { scores } from './training.ts';
import { procedure, router } from './trpc.ts';

export const modelState = z.enum(['candidate', 'active', 'retired']);

export const modelSummary = z.object({
  id: z.string(),
  name: z.string(),
  path: z.string(),
  /** The registered bundle is no longer at its path. */
  missing: z.boolean(),
  state: modelState,
  synthetic: z.boolean(),
  task: taskName,
  /** The whole of the cohort the model was trained on. */
  cohort: cohortSpec.optional(),
  preset: cohortPreset,
  labels: labelPolicy,
  timing,
  encoders: encoderKind,
  fusion: fusionKind,
  trainingPreset,
  /** Share of logistic experts in the logit, 1 = there is no network; absent = none. */
  expertShare: z.number().optional(),
  substitution: substitutionPolicy,
  modalities: z.array(modalityName),
  /** Modalities left out of the model, with the reason. */
  leftOut: z.array(z.object({ modality: modalityName, reason: z.string() })),
  seed: z.number(),
  createdAt: z.string(),
  trainingEncounters: z.number(),
  trainingPositives: z.number(),
  baseRate: z.number(),
  validation: scores,
  test: scores,
});

/** Similarity of latents, `null` where too few encounters have both. */
export const similarityTable = z.object({
  modalities: z.array(modalityName),
  reference: modalityName,
  ranked: z.array(modalityName),
  centredCosine: z.array(z.array(metric)),
  cosine: z.array(z.array(metric)),
  cka: z.array(z.array(metric)),
});

export const modelDetails = modelSummary.extend({
  strength: byModality(metric),
  similarity: similarityTable.nullable(),
  calibration: z.object({
    method: z.string(),
    slope: metric,
    events: z.number(),
    warnings: z.array(z.string()),
  }),
  settings: z.record(z.string(), z.union([z.number(), z.boolean(), z.string()])),
  features: byModality(z.number()),
  /** How many settings were tried, and which of them was trained; absent where they were not searched. */
  search: z.object({ trials: z.number(), chosen: z.number() }).optional(),
  dataFingerprint: z.string(),
  warnings: z.array(z.string()),
});

const modelRef = z.object({ model: z.string() });

export const modelsRouter = router({
  list: procedure.output(z.array(modelSummary)).query(({ ctx }) => ctx.services.models.list()),
  get: procedure
    .input(modelRef)
    .output(modelDetails)
    .query(({ ctx, input }) => ctx.services.models.get(input)),
  /** The model card, Markdown. */
  card: procedure
    .input(modelRef)
    .output(z.string())
    .query(({ ctx, input }) => ctx.services.models.card(input)),
  setState: procedure
    .input(modelRef.extend({ state: modelState }))
    .output(modelSummary)
    .mutation(({ ctx, input }) => ctx.services.models.setState(input)),
  /** Writes the bundle to a path; a name ending in `.lacuna` makes one zip file, otherwise a folder. */
  export: procedure
    .input(modelRef.extend({ path: z.string() }))
    .output(z.object({ path: z.string() }))
    .mutation(({ ctx, input }) => ctx.services.models.export(input)),
  /** Checks a bundle and says what it is; nothing is changed. */
  inspect: procedure
    .input(z.object({ path: z.string() }))
    .output(modelSummary)
    .query(({ ctx, input }) => ctx.services.models.inspect(input)),
  import: procedure
    .input(z.object({ path: z.string() }))
    .output(modelSummary)
    .mutation(({ ctx, input }) => ctx.services.models.import(input)),
  delete: procedure
    .input(modelRef)
    .output(z.object({ deleted: z.boolean() }))
    .mutation(({ ctx, input }) => ctx.services.models.delete(input)),
});
