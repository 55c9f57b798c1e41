import type { Services, SystemInfo, UpdateSource } from '../api/services.ts';
import { listContacts } from '../settings/server-contacts.ts';
import { readSettings } from '../settings/settings.ts';
import { degradations, furtherDegradations } from '../system/degraded.ts';
import { doctor } from '../system/doctor.ts';
import { readUpdateFile, updateFile } from '../system/update-file.ts';
import { version } from '../system/version.ts';
import type { HostParts } from './host-parts.ts';
import { listFolder } from './list-folder.ts';

export function systemServices({ home, window, scoring }: HostParts): Services['system'] {
  let engine: Promise<SystemInfo['engine']> | null = null;
  return {
    info: async () => {
      engine ??= scoring.call('engine', null).catch(() => null);
      const loaded = await engine;
      const { engine: chosen } = await readSettings(home);
      const degraded = [...degradations(loaded, window, chosen), ...(await furtherDegradations())];
      return { version, window, engine: loaded, dataFolder: home, degraded };
    },
    doctor: () => doctor({ home, window }),
    listFolder: ({ path }) => listFolder(path),
    // A browser shows what a newer program serves; only the desktop is a program of its own.
    updates: () => Promise.resolve().then(() => (window === 'electron' ? updateSourceOf() : null)),
    serverContacts: () => Promise.resolve().then(() => listContacts(home)),
  };
}

function updateSourceOf(): UpdateSource {
  return { file: updateFile(), url: readUpdateFile()?.url ?? null };
}
