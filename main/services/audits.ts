import type { Services } from '../api/services.ts';
import type { HostParts } from './host-parts.ts';

export function auditServices({
  reader,
  auditing,
  databaseJobs,
  current,
  log,
}: HostParts): Services['audits'] {
  return {
    start: ({ model }) => {
      const database = current.require();
      log.note({ action: 'audit.start', model });
      return Promise.resolve(
        databaseJobs.start(
          { database, kind: 'audit', title: 'Auditing a model', request: { kind: 'audit', model } },
          (call) => auditing.call('audit', { database, model }, call),
        ),
      );
    },
    get: (input) => reader.call('latestAudit', { database: current.require(), input }),
  };
}
