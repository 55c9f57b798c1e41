import { z } from 'zod';
import { cohortSpec } from './common.ts';
import { missingnessReport } from './missingness.ts';
import { rejectedReasons } from './rejected.ts';
import { procedure, router } from './trpc.ts';

/**
 * - `error`: something that nobody knew at the prediction time reaches a model; training is refused;
 * - `warning`: who is counted, or how a model was made, flatters it;
 * - `judge`: only a person can tell whether it is a leak.
 */
export const lintSeverity = z.enum(['error', 'warning', 'judge']);

export const lintFinding = z.object({
  rule: z.string(),
  severity: lintSeverity,
  /** What it is about: a code, an item, a rule of the cohort; `null` where it is about all of it. */
  feature: z.string().nullable(),
  detail: z.string(),
  /** Encounters, rows or values that it concerns; the detail says which. */
  count: z.number(),
});

export const lintReport = z.object({
  findings: z.array(lintFinding),
  /** Every rule in the order in which they are documented, with what it means. */
  rules: z.array(
    z.object({
      rule: z.string(),
      title: z.string(),
      meaning: z.string(),
      /** Whether there was anything to check; rules about a model need one. */
      checked: z.boolean(),
    }),
  ),
  rejected: rejectedReasons,
});

export const checksRouter = router({
  lint: procedure
    .input(cohortSpec)
    .output(lintReport)
    .query(({ ctx, input }) => ctx.services.checks.lint(input)),
  missingness: procedure
    .input(cohortSpec)
    .output(missingnessReport)
    .query(({ ctx, input }) => ctx.services.checks.missingness(input)),
});
