import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import { sourceKind } from '../api/imports.ts';
import { jobKind } from '../api/jobs.ts';
import { trainingRequest } from '../api/training.ts';
import { isAlive } from '../records/writers.ts';

/** What a job was asked to do, so that it can be asked for again; a password is never part of it. */
export const jobRequest = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('import'),
    folder: z.string(),
    source: sourceKind.optional(),
    mapping: z.string().optional(),
  }),
  z.object({ kind: z.literal('training'), request: trainingRequest }),
  z.object({ kind: z.literal('resumed training'), run: z.string() }),
  z.object({ kind: z.literal('diagnosis'), model: z.string() }),
  z.object({ kind: z.literal('comparison'), first: z.string(), second: z.string() }),
  z.object({ kind: z.literal('audit'), model: z.string() }),
  z.object({ kind: z.literal('scoring'), model: z.string() }),
  z.object({ kind: z.literal('demo'), admissions: z.number().optional(), seed: z.number().optional() }),
]);
export type JobRequest = z.infer<typeof jobRequest>;

const journalEntry = z.object({
  id: z.string(),
  kind: jobKind,
  title: z.string(),
  startedAt: z.string(),
  /** Path of the database that it reads or writes. */
  database: z.string(),
  /** `null` where it cannot be asked for again, such as an import for which a password was typed. */
  request: jobRequest.nullable(),
  /** The run that it writes, once there is one. */
  run: z.string().nullable(),
  /** Of the host that runs it; `null` once that has stopped. */
  pid: z.number().nullable(),
});
export type JournalEntry = z.infer<typeof journalEntry>;

const content = z.array(journalEntry);

/**
 * The jobs that have not ended, in a file of the data folder: what a host leaves in it when it stops, the next one finds.
 * A file that cannot be written, e.g. for a full disk, keeps no job from its start or its end.
 */
export class JobJournal {
  private readonly file: string;
  private readonly onFailure: (error: unknown) => void;
  /** Jobs of hosts that are gone, found when this one began. */
  readonly left: readonly JournalEntry[];
  private open: readonly JournalEntry[] = [];

  /** @param onFailure told when the file cannot be read, and the journal begins empty; and when it cannot be written. */
  constructor(home: string, onFailure: (error: unknown) => void) {
    this.file = join(home, 'jobs.json');
    this.onFailure = onFailure;
    this.left = this.read(onFailure).filter(({ pid }) => pid === null || !isAlive(pid));
  }

  begin(entry: Omit<JournalEntry, 'pid' | 'run'>): void {
    this.change([...this.open, { ...entry, run: null, pid: process.pid }]);
  }

  /** The run that a job writes; said again with every step, and written once. */
  names(id: string, run: string): void {
    if (this.open.some((entry) => entry.id === id && entry.run !== run)) {
      this.change(this.open.map((entry) => (entry.id === id ? { ...entry, run } : entry)));
    }
  }

  /** The job needs nothing more: it has ended, or was given up. */
  end(id: string): void {
    this.change(
      this.open.filter((entry) => entry.id !== id),
      id,
    );
  }

  /** The host stops: what has not ended is left to the next one. */
  leave(): void {
    if (this.open.length > 0) this.change(this.open.map((entry) => ({ ...entry, pid: null })));
  }

  /** Entries of other hosts, also of those that are gone, stay until their jobs are resumed or given up. */
  private change(open: readonly JournalEntry[], ended?: string): void {
    this.open = open;
    const own = new Set([ended, ...open.map(({ id }) => id)]);
    const others = this.read(() => undefined).filter(({ id }) => !own.has(id));
    const text = `${JSON.stringify([...others, ...open], null, 2)}\n`;
    try {
      writeFileAtomic.sync(this.file, text, { mode: 0o600 });
    } catch (error) {
      this.onFailure(error);
    }
  }

  private read(onFailure: (error: unknown) => void): JournalEntry[] {
    try {
      return content.parse(JSON.parse(readFileSync(this.file, 'utf8')));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') onFailure(error);
      return [];
    }
  }
}
