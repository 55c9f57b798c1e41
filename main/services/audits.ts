import type { Services } from '../api/services.ts';
import type { HostParts } from './host-parts.ts';
import { jobProgressOf } from './job-progress.ts';

export function auditServices({ reader, auditing, jobs, current, log }: HostParts): Services['audits'] {
  return {
    start: ({ model }) => {
      const database = current.require();
      log.note({ action: 'audit.start', model });
      return Promise.resolve(
        jobs.start('audit', 'Auditing a model', ({ signal, progress }) =>
          auditing.call(
            'audit',
            { database, model },
            { signal, onProgress: (step) => progress(jobProgressOf(step)) },
          ),
        ),
      );
    },
    get: (input) => reader.call('latestAudit', { database: current.require(), input }),
  };
}
