import type { Services } from '../api/services.ts';
import { commandLineOf } from '../training/command-line.ts';
import { describePresets } from '../training/describe-presets.ts';
import type { HostParts } from './host-parts.ts';

export function trainingServices({
  reader,
  training,
  databaseJobs,
  current,
  log,
}: HostParts): Services['training'] {
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
        databaseJobs.start(
          {
            database,
            kind: 'training',
            title: `Training ${request.name ?? request.task}`,
            request: { kind: 'training', request },
          },
          (call) => training.call('train', { database, request }, call),
        ),
      );
    },
    resume: ({ run }) => {
      const database = current.require();
      log.note({ action: 'training.resume', subject: run });
      return Promise.resolve(
        databaseJobs.start(
          {
            database,
            kind: 'training',
            title: 'Resuming training',
            request: { kind: 'resumed training', run },
          },
          (call) => training.call('resume', { database, run }, call),
        ),
      );
    },
    runs: () => reader.call('trainingRuns', { database: current.require(), input: null }),
    epochs: (input) => reader.call('epochs', { database: current.require(), input }),
  };
}
