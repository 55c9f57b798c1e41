import { z } from 'zod';
import {
  byModality,
  cohortName,
  cohortSpec,
  cohortPreset,
  cohortRules,
  labelPolicy,
  modalityName,
  savedName,
  taskName,
  timing,
} from './common.ts';
import { rejectedReasons } from './rejected.ts';
import { procedure, router } from './trpc.ts';

/** The written definition of a task's label, for people. */
export const labelCard = z.object({
  task: taskName,
  title: z.string(),
  /** Completes "12 % ...": e.g. `die within 90 days of discharge`. */
  outcome: z.string(),
  unit: z.string(),
  predictionTime: z.string(),
  positive: z.string(),
  negative: z.string(),
  excluded: z.array(z.string()),
  competingEvent: z.string().nullable(),
  caveats: z.array(z.string()),
  defaultTiming: timing,
  timings: z.array(timing),
  policies: z.array(labelPolicy),
  /** `null` where the open database can answer the task, else why not. */
  unsupported: z.string().nullable(),
});

export const splitCounts = z.object({ n: z.number(), positives: z.number() });

export const presenceCounts = z.object({
  present: z.number(),
  noneRecorded: z.number(),
  unavailable: z.number(),
});

/** Who is in a cohort, in numbers that are quick to count: asked again with every change of a rule. */
export const cohortCounts = z.object({
  task: taskName,
  preset: cohortPreset,
  labels: labelPolicy,
  timing,
  attrition: z.array(z.object({ step: z.string(), left: z.number() })),
  patients: z.number(),
  labelled: z.number(),
  positives: z.number(),
  unlabelled: z.number(),
  /** Counts behind the named switches of the label card: competing deaths, observation stays, planned next ... */
  counts: z.record(z.string(), z.number()),
  /** How many different codes of the records each term of a filter stands for. */
  codes: z.array(
    z.object({
      modality: z.enum(['diagnoses', 'procedures']),
      use: z.enum(['with', 'without']),
      term: z.string(),
      codes: z.number(),
    }),
  ),
  /** SHA-256 of its stays with prediction times, labels and splits: the same cohort, the same fingerprint. */
  fingerprint: z.string(),
  splits: z.object({
    train: splitCounts,
    validation: splitCounts,
    calibration: splitCounts,
    test: splitCounts,
  }),
});

export const cohortDescription = cohortCounts.extend({
  presence: byModality(presenceCounts),
  /** Every combination of present modalities with its count, largest first. */
  patterns: z.array(z.object({ present: z.array(modalityName), n: z.number() })),
  /** Findings of the availability check; empty means that nothing later than the prediction time is used. */
  leakage: z.array(z.object({ rule: z.string(), detail: z.string(), count: z.number() })),
  rejected: rejectedReasons,
  warnings: z.array(z.string()),
  /** Where the command that describes it saves it as well. */
  saved: savedName.optional(),
});

/** What can be chosen of a cohort, given what is chosen of it so far. */
export const cohortChoices = z.object({
  /** Names of the sources that can answer the task; the one that is taken, or `null` while several could be. */
  sources: z.array(z.string()),
  source: z.string().nullable(),
  presets: z.array(cohortPreset),
  switches: z.array(cohortRules.keyof()),
  /** Units that the stays start in, the most frequent first. */
  units: z.array(z.object({ name: z.string(), stays: z.number() })),
  hospitals: z.number(),
  /** With which years a test period may begin. */
  testYears: z.array(z.number()),
  /** Of `mortality-hospital`: what the hours may count from; empty where there is nothing to choose. */
  variants: z.array(z.enum(['icu', 'admission'])),
  /** Whether the stays of a person are in order, so that the first can be taken. */
  firstIsKnown: z.boolean(),
  /** Whether diagnoses of the stay itself are known at the prediction time. */
  ownDiagnosesAreKnown: z.boolean(),
});

/** A cohort as it was saved, and what was made with it since. */
export const savedCohort = savedName.extend({
  spec: cohortSpec,
  createdAt: z.string(),
  /** As they were at saving. */
  counts: cohortCounts,
  uses: z.array(z.object({ kind: z.enum(['model', 'run']), id: z.string(), name: z.string().nullable() })),
});

export const cohortsRouter = router({
  tasks: procedure.output(z.array(labelCard)).query(({ ctx }) => ctx.services.cohorts.tasks()),
  choices: procedure
    .input(cohortSpec)
    .output(cohortChoices)
    .query(({ ctx, input }) => ctx.services.cohorts.choices(input)),
  /** The cohort as the text of a file, for the command line. */
  text: procedure
    .input(cohortSpec)
    .output(z.string())
    .query(({ ctx, input }) => ctx.services.cohorts.text(input)),
  /** Trips with the call: a question that nobody waits for any more is not answered. */
  count: procedure
    .input(cohortSpec)
    .output(cohortCounts)
    .query(({ ctx, input, signal }) => ctx.services.cohorts.count(input, signal)),
  describe: procedure
    .input(cohortSpec)
    .output(cohortDescription)
    .query(({ ctx, input, signal }) => ctx.services.cohorts.describe(input, signal)),
  saved: procedure.output(z.array(savedCohort)).query(({ ctx }) => ctx.services.cohorts.saved()),
  save: procedure
    .input(z.object({ name: cohortName, spec: cohortSpec }))
    .output(savedCohort)
    .mutation(({ ctx, input }) => ctx.services.cohorts.save(input)),
  delete: procedure
    .input(savedName)
    .output(z.object({ deleted: z.array(savedName) }))
    .mutation(({ ctx, input }) => ctx.services.cohorts.delete(input)),
});
