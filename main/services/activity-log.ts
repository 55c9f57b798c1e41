import { LacunaError } from '../errors.ts';
import type { Activity, WriterFunctions } from '../workers/writer.worker.ts';
import type { WorkerHandle } from '../workers/spawn-worker.ts';
import type { CurrentDatabase } from './current-database.ts';

/**
 * Notes who viewed or predicted what in the audit log of the current database. The caller does not wait: while a job
 * holds the write lock, entries queue up in order and are tried again.
 */
export class ActivityLog {
  private readonly current: CurrentDatabase;
  private readonly writer: WorkerHandle<WriterFunctions>;
  private readonly onFailure: (error: unknown) => void;
  private tail: Promise<void> = Promise.resolve();

  constructor(parts: {
    readonly current: CurrentDatabase;
    readonly writer: WorkerHandle<WriterFunctions>;
    readonly onFailure: (error: unknown) => void;
  }) {
    this.current = parts.current;
    this.writer = parts.writer;
    this.onFailure = parts.onFailure;
  }

  note(activity: Activity): void {
    const { path } = this.current;
    if (path === null) return;
    this.tail = this.tail.then(() => this.write(path, activity)).catch(this.onFailure);
  }

  /** Waits until every entry noted so far is written. */
  async settled(): Promise<void> {
    await this.tail;
  }

  private async write(database: string, activity: Activity): Promise<void> {
    try {
      await this.writer.call('note', { database, activity });
    } catch (error) {
      // The writer waits five seconds for the lock; an import may hold it longer.
      if (!(error instanceof LacunaError) || error.code !== 'database_in_use') throw error;
      await this.write(database, activity);
    }
  }
}
