import type { Job, Services } from '../api/services.ts';

/** What running work means outside of the window. */
export interface JobSigns {
  /** The computer must not go to sleep. */
  readonly busy: boolean;
  /** For the icon in the dock or taskbar: 0..1, -1 for none, 2 where nobody can tell how far it is. */
  readonly progress: number;
}

export const NO_PROGRESS = -1;
export const UNKNOWN_PROGRESS = 2;

export function signsOf(jobs: readonly Job[]): JobSigns {
  const running = jobs.filter(({ state }) => state === 'running');
  if (running.length === 0) return { busy: false, progress: NO_PROGRESS };
  const known = running.flatMap(({ progress }) => progress?.fraction ?? []);
  const mean = known.reduce((sum, fraction) => sum + fraction, 0) / known.length;
  return { busy: true, progress: known.length === 0 ? UNKNOWN_PROGRESS : mean };
}

export type EndedJob = Job & { readonly state: 'done' | 'failed' | 'cancelled' | 'interrupted' };

function hasEnded(job: Job): job is EndedJob {
  return job.state !== 'queued' && job.state !== 'running';
}

/** Jobs that ended between two looks at the list. */
export function endedBetween(before: readonly Job[], now: readonly Job[]): EndedJob[] {
  const open = new Set(before.filter((job) => !hasEnded(job)).map(({ id }) => id));
  return now.filter(hasEnded).filter(({ id }) => open.has(id));
}

/** Where running work shows outside of the window. */
export interface WorkSigns {
  readonly isGone: () => boolean;
  readonly showProgress: (progress: number) => void;
  /** Keeps the computer awake. @returns lets it sleep again. */
  readonly stayAwake: () => () => void;
  readonly tellEnd: (job: EndedJob) => void;
}

/** Shows running work for as long as its signs can be seen. */
export async function followWork(jobs: Pick<Services['jobs'], 'watchAll'>, signs: WorkSigns): Promise<void> {
  let before: readonly Job[] = [];
  let letSleep: (() => void) | null = null;
  for await (const now of jobs.watchAll({})) {
    if (signs.isGone()) return;
    const { busy, progress } = signsOf(now);
    signs.showProgress(progress);
    if (busy) letSleep ??= signs.stayAwake();
    else {
      letSleep?.();
      letSleep = null;
    }
    endedBetween(before, now).forEach(signs.tellEnd);
    before = now;
  }
}
