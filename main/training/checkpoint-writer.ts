import type { Checkpoint } from '../../models/training/hooks.ts';
import type { LacunaError } from '../errors.ts';
import { asOutputError } from '../system/output-error.ts';
import { writeCheckpoint } from './checkpoint-files.ts';
import { sentence } from '../../models/wording.ts';

/** Work that a crash may cost at most, beside the epoch that runs. */
const INTERVAL_MS = 10_000;

/**
 * Writes a run's checkpoints, not more often than a crash is worth and never two at a time. One that cannot be written
 * costs no more than itself: the run goes on, and the next is tried.
 */
export class CheckpointWriter {
  private readonly folder: string;
  private last = Number.NEGATIVE_INFINITY;
  private busy = false;
  private writing: Promise<void> = Promise.resolve();
  private failed: LacunaError | null = null;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** Why the last checkpoint could not be written; `null` when it could. */
  get failure(): LacunaError | null {
    return this.failed;
  }

  /** Called after each epoch; the checkpoint is taken only if it is going to be written. */
  offer(take: () => Checkpoint): void {
    if (this.busy || performance.now() - this.last < INTERVAL_MS) return;
    this.last = performance.now();
    this.busy = true;
    this.writing = this.write(take());
  }

  /** Waits for what is being written. */
  async settled(): Promise<void> {
    await this.writing;
  }

  private async write(checkpoint: Checkpoint): Promise<void> {
    try {
      await writeCheckpoint(this.folder, checkpoint);
      this.failed = null;
    } catch (error) {
      this.failed = asOutputError(error, this.folder, sentence`the checkpoint`);
    } finally {
      this.busy = false;
    }
  }
}
