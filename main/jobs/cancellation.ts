import { LacunaError } from '../errors.ts';

/** Why a job's signal tripped: somebody asked for it, and may want to resume from the last checkpoint. */
export class Cancellation extends LacunaError {
  readonly keepCheckpoint: boolean;

  constructor(keepCheckpoint: boolean) {
    super('cancelled', 'cancelled');
    this.name = 'Cancellation';
    this.keepCheckpoint = keepCheckpoint;
  }
}

/** Whether the work behind a tripped signal should leave a checkpoint to resume from. */
export function keepsCheckpoint(signal: AbortSignal): boolean {
  return signal.reason instanceof Cancellation && signal.reason.keepCheckpoint;
}
