import { z } from 'zod';
import { procedure, router } from './trpc.ts';

export const settings = z.object({
  theme: z.enum(['auto', 'light', 'dark']),
  /** Of all texts, numbers and dates of the window; `auto` is the browser's. */
  language: z.enum(['auto', 'en', 'de']),
  /** Upper ends of the risk bands below the highest, probabilities rising. */
  bands: z.array(z.object({ name: z.string(), below: z.number().min(0).max(1) })).max(5),
  engine: z.enum(['auto', 'tensorflow', 'wasm', 'cpu']),
  idleLockMinutes: z.int().min(0).max(240),
  /** Records may be read from a PostgreSQL server whose address the user types; otherwise nothing is ever contacted. */
  postgresAllowed: z.boolean(),
  /** Counts of fewer people than this are not shown of subgroups, nor in reports. */
  smallestCell: z.int().min(1).max(100),
  textSize: z.enum(['normal', 'large', 'larger']),
  /** Keys without Ctrl or Cmd act: `?`, `g p`, the digits of the Patient screen. Off for who dictates text (WCAG 2.1.4). */
  singleKeys: z.boolean(),
  /** The tour of a first start was taken or skipped. */
  tourSeen: z.boolean(),
});

export const settingsRouter = router({
  get: procedure.output(settings).query(({ ctx }) => ctx.services.settings.get()),
  set: procedure
    .input(settings.partial().strict())
    .output(settings)
    .mutation(({ ctx, input }) => ctx.services.settings.set(input)),
});
