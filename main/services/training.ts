import type { Services } from '../api/services.ts';
import { commandLineOf } from '../training/command-line.ts';
import { DEFAULT_SPACE } from '../../models/search/search-space.ts';
import { describePresets } from '../training/describe-presets.ts';
import { describeSettings } from '../training/describe-settings.ts';
import type { HostParts } from './host-parts.ts';
import { sentence } from '../../models/wording.ts';

export function trainingServices({
  reader,
  checking,
  training,
  databaseJobs,
  current,
  log,
}: HostParts): Services['training'] {
  return {
    settings: () => Promise.resolve(describeSettings()),
    searchSpaces: () => Promise.resolve(structuredClone(DEFAULT_SPACE)),
    presets: () => Promise.resolve(describePresets()),
    estimate: (request) =>
      reader
        .call('estimateTraining', { database: current.require(), input: request })
        .then((estimate) => ({ ...estimate, command: commandLineOf(request, current.require()) })),
    check: (input) => checking.call('checkTraining', { database: current.require(), input }),
    start: (request) => {
      const database = current.require();
      log.note({ action: 'training.start' });
      return Promise.resolve(
        databaseJobs.start(
          {
            database,
            kind: 'training',
            title: sentence`Training ${request.name ?? request.task}`,
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
            title: sentence`Resuming training`,
            request: { kind: 'resumed training', run },
          },
          (call) => training.call('resume', { database, run }, call),
        ),
      );
    },
    runs: () => reader.call('trainingRuns', { database: current.require(), input: null }),
    trials: (input) => reader.call('trials', { database: current.require(), input }),
    epochs: (input) => reader.call('epochs', { database: current.require(), input }),
  };
}
