import type { JobProgress } from '../jobs/job-manager.ts';
import type { JobStep } from '../workers/job.worker.ts';
import { sentence, type Sentence } from '../../models/wording.ts';

type ImportPhase = NonNullable<JobProgress['import']>['phase'];

/** A worker's report as watchers of the job see it. */
export function jobProgressOf(step: JobStep): JobProgress {
  switch (step.kind) {
    case 'step':
      return { step: step.step, fraction: null, secondsLeft: null, ...runOf(step) };
    case 'scored': {
      const { done, total } = step;
      const fraction = total === 0 ? null : done / total;
      return { step: sentence`scored ${done} of ${total} stays`, fraction, secondsLeft: null };
    }
    case 'listed': {
      const { done, total } = step;
      return { step: sentence`listed ${done} of ${total} stays`, fraction: done / total, secondsLeft: null };
    }
    case 'epoch': {
      const { epoch, epochs, seconds } = step.report;
      return {
        step: sentence`epoch ${epoch} of ${epochs}`,
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
        step: sentence`trial ${trial} of ${trials}, round ${rung} of ${rungs}, epoch ${epoch.epoch}`,
        fraction,
        secondsLeft: (step.seconds * (1 - fraction)) / fraction,
        ...runOf(step),
      };
    }
    case 'import': {
      const { fraction, secondsLeft, file, phase } = step.progress;
      return {
        step: importStep(phase, file),
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

/** What an import does, and with which file. */
const PHASES: Readonly<
  Record<ImportPhase, readonly [alone: Sentence, withFile: (file: string) => Sentence]>
> = {
  inspecting: [sentence`inspecting`, (file) => sentence`inspecting ${file}`],
  reading: [sentence`reading`, (file) => sentence`reading ${file}`],
  writing: [sentence`writing`, (file) => sentence`writing ${file}`],
  committing: [sentence`committing`, (file) => sentence`committing ${file}`],
};

function importStep(phase: ImportPhase, file: string | null): Sentence {
  const [alone, withFile] = PHASES[phase];
  return file === null ? alone : withFile(file);
}
