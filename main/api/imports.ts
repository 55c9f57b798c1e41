import { z } from 'zod';
import { errorReport, jobRef, modalityName, page } from './common.ts';
import { mappingPreview, MOST_PREVIEW_ROWS, PREVIEW_ROWS } from './mapping-preview.ts';
import { mappingProposal } from './mapping-proposal.ts';
import { serverAccount, serverInput } from './servers.ts';
import { procedure, router } from './trpc.ts';

/** The sources that can be imported, as `--source` names them. */
export const SOURCES = ['mimic-iv', 'eicu', 'fhir', 'omop', 'meds', 'csv'] as const;
export const sourceKind = z.enum(SOURCES);

export const foundFile = z.object({
  /** Path inside the folder, e.g. `hosp/labevents.csv.gz`. */
  file: z.string(),
  table: z.string().nullable(),
  use: z.enum(['required', 'used', 'names', 'unused']),
  /** Why it is not read, where that was a decision. */
  unusedReason: z.string().nullable(),
  sizeBytes: z.number(),
  estimatedRows: z.number().nullable(),
  /** Rows that the table has in this release as published; `null` where that is not known. */
  publishedRows: z.number().nullable(),
  problems: z.array(errorReport),
});

/** A file with fewer rows than it has in its release as published. */
export const rowShortfall = z.object({
  file: z.string(),
  published: z.number(),
  found: z.number(),
  /** Only the start of the file was looked at, so `found` is an estimate. */
  estimated: z.boolean(),
});

export const inspection = z.object({
  source: sourceKind,
  /** The path of the folder, or the address of the server. */
  folder: z.string(),
  /** `null` where the records lie in a folder. */
  server: serverAccount.nullable(),
  /** Release guessed from the columns, e.g. `2.2`, `3.1`, `2.2 demo`; `null` when it cannot be told. */
  release: z.string().nullable(),
  files: z.array(foundFile),
  missing: z.array(z.object({ file: z.string(), required: z.boolean(), consequence: z.string() })),
  shortfalls: z.array(rowShortfall),
  absentModalities: z.array(z.object({ modality: modalityName, reason: z.string() })),
  /** Bytes the database is expected to need, and bytes free where it will lie. */
  neededBytes: z.number(),
  freeBytes: z.number(),
  /** Nothing in the way: the import can start. */
  ready: z.boolean(),
});

export const fileCounts = z.object({
  file: z.string(),
  read: z.number(),
  imported: z.number(),
  rejected: z.number(),
  duplicate: z.number(),
  unused: z.number(),
});

export const rejectedRow = z.object({
  file: z.string(),
  line: z.number(),
  column: z.string().nullable(),
  code: z.string(),
  reason: z.string(),
});

export const importWarning = z.object({
  code: z.string(),
  file: z.string(),
  count: z.number(),
  message: z.string(),
});

export const importSummary = z.object({
  run: z.string(),
  source: sourceKind,
  release: z.string().nullable(),
  /** `null` where the records came from a folder. */
  server: serverAccount.nullable().default(null),
  imported: z.record(z.string(), z.number()),
  rejected: z.number(),
  errors: z.array(rejectedRow.extend({ message: z.string() })),
  warnings: z.array(importWarning),
  files: z.array(fileCounts),
  seconds: z.number(),
});

/** Progress of an import, per file. */
export const importProgress = z.object({
  phase: z.enum(['inspecting', 'reading', 'writing', 'committing']),
  file: z.string().nullable(),
  fileIndex: z.number(),
  fileCount: z.number(),
  rows: z.number(),
  estimatedRows: z.number().nullable(),
  rowsPerSecond: z.number().nullable(),
  /** Share of all files that is read, by bytes; `null` where what goes on has no measure. */
  fraction: z.number().nullable(),
  secondsLeft: z.number().nullable(),
  rejected: z.number(),
});

export const importRun = z.object({
  run: z.string(),
  source: sourceKind,
  release: z.string().nullable(),
  folder: z.string(),
  state: z.enum(['running', 'done', 'failed', 'cancelled', 'interrupted']),
  startedAt: z.string(),
  rejected: z.number(),
});

const LONGEST_MAPPING = 1_000_000;
/** What the folder holds is guessed where it is not said. */
const folderInput = z.object({
  folder: z.string(),
  source: sourceKind.optional(),
  /** How your own tables are read, as the text of a mapping file. */
  mapping: z.string().max(LONGEST_MAPPING).optional(),
});

export const importsRouter = router({
  inspect: procedure
    .input(folderInput)
    .output(inspection)
    .mutation(({ ctx, input }) => ctx.services.imports.inspect(input)),
  /** How tables that are no known source could be read; nothing is imported. */
  propose: procedure
    .input(z.object({ folder: z.string() }))
    .output(mappingProposal)
    .mutation(({ ctx, input }) => ctx.services.imports.propose(input)),
  /** Trips with the call: it is asked anew with every change of the mapping. */
  preview: procedure
    .input(
      z.object({
        folder: z.string(),
        mapping: z.string().max(LONGEST_MAPPING),
        rows: z.int().min(1).max(MOST_PREVIEW_ROWS).default(PREVIEW_ROWS),
      }),
    )
    .output(mappingPreview)
    .mutation(({ ctx, input, signal }) => ctx.services.imports.preview(input, signal)),
  start: procedure
    .input(folderInput)
    .output(jobRef)
    .mutation(({ ctx, input }) => ctx.services.imports.start(input)),
  inspectServer: procedure
    .input(serverInput)
    .output(inspection)
    .mutation(({ ctx, input }) => ctx.services.imports.inspectServer(input)),
  startServer: procedure
    .input(serverInput)
    .output(jobRef)
    .mutation(({ ctx, input }) => ctx.services.imports.startServer(input)),
  runs: procedure.output(z.array(importRun)).query(({ ctx }) => ctx.services.imports.runs()),
  summary: procedure
    .input(z.object({ run: z.string() }))
    .output(importSummary)
    .query(({ ctx, input }) => ctx.services.imports.summary(input)),
  rejected: procedure
    .input(page.extend({ run: z.string(), code: z.string().optional(), file: z.string().optional() }))
    .output(
      z.object({
        total: z.number(),
        byReason: z.array(z.object({ code: z.string(), file: z.string(), count: z.number() })),
        rows: z.array(rejectedRow),
      }),
    )
    .query(({ ctx, input }) => ctx.services.imports.rejected(input)),
  /** Rejected rows as CSV text: file, line, column, code, reason; never the row itself. */
  rejectedCsv: procedure
    .input(z.object({ run: z.string() }))
    .output(z.string())
    .query(({ ctx, input }) => ctx.services.imports.rejectedCsv(input)),
});
