import { z } from 'zod';
import { MODALITIES } from '../../models/modalities/modality.ts';

const ADULT_YEARS = 18;
/** Sources write every age from 90 on as one. */
const OLDEST_TOLD_YEARS = 89;
const OLDEST_YEARS = 90;

const rising = ({ from, to }: { from?: number | undefined; to?: number | undefined }): boolean =>
  from === undefined || to === undefined || from <= to;
const FALLING = 'from is above to';

/** A code by how it begins, in any system unless one is named, or by words of its name. */
export const codeTerm = z.union(
  [
    z.strictObject({ code: z.string().min(1).max(100), system: z.string().min(1).max(50).optional() }),
    z.strictObject({ name: z.string().min(1).max(100) }),
  ],
  'expected a code, e.g. {code: I50}, or a name, e.g. {name: heart failure}',
);
export type CodeTerm = z.infer<typeof codeTerm>;

/** Where a code may have been recorded: in the stay itself, in stays that had ended by the prediction time, or in either. */
export const recordedIn = z.enum(['this-stay', 'earlier-stays', 'either']);
export type RecordedIn = z.infer<typeof recordedIn>;

/** A spec travels in an address, so nothing in it is without bound. */
const MOST_TERMS = 20;
const MOST_UNITS = 40;
const terms = z.array(codeTerm).min(1).max(MOST_TERMS);

/** Stays with at least one code of `with`, and none of `without`, as known at the prediction time. */
export const codeFilter = z
  .strictObject({
    with: terms.optional(),
    without: terms.optional(),
    /** Default: the stay itself where its codes are known at the prediction time, otherwise earlier stays. */
    recorded: recordedIn.optional(),
  })
  .refine((filter) => filter.with !== undefined || filter.without !== undefined, 'expected with or without');
export type CodeFilter = z.infer<typeof codeFilter>;

/** Who is kept, beside what task and preset say. Each filter is a line of the attrition table. */
export const cohortFilters = z.strictObject({
  /** Age at the start of the stay, both ends included; in place of the preset's. */
  ageYears: z
    .strictObject({
      from: z.int().min(ADULT_YEARS).max(OLDEST_YEARS).optional(),
      to: z.int().min(ADULT_YEARS).max(OLDEST_TOLD_YEARS).optional(),
    })
    .refine(rising, FALLING)
    .optional(),
  /** From the start of the stay to its end, both ends included; in place of the preset's. */
  lengthOfStayHours: z
    .strictObject({ from: z.number().min(0).optional(), to: z.number().positive().optional() })
    .refine(rising, FALLING)
    .optional(),
  /** Names of the units, one of which the stay starts in. */
  firstUnits: z.array(z.string().min(1).max(100)).min(1).max(MOST_UNITS).optional(),
  diagnoses: codeFilter.optional(),
  procedures: codeFilter.optional(),
  /** Modalities present at the prediction time: each of those named, and so many of the six. */
  present: z
    .strictObject({
      modalities: z.array(z.enum(MODALITIES)).min(1).optional(),
      atLeast: z.int().min(1).max(MODALITIES.length).optional(),
    })
    .optional(),
  /** Of each person all stays that the other rules keep, or the first of them. */
  admissions: z.enum(['all', 'first']).optional(),
});
export type CohortFilters = z.infer<typeof cohortFilters>;
