import { z } from 'zod';
import { jobRef } from './common.ts';
import { procedure, router } from './trpc.ts';

export const databaseSummary = z.object({
  id: z.string(),
  path: z.string(),
  name: z.string(),
  kind: z.enum(['demo', 'user']),
  current: z.boolean(),
  sizeBytes: z.number(),
  sources: z.array(z.object({ kind: z.string(), name: z.string(), release: z.string().nullable() })),
  patients: z.number(),
  encounters: z.number(),
});

export const databasesRouter = router({
  list: procedure.output(z.array(databaseSummary)).query(({ ctx }) => ctx.services.databases.list()),
  /** Opens a database, making the file when `create` is set. */
  open: procedure
    .input(z.object({ path: z.string(), create: z.boolean().default(false) }))
    .output(databaseSummary)
    .mutation(({ ctx, input }) => ctx.services.databases.open(input)),
  select: procedure
    .input(z.object({ id: z.string() }))
    .output(databaseSummary)
    .mutation(({ ctx, input }) => ctx.services.databases.select(input)),
  /** Prepares the synthetic demo: generate, import, train, first prediction. */
  prepareDemo: procedure
    .input(z.object({ admissions: z.int().min(200).max(500_000).optional(), seed: z.int().optional() }))
    .output(jobRef)
    .mutation(({ ctx, input }) => ctx.services.databases.prepareDemo(input)),
  removeDemo: procedure
    .output(z.object({ removed: z.boolean() }))
    .mutation(({ ctx }) => ctx.services.databases.removeDemo()),
});
