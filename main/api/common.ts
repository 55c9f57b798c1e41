import { z } from 'zod';
import { FUSIONS } from '../../models/training/configuration.ts';
import { MODALITIES, MODALITY_STATES } from '../../models/modalities/modality.ts';
import { ERROR_CODES, type ErrorCode } from '../errors.ts';
import { cohortFilters } from './cohort-filters.ts';
import { cohortSplit } from './cohort-split.ts';

export const modalityName = z.enum(MODALITIES);
export const modalityState = z.enum(MODALITY_STATES);

/** A record with one value for each modality that the thing at hand has; the others are left out. */
export const byModality = <T extends z.ZodType>(value: T) => z.partialRecord(modalityName, value);

export const TASKS = ['mortality-90d', 'readmission-15d', 'mortality-hospital', 'readmission-icu'] as const;
export const taskName = z.enum(TASKS);
export type TaskName = z.infer<typeof taskName>;

/** The default cohort, and those of published studies, for comparison with their figures. */
export const cohortPreset = z.enum(['default', 'muse', 'muse-eicu', 'yaib', 'pyhealth']);
export const labelPolicy = z.enum(['complete', 'muse', 'yaib', 'pyhealth']);
export const timing = z.enum(['retrospective', 'available']);

/** The named switches of the label cards; each card lists those of its task, and the cohort their counts. */
export const cohortRules = z.strictObject({
  /** Admissions at most 6 h apart are one episode, predicted at the end of its last. */
  mergeEpisodes: z.boolean(),
  /** Stays for observation only, as the stay itself and as the next one. */
  observationStays: z.enum(['include', 'exclude']),
  /** Whether a planned next admission is a readmission. */
  plannedReadmissions: z.enum(['count', 'ignore']),
  hospiceDischarges: z.enum(['include', 'exclude']),
  /** Death within the readmission window without a readmission. */
  deathWithoutReadmission: z.enum(['negative', 'exclude', 'composite']),
  /** Of stays in a unit: all that pass the other rules, or the first of each hospital stay. */
  unitStays: z.enum(['all', 'first']),
});
export type CohortRules = z.infer<typeof cohortRules>;

/** What may be an input although it is left out by default. */
export const cohortInputs = z.strictObject({
  /** Race, ethnicity, insurance, language and marital status, otherwise kept for the audit. */
  auditVariables: z.boolean(),
  /** The disposition and condition sections of discharge summaries. */
  outcomeSections: z.boolean(),
  /** What plans of care say about limits of care. */
  careLimitations: z.boolean(),
});
export type CohortInputs = z.infer<typeof cohortInputs>;

/** What a saved cohort may be called: no preset, no file, and nothing that says a version. */
export const cohortName = z
  .string()
  .regex(
    /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,59}$/u,
    'expected letters, digits, spaces, points and dashes, at most 60',
  )
  .refine((name) => !/\.(ya?ml|json)$/i.test(name), 'expected a name that is not that of a file')
  .refine(
    (name) => !cohortPreset.options.some((preset) => preset === name.toLowerCase()),
    'expected a name that is not that of a preset',
  );

/** A saved cohort, which never changes. */
export const savedName = z.strictObject({ name: cohortName, version: z.int().min(1) });
export type SavedName = z.infer<typeof savedName>;

/**
 * A cohort by its rules. What is left out defaults to what the label card of the task and preset says. A name that is
 * not known is refused: it may be a rule of a later version, without which the cohort would be another.
 */
export const cohortSpec = z.strictObject({
  task: taskName,
  preset: cohortPreset.default('default'),
  /** Name of the source, or its kind; needed only where several in the database can answer the task. */
  source: z.string().optional(),
  labels: labelPolicy.optional(),
  timing: timing.optional(),
  /** Hours after the start of the stay, for the 24-hour tasks. */
  hours: z.number().positive().optional(),
  /** Of `mortality-hospital`: prediction from the start of the ICU stay or of the admission. */
  variant: z.enum(['icu', 'admission']).optional(),
  /** Nothing that happened longer before the prediction time is an input; without it the record reaches back to its start. */
  lookBackHours: z.number().positive().optional(),
  rules: cohortRules.partial().optional(),
  inputs: cohortInputs.partial().optional(),
  filters: cohortFilters.optional(),
  split: cohortSplit.optional(),
  /** The saved cohort that all of this was taken from; it decides nothing. */
  saved: savedName.optional(),
});
export type CohortSpec = z.infer<typeof cohortSpec>;

export const encoderKind = z.enum(['vanilla', 'kd', 'ebr', 'cmae', 'smil', 'shaspec']);
export const fusionKind = z.enum(FUSIONS);
export const trainingPreset = z.enum(['quick', 'desktop', 'paper', 'reference']);
export const substitutionPolicy = z.enum([
  'ebr',
  'omit',
  'zeros',
  'random',
  'avg',
  'rep-nn',
  'late',
  'avg-class',
  'predicted',
]);

/** `null` = undefined metric; why is in `undefined` beside it. */
export const metric = z.number().nullable();
export const interval = z.tuple([z.number(), z.number()]).nullable();
export const undefinedMetric = z.object({ metric: z.string(), reason: z.string() });

const wording = z.object({ form: z.string(), values: z.array(z.string()).readonly() });

export const errorReport = z.object({
  code: z.enum(Object.keys(ERROR_CODES) as [ErrorCode, ...ErrorCode[]]),
  message: z.string(),
  file: z.string().optional(),
  line: z.number().optional(),
  column: z.string().optional(),
  hint: z.string().optional(),
  wording: z.object({ message: wording.optional(), hint: wording.optional() }).optional(),
});

export const page = z.object({
  offset: z.int().min(0).default(0),
  limit: z.int().min(1).max(500).default(100),
});

export const jobRef = z.object({ job: z.string() });
