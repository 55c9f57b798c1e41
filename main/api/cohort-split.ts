import { z } from 'zod';

const places = z.array(z.string().min(1).max(100)).min(1).max(300);

/** What puts people on the side of training or of test. Nobody is ever on both. */
export const cohortSplit = z.discriminatedUnion('by', [
  /** A hash of the patient's id: the default. */
  z.strictObject({ by: z.literal('patient') }),
  /** Test is from this year on, where the source tells in which three years a person's calendar lies. */
  z.strictObject({ by: z.literal('time'), testFrom: z.int().min(1900).max(2200) }),
  /** Test are these hospitals; a fifth of them, by a hash of their ids, where none is named. */
  z.strictObject({ by: z.literal('hospital'), test: places.optional() }),
  /** Test are stays that start in these units. */
  z.strictObject({ by: z.literal('unit'), test: places }),
]);
export type CohortSplit = z.infer<typeof cohortSplit>;
