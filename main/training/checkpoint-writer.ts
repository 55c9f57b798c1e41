import type { Checkpoint } from '../../models/training/hooks.ts';
import { writeCheckpoint } from './checkpoint-files.ts';

/** Work that a crash may cost at most, beside the epoch that runs. */
const INTERVAL_MS = 10_000;

/** Writes a run's checkpoints, not more often than a crash is worth and never two at a time. */
export class CheckpointWriter {
  private readonly folder: string;
  private last = Number.NEGATIVE_INFINITY;
  private busy = false;
  private writing: Promise<void> = Promise.resolve();

  constructor(folder: string) {
    this.folder = folder;
  }

  /** Called after each epoch; the checkpoint is taken only if it is going to be written. */
  offer(take: () => Checkpoint): void {
    if (this.busy || performance.now() - this.last < INTERVAL_MS) return;
    this.last = performance.now();
    this.busy = true;
    const before = this.writing;
    this.writing = this.write(before, take());
    // Told by `settled`; until then a failure is not an unhandled one.
    this.writing.catch(() => undefined);
  }

  /** Waits for what is being written. @throws what a write threw, e.g. for a full disk. */
  async settled(): Promise<void> {
    await this.writing;
  }

  private async write(before: Promise<void>, checkpoint: Checkpoint): Promise<void> {
    await before;
    await writeCheckpoint(this.folder, checkpoint);
    this.busy = false;
  }
}
