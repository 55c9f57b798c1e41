import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { threadId } from 'node:worker_threads';
import { sentence } from '../../models/wording.ts';

/**
 * Beside a database lies one small file for each connection that may write, `<database>.writer-<pid>-<thread>-<n>`,
 * holding the name of the program. They lock nothing: SQLite does that. They only tell who it is that holds the lock.
 */
let connections = 0;

/** Leaves the note of this connection and returns what removes it. */
export function announceWriter(path: string): () => void {
  connections += 1;
  // Listing them takes away the notes that killed programs left.
  liveWriters(path);
  const note = `${path}.writer-${process.pid}-${threadId}-${connections}`;
  writeFileSync(note, process.title, { mode: 0o600 });
  return () => {
    rmSync(note, { force: true });
  };
}

/** Whether another program left the note of a connection. */
export function hasOtherWriters(path: string): boolean {
  return liveWriters(path).length > 0;
}

/** The programs that may be writing to a database, in words: `node (process 4711)`. */
export function describeWriters(path: string): string {
  const names = liveWriters(path).map(({ program, pid }) => sentence`${program} (process ${pid})`);
  return names.length === 0 ? sentence`another process` : [...new Set(names)].join(', ');
}

function liveWriters(path: string): { pid: number; program: string }[] {
  const prefix = `${basename(path)}.writer-`;
  const folder = dirname(path);
  const writers: { pid: number; program: string }[] = [];
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(prefix)) continue;
    const pid = Number.parseInt(name.slice(prefix.length), 10);
    const note = join(folder, name);
    if (!isAlive(pid)) rmSync(note, { force: true });
    else if (pid !== process.pid) writers.push({ pid, program: readNote(note) });
  }
  return writers;
}

/** A writer may close, and take its note away, between listing and reading. */
function readNote(note: string): string {
  try {
    return readFileSync(note, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return sentence`a program that has just ended`;
    throw error;
  }
}

/** Whether a process of this number exists, of this user or of another. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
