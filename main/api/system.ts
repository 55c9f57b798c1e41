import { z } from 'zod';
import { procedure, router } from './trpc.ts';

export const degradation = z.object({ what: z.string(), why: z.string(), mend: z.string() });

export const engineInfo = z.object({
  /** `tensorflow` (native), `wasm` or `cpu`. */
  name: z.enum(['tensorflow', 'wasm', 'cpu']),
  device: z.string(),
  version: z.string(),
});

/** Where this installation looks for newer versions. */
export const updateSource = z.object({
  /** The administrator's file that decides it, whether or not it is there. */
  file: z.string(),
  /** `null` without the file: then nothing is ever looked for. */
  url: z.string().nullable(),
});

export const systemInfo = z.object({
  version: z.string(),
  window: z.enum(['electron', 'browser']),
  engine: engineInfo.nullable(),
  dataFolder: z.string(),
  degraded: z.array(degradation),
});

export const doctorReport = systemInfo.extend({
  /** Measured product of two 1024 x 1024 float32 matrices. */
  gigaflops: z.number().nullable(),
  storage: z.object({
    dataFolder: z.string(),
    freeBytes: z.number(),
    databases: z.number(),
    encrypted: z.boolean(),
  }),
  versions: z.record(z.string(), z.string()),
});

export const directoryEntry = z.object({
  name: z.string(),
  kind: z.enum(['folder', 'file']),
  sizeBytes: z.number().nullable(),
});
export const directoryListing = z.object({
  path: z.string(),
  parent: z.string().nullable(),
  entries: z.array(directoryEntry),
});

/** A server that was contacted, or tried. */
export const serverContact = z.object({
  /** ISO 8601, UTC. */
  at: z.string(),
  /** Without a password. */
  address: z.string(),
  purpose: z.enum(['inspection', 'import', 'update']),
});

export const systemRouter = router({
  info: procedure.output(systemInfo).query(({ ctx }) => ctx.services.system.info()),
  doctor: procedure.output(doctorReport).mutation(({ ctx }) => ctx.services.system.doctor()),
  /** The browser host has no native folder dialog, so it lists folders. */
  listFolder: procedure
    .input(z.object({ path: z.string().optional() }))
    .output(directoryListing)
    .query(({ ctx, input }) => ctx.services.system.listFolder(input)),
  /** Newest first. */
  serverContacts: procedure
    .output(z.array(serverContact))
    .query(({ ctx }) => ctx.services.system.serverContacts()),
  /** `null` where Lacuna does not update itself, as in a browser. */
  updates: procedure.output(updateSource.nullable()).query(({ ctx }) => ctx.services.system.updates()),
});
