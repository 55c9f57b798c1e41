import type { Services } from '../api/services.ts';
import { commandLineOf } from '../training/command-line.ts';
import { describePresets } from '../training/describe-presets.ts';
import type { HostParts } from './host-parts.ts';
import { jobProgressOf } from './job-progress.ts';

export function trainingServices({ reader, training, jobs, current, log }: HostParts): Services['training'] {
  return {
    presets: () => Promise.resolve(describePresets()),
    estimate: (request) =>
      reader
        .call('estimateTraining', { database: current.require(), input: request })
        .then((estimate) => ({ ...estimate, command: commandLineOf(request, current.require()) })),
    start: (request) => {
      const database = current.require();
      log.note({ action: 'training.start' });
      return Promise.resolve(
        jobs.start('training', `Training ${request.name ?? request.task}`, ({ signal, progress }) =>
          training.call(
            'train',
            { database, request },
            { signal, onProgress: (step) => progress(jobProgressOf(step)) },
          ),
        ),
      );
    },
    resume: ({ run }) => {
      const database = current.require();
      log.note({ action: 'training.resume', subject: run });
      return Promise.resolve(
        jobs.start('training', 'Resuming training', ({ signal, progress }) =>
          training.call(
            'resume',
            { database, run },
            { signal, onProgress: (step) => progress(jobProgressOf(step)) },
          ),
        ),
      );
    },
    runs: () => reader.call('trainingRuns', { database: current.require(), input: null }),
    epochs: (input) => reader.call('epochs', { database: current.require(), input }),
  };
}
