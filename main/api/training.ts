import { z } from 'zod';
import {
  byModality,
  cohortSpec,
  encoderKind,
  fusionKind,
  interval,
  jobRef,
  metric,
  modalityName,
  taskName,
  trainingPreset,
  undefinedMetric,
} from './common.ts';
import { engineInfo } from './system.ts';
import { epochReport } from './jobs.ts';
import { searchRequest, settingValue, trial } from './search.ts';
import { procedure, router } from './trpc.ts';

export const trainingRequest = cohortSpec.extend({
  trainingPreset: trainingPreset.default('desktop'),
  encoders: encoderKind.default('ebr'),
  fusion: fusionKind.default('gated'),
  modalities: z.array(modalityName).min(1).optional(),
  seed: z.int().default(1),
  /** Settings that replace the preset's, by name; unknown names are refused. */
  settings: z.record(z.string(), settingValue).optional(),
  /** The settings that are not given are searched; the best trial is trained as the model. */
  search: searchRequest.optional(),
  name: z.string().max(100).optional(),
});

export const presetDescription = z.object({
  preset: trainingPreset,
  title: z.string(),
  description: z.string(),
  settings: z.record(z.string(), settingValue),
});

/** What a setting may be, for a form. */
export const settingDescription = z.object({
  name: z.string(),
  /** What it is about, e.g. `optimisation`. */
  group: z.string(),
  description: z.string(),
  kind: z.enum(['number', 'switch', 'choice', 'text']),
  /** Of a number: whole numbers only. */
  whole: z.boolean(),
  least: z.number().nullable(),
  /** The least is itself not allowed. */
  aboveLeast: z.boolean(),
  most: z.number().nullable(),
  /** Choices, and words that may stand in place of a number. */
  words: z.array(z.string()),
});

export const scores = z.object({
  auroc: metric,
  auprc: metric,
  intervals: z.object({ auroc: interval, auprc: interval }).optional(),
  undefined: z.array(undefinedMetric).optional(),
});

export const trainingSummary = z.object({
  bundle: z.string(),
  model: z.string(),
  task: taskName,
  epochs: z.number(),
  seconds: z.number(),
  engine: engineInfo,
  validation: scores,
  test: scores,
  strength: byModality(metric),
  warnings: z.array(z.string()),
});

export const trainingRun = z.object({
  run: z.string(),
  model: z.string().nullable(),
  request: trainingRequest,
  state: z.enum(['running', 'done', 'failed', 'cancelled', 'interrupted']),
  startedAt: z.string(),
  epochs: z.number(),
  resumable: z.boolean(),
});

export const trainingRouter = router({
  /** Every setting of a run. */
  settings: procedure
    .output(z.array(settingDescription))
    .query(({ ctx }) => ctx.services.training.settings()),
  /** What a search tries unless it is said, by encoders. */
  searchSpaces: procedure
    .output(z.record(encoderKind, z.record(z.string(), z.string())))
    .query(({ ctx }) => ctx.services.training.searchSpaces()),
  presets: procedure.output(z.array(presetDescription)).query(({ ctx }) => ctx.services.training.presets()),
  /** Seconds a run of this request is expected to take here, and the command line that does the same. */
  estimate: procedure
    .input(trainingRequest)
    .output(
      z.object({
        seconds: z.number().nullable(),
        command: z.string(),
        warnings: z.array(z.string()),
        /** Of the search, how many trials are trained for how many epochs; empty without one. */
        rounds: z.array(z.object({ trials: z.number(), epochs: z.number() })),
      }),
    )
    .query(({ ctx, input }) => ctx.services.training.estimate(input)),
  /** What there is to know before a run, from its features as a training would read them; a refusal is an error. */
  check: procedure
    .input(trainingRequest)
    .output(z.array(z.string()))
    .query(({ ctx, input }) => ctx.services.training.check(input)),
  start: procedure
    .input(trainingRequest)
    .output(jobRef)
    .mutation(({ ctx, input }) => ctx.services.training.start(input)),
  resume: procedure
    .input(z.object({ run: z.string() }))
    .output(jobRef)
    .mutation(({ ctx, input }) => ctx.services.training.resume(input)),
  runs: procedure.output(z.array(trainingRun)).query(({ ctx }) => ctx.services.training.runs()),
  /** The epochs of a run, all or those after one that is known, in their order. */
  epochs: procedure
    .input(z.object({ run: z.string(), after: z.int().min(0).default(0) }))
    .output(z.array(epochReport))
    .query(({ ctx, input }) => ctx.services.training.epochs(input)),
  /** What the search of a run has tried so far; empty for a run without one. */
  trials: procedure
    .input(z.object({ run: z.string() }))
    .output(z.array(trial))
    .query(({ ctx, input }) => ctx.services.training.trials(input)),
});
