import { z } from 'zod';
import { page } from './common.ts';
import { procedure, router } from './trpc.ts';

/** One entry of the append-only log; it holds ids, never clinical values. */
export const activityEntry = z.object({
  id: z.number(),
  at: z.string(),
  action: z.string(),
  subject: z.string().nullable(),
  model: z.string().nullable(),
});

export const activityRouter = router({
  list: procedure
    .input(page)
    .output(z.object({ total: z.number(), rows: z.array(activityEntry) }))
    .query(({ ctx, input }) => ctx.services.activity.list(input)),
  /** Checks that each entry holds the hash of the one before. */
  verify: procedure
    .output(z.object({ intact: z.boolean(), entries: z.number(), firstBroken: z.number().nullable() }))
    .mutation(({ ctx }) => ctx.services.activity.verify()),
});
