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
  /** What of the record is not read for its length; absent where all is. */
  cut: z.array(z.string()).optional(),
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

/** One stay among those that the model was not trained on. */
export const neighbourhood = z.object({
  /** How many stays it is compared with, at most 2,000. */
  n: z.number(),
  /** Of other people, the most similar in the fused representation first. */
  nearest: z.array(
    z.object({
      encounter: z.string(),
      hadEvent: z.boolean(),
      probability: z.number(),
      /** Centred cosine. */
      similarity: z.number(),
      states: byModality(modalityState),
    }),
  ),
  /** What is in use here, and how many of the stays use the same. */
  pattern: z.object({ used: z.array(modalityName), n: z.number() }),
  /** Stays and events by calibrated probability. */
  distribution: z.array(z.object({ from: z.number(), to: z.number(), n: z.number(), events: z.number() })),
  /** Risks if an absent modality were known, from what similar stays have: first and last tenth, and the middle. */
  ifKnown: z.array(
    z.object({
      modality: modalityName,
      donors: z.number(),
      low: z.number(),
      middle: z.number(),
      high: z.number(),
    }),
  ),
});

export const DISAGREEMENT_REASONS = [
  'record_incomplete',
  'record_wrong',
  'not_in_record',
  'limits_of_care',
  'implausible',
  'other',
] as const;
/** What somebody who knows the patient thinks of a score. */
export const disagreement = z.object({
  model: z.string(),
  /** ISO 8601, UTC. */
  at: z.string(),
  /** The score as found. */
  probability: z.number(),
  direction: z.enum(['higher', 'lower']),
  reason: z.enum(DISAGREEMENT_REASONS),
  /** Their own risk. */
  estimate: z.number().gt(0).lt(1).nullable(),
  comment: z.string().max(500).nullable(),
});
export const disagreementInput = disagreement.omit({ at: true, estimate: true, comment: true }).extend({
  encounter: z.string(),
  estimate: disagreement.shape.estimate.optional(),
  comment: disagreement.shape.comment.optional(),
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
  /** Takes seconds the first time, and does not hold up scores. */
  neighbourhood: procedure
    .input(z.object({ encounter: z.string(), model: z.string() }))
    .output(neighbourhood)
    .query(({ ctx, input }) => ctx.services.predictions.neighbourhood(input)),
  disagree: procedure
    .input(disagreementInput)
    .output(z.array(disagreement))
    .mutation(({ ctx, input }) => ctx.services.predictions.disagree(input)),
  disagreements: procedure
    .input(z.object({ encounter: z.string() }))
    .output(z.array(disagreement))
    .query(({ ctx, input }) => ctx.services.predictions.disagreements(input)),
  /** Scores every encounter of the model's cohort as found, for the list of patients. */
  score: procedure
    .input(z.object({ model: z.string() }))
    .output(jobRef)
    .mutation(({ ctx, input }) => ctx.services.predictions.score(input)),
});
