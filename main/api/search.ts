import { z } from 'zod';
import { TRIAL_OUTCOMES } from '../../models/search/trial.ts';
import { metric } from './common.ts';

export const settingValue = z.union([z.number(), z.boolean(), z.string()]);

/** A search for the settings of a run: seeded random search with successive halving. */
export const searchRequest = z.strictObject({
  trials: z.int().min(2).max(1_000),
  /** By how much the trials become fewer, and their epochs more, from rung to rung. */
  reduction: z.int().min(2).max(10).default(3),
  /** Values by the name of a setting: `0.0005..0.01 log`, `0..0.6` or `0, 0.1, 0.3`; absent = what is usually searched. */
  space: z.record(z.string(), z.string()).optional(),
});

export const trial = z.object({
  /** From 1; the first is the run as it was asked for. */
  trial: z.number(),
  settings: z.record(z.string(), settingValue),
  seed: z.number(),
  rungs: z.array(
    z.object({
      epochs: z.number(),
      /** Mean validation log-loss over missing rates 0 and .5. */
      loss: z.number(),
      auroc: metric,
      aurocHalfMissing: metric,
      seconds: z.number(),
    }),
  ),
  outcome: z.enum(TRIAL_OUTCOMES),
  /** Why it was stopped; `null` while it was not. */
  reason: z.string().nullable(),
});
