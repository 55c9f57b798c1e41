import type { Services } from '../api/services.ts';
import type { HostParts } from './host-parts.ts';
import { sentence } from '../../models/wording.ts';

/** Looking into models and comparing them: jobs whose results are kept in the database. */
export function findingServices({
  reader,
  auditing,
  databaseJobs,
  current,
  log,
}: HostParts): Services['findings'] {
  return {
    diagnose: ({ model }) => {
      const database = current.require();
      log.note({ action: 'diagnosis.start', model });
      return Promise.resolve(
        databaseJobs.start(
          {
            database,
            kind: 'diagnosis',
            title: sentence`Diagnosing a model`,
            request: { kind: 'diagnosis', model },
          },
          (call) => auditing.call('diagnose', { database, model }, call),
        ),
      );
    },
    diagnosis: (input) => reader.call('diagnosis', { database: current.require(), input }),
    compare: ({ first, second }) => {
      const database = current.require();
      log.note({ action: 'comparison.start', model: first, subject: second });
      return Promise.resolve(
        databaseJobs.start(
          {
            database,
            kind: 'comparison',
            title: sentence`Comparing two models`,
            request: { kind: 'comparison', first, second },
          },
          (call) => auditing.call('compare', { database, first, second }, call),
        ),
      );
    },
    comparison: (input) => reader.call('comparison', { database: current.require(), input }),
  };
}
