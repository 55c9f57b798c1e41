import { z } from 'zod';
import { byModality, jobRef, modalityName, modalityState, substitutionPolicy } from './common.ts';
import { procedure, router } from './trpc.ts';

export const substitutedModality = z.object({
  modality: modalityName,
  by: modalityName,
  /** Centred cosine of the latents over training encounters with both; `null` = too few to tell. */
  similarity: z.number().nullable(),
  rankDistance: z.number(),
});

export const featureEffect = z.object({
  name: z.string(),
  code: z.string().nullable(),
  system: z.string().nullable(),
  /** What `value` is of the record: `recorded`, `last`, `mean`, `hoursSinceLast`, ... */
  statistic: z.string(),
  value: z.number().nullable(),
  unit: z.string().nullable(),
  minutesBefore: z.number().nullable(),
  /** Signed share of the modality's contribution, in logits. */
  weight: z.number(),
  file: z.string().nullable(),
  line: z.number().nullable(),
});

export const prediction = z.object({
  encounter: z.string(),
  model: z.string(),
  probability: z.number(),
  baseRate: z.number(),
  logit: z.number(),
  present: z.array(modalityName),
  states: byModality(modalityState),
  substituted: z.array(substitutedModality),
  contributions: byModality(z.number()),
  features: byModality(z.array(featureEffect)),
});

/** One answer of the model for a subset of the modalities that this encounter has. */
export const coalition = z.object({
  used: z.array(modalityName),
  logit: z.number(),
  probability: z.number(),
  substituted: z.array(substitutedModality),
  contributions: byModality(z.number()),
});

/** The observed rate near a score, among calibration encounters: a statement that can be checked. */
export const observedNearby = z.object({
  n: z.number(),
  events: z.number(),
  rate: z.number(),
  interval: z.tuple([z.number(), z.number()]),
  /** Range of probabilities of those encounters. */
  from: z.number(),
  to: z.number(),
});

/** All that the patient screen needs to switch modalities without another call. */
export const coalitions = z.object({
  encounter: z.string(),
  model: z.string(),
  baseRate: z.number(),
  states: byModality(modalityState),
  /** How many items, and how many minutes before prediction the newest is. */
  inputs: byModality(z.object({ items: z.number(), newestMinutes: z.number().nullable() })),
  /** Every non-empty subset of the usable modalities; the first is the one as found. */
  coalitions: z.array(coalition),
  features: byModality(z.array(featureEffect)),
  observed: z.union([observedNearby, z.object({ notAssessed: z.string() })]),
  /** Ranked candidates for each modality that is missing, with the risk if that one stood in. */
  candidates: byModality(
    z.array(
      z.object({
        by: modalityName,
        similarity: z.number().nullable(),
        rankDistance: z.number(),
        probability: z.number(),
      }),
    ),
  ),
  /** Reason why there is no score, or `null`. */
  notAssessed: z.string().nullable(),
  warnings: z.array(z.string()),
});

export const predictionRequest = z.object({
  encounter: z.string(),
  model: z.string(),
  without: z.array(modalityName).default([]),
  substitution: substitutionPolicy.optional(),
});

export const predictionsRouter = router({
  run: procedure
    .input(predictionRequest)
    .output(prediction)
    .query(({ ctx, input }) => ctx.services.predictions.run(input)),
  coalitions: procedure
    .input(z.object({ encounter: z.string(), model: z.string() }))
    .output(coalitions)
    .query(({ ctx, input }) => ctx.services.predictions.coalitions(input)),
  /** Scores every encounter of the model's cohort as found, for the list of patients. */
  score: procedure
    .input(z.object({ model: z.string() }))
    .output(jobRef)
    .mutation(({ ctx, input }) => ctx.services.predictions.score(input)),
});
