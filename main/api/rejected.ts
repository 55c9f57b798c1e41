import { z } from 'zod';

/**
 * Why rows were rejected when the records behind a report were imported, and how many; most frequent first. Empty in
 * reports of before it was kept.
 */
export const rejectedReasons = z
  .array(z.object({ file: z.string(), code: z.string(), count: z.number() }))
  .default([]);
export type RejectedReasons = z.infer<typeof rejectedReasons>;
