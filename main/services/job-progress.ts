import type { JobProgress } from '../jobs/job-manager.ts';
import type { JobStep } from '../workers/job.worker.ts';

/** A worker's report as watchers of the job see it. */
export function jobProgressOf(step: JobStep): JobProgress {
  switch (step.kind) {
    case 'step':
      return { step: step.step, fraction: null, secondsLeft: null, ...runOf(step) };
    case 'scored': {
      const { done, total } = step;
      const fraction = total === 0 ? null : done / total;
      return { step: `scored ${done} of ${total} stays`, fraction, secondsLeft: null };
    }
    case 'listed': {
      const { done, total } = step;
      return { step: `listed ${done} of ${total} stays`, fraction: done / total, secondsLeft: null };
    }
    case 'epoch': {
      const { epoch, epochs, seconds } = step.report;
      return {
        step: `epoch ${epoch} of ${epochs}`,
        fraction: epochs === 0 ? null : epoch / epochs,
        secondsLeft: Math.max(0, epochs - epoch) * seconds,
        epoch: step.report,
        ...runOf(step),
      };
    }
    case 'search': {
      const { trial, trials, rung, rungs, epoch, done, planned } = step.progress;
      const fraction = Math.min(1, done / planned);
      return {
        step: `trial ${trial} of ${trials}, round ${rung} of ${rungs}, epoch ${epoch.epoch}`,
        fraction,
        secondsLeft: (step.seconds * (1 - fraction)) / fraction,
        ...runOf(step),
      };
    }
    case 'import': {
      const { fraction, secondsLeft, file, phase } = step.progress;
      return {
        step: file === null ? phase : `${phase} ${file}`,
        fraction,
        secondsLeft,
        import: step.progress,
      };
    }
  }
}

function runOf({ run }: { readonly run?: string | undefined }): Pick<JobProgress, 'run'> {
  return run === undefined ? {} : { run };
}
