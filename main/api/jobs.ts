import { z } from 'zod';
import { errorReport, jobRef, modalityName } from './common.ts';
import { importProgress } from './imports.ts';
import { procedure, router } from './trpc.ts';

export const jobKind = z.enum([
  'import',
  'demo',
  'training',
  'audit',
  'diagnosis',
  'comparison',
  'scoring',
  'list',
]);
/** `interrupted`: a host that is gone ran it, and did not come to its end. */
export const jobState = z.enum(['queued', 'running', 'done', 'failed', 'cancelled', 'interrupted']);

export const epochReport = z.object({
  member: z.number(),
  epoch: z.number(),
  epochs: z.number(),
  block: z.enum(['semantic', 'discrimination', 'distillation']),
  semanticLoss: z.number(),
  discriminationLoss: z.number().nullable(),
  /** Absent in runs of earlier versions. */
  distillationLoss: z.number().nullable().default(null),
  /** Absent in runs of earlier versions, as the one before. */
  auxiliaryLoss: z.number().nullable().default(null),
  validationLoss: z.number().nullable(),
  /** Validation AUROC with everything present, and at 50 % missing. */
  auroc: z.number().nullable(),
  aurocHalfMissing: z.number().nullable(),
  /** Balanced accuracy of the discriminator, and its chance level. */
  discriminatorAccuracy: z.number().nullable(),
  discriminatorChance: z.number(),
  effectiveRank: z.number().nullable(),
  /** Mean absolute contribution of each modality, in logits, on fixed validation rows. */
  contributions: z.record(z.string(), z.number()).nullable(),
  /** Modalities whose latents no longer differ between encounters; absent in runs of earlier versions. */
  collapsed: z.array(modalityName).readonly().default([]),
  seconds: z.number(),
});

/** What a running job says. `detail` depends on the kind of job. */
export const jobProgress = z.object({
  /** One line in plain words: what is happening now. */
  step: z.string(),
  /** 0..1, or `null` when it cannot be told. */
  fraction: z.number().nullable(),
  secondsLeft: z.number().nullable(),
  /** The import or training run that the job is writing, as soon as it exists: where a reloaded window finds its history. */
  run: z.string().optional(),
  import: importProgress.optional(),
  epoch: epochReport.optional(),
});

export const job = z.object({
  id: z.string(),
  kind: jobKind,
  title: z.string(),
  state: jobState,
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  progress: jobProgress.nullable(),
  /** What the job made: an import run, a model, a training run, an audit's model. */
  result: z
    .object({ run: z.string().optional(), model: z.string().optional(), encounter: z.string().optional() })
    .nullable(),
  error: errorReport.nullable(),
  /** It was interrupted, and can be asked for again: `jobs.resume`. */
  resumable: z.boolean(),
});

/** A line of what a job did. */
export const jobLogLine = z.object({ at: z.string(), text: z.string() });

export const jobsRouter = router({
  list: procedure.output(z.array(job)).query(({ ctx }) => ctx.services.jobs.list()),
  get: procedure
    .input(z.object({ id: z.string() }))
    .output(job)
    .query(({ ctx, input }) => ctx.services.jobs.get(input)),
  /** Stops a job; `keepCheckpoint` pauses a training run so that it can be resumed. */
  cancel: procedure
    .input(z.object({ id: z.string(), keepCheckpoint: z.boolean().default(false) }))
    .output(job)
    .mutation(({ ctx, input }) => ctx.services.jobs.cancel(input)),
  /** What the job did so far, oldest first. */
  log: procedure
    .input(z.object({ id: z.string() }))
    .output(z.array(jobLogLine))
    .query(({ ctx, input }) => ctx.services.jobs.log(input)),
  /** Asks for an interrupted job again, from its last checkpoint where it has one. */
  resume: procedure
    .input(z.object({ id: z.string() }))
    .output(jobRef)
    .mutation(({ ctx, input }) => ctx.services.jobs.resume(input)),
  /** Takes a job that has ended off the list. */
  dismiss: procedure
    .input(z.object({ id: z.string() }))
    .output(z.object({ dismissed: z.boolean() }))
    .mutation(({ ctx, input }) => ctx.services.jobs.dismiss(input)),
  /** The job's state now and after each change, until it ends. Closing the stream only detaches. */
  progress: procedure.input(z.object({ id: z.string() })).query(async function* ({ ctx, input, signal }) {
    for await (const state of ctx.services.jobs.watch({ id: input.id, signal })) yield job.parse(state);
  }),
  /** The whole list now and after each change of any job, for the tray of running work. */
  watchAll: procedure.query(async function* ({ ctx, signal }) {
    for await (const states of ctx.services.jobs.watchAll({ signal })) yield z.array(job).parse(states);
  }),
});
