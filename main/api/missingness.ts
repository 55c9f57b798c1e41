import { z } from 'zod';
import { byModality, interval, metric, modalityName, taskName } from './common.ts';
import { rejectedReasons } from './rejected.ts';

/** A count; `null` where it is below `smallestCell`, or would give away one that is. */
export const cell = z.number().nullable();

export const stateCells = z.object({ present: cell, noneRecorded: cell, unavailable: cell });

export const GROUP_VARIABLES = ['label', 'sex', 'age', 'unit', 'hospital', 'race'] as const;
export const groupVariable = z.enum(GROUP_VARIABLES);

export const missingnessReport = z.object({
  task: taskName,
  /** Stays of the cohort, labelled or not. */
  n: z.number(),
  smallestCell: z.number(),
  modalities: z.array(
    z.object({
      modality: modalityName,
      states: stateCells,
      /** How well the rest of what is recorded tells whether the modality is there; not of what is never missing. */
      predictability: z.object({
        auroc: metric,
        interval,
        /** Stays that it was measured on, each by a model that did not see the person. */
        n: z.number(),
        /** What tells it best, with the change of the log-odds of being there by a standard deviation of each. */
        strongest: z.array(z.object({ name: z.string(), weight: z.number() })),
        /** Why it is not assessed; `null` where it is. */
        reason: z.string().nullable(),
      }),
    }),
  ),
  /** By label, and by subgroups of people; race is read for this table and is no input. */
  groups: z.array(
    z.object({
      variable: groupVariable,
      group: z.string(),
      n: cell,
      states: byModality(stateCells),
    }),
  ),
  /** The most frequent codes, items and facts of each modality. */
  features: z.array(
    z.object({
      modality: modalityName,
      feature: z.string(),
      /** Stays that have it. */
      n: cell,
      /** Of each group, in the order of `groups`. */
      inGroups: z.array(cell),
    }),
  ),
  /** Features of each modality that occur in enough stays, of which the list above is the beginning. */
  featureCounts: byModality(z.number()),
  /** Combinations of present modalities, most frequent first. */
  patterns: z.array(z.object({ present: z.array(modalityName), n: z.number() })),
  /** Combinations that are too rare to be listed. */
  rarePatterns: z.number(),
  rejected: rejectedReasons,
  /** What this report cannot tell. */
  caveat: z.string(),
});
