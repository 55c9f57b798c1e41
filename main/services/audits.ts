import type { Services } from '../api/services.ts';
import { readSettings } from '../settings/settings.ts';
import type { HostParts } from './host-parts.ts';
import { sentence } from '../../models/wording.ts';

export function auditServices({
  home,
  reader,
  auditing,
  databaseJobs,
  current,
  log,
}: HostParts): Services['audits'] {
  return {
    start: async ({ model }) => {
      const database = current.require();
      const { smallestCell } = await readSettings(home);
      log.note({ action: 'audit.start', model });
      return databaseJobs.start(
        { database, kind: 'audit', title: sentence`Auditing a model`, request: { kind: 'audit', model } },
        (call) => auditing.call('audit', { database, model, smallestCell }, call),
      );
    },
    get: (input) => reader.call('latestAudit', { database: current.require(), input }),
  };
}
