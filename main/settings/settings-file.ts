import { readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import { settings } from '../api/settings.ts';
import { LacunaError } from '../errors.ts';
import { SMALLEST_CELL } from '../records/missingness/small-cells.ts';

/** A database that the window has opened before. */
const knownDatabase = z.object({
  id: z.string(),
  path: z.string(),
  name: z.string(),
  kind: z.enum(['demo', 'user']),
});
export type KnownDatabase = z.infer<typeof knownDatabase>;

const VERSION = 1;

/** Settings that files written before they came do not have. */
const keptSettings = settings.extend({
  language: settings.shape.language.default('auto'),
  postgresAllowed: settings.shape.postgresAllowed.default(false),
  smallestCell: settings.shape.smallestCell.default(SMALLEST_CELL),
  textSize: settings.shape.textSize.default('normal'),
  singleKeys: settings.shape.singleKeys.default(true),
  tourSeen: settings.shape.tourSeen.default(false),
});

/** Everything that is remembered about this computer's user outside the databases. Holds no value of a patient. */
const content = z.object({
  version: z.literal(VERSION),
  settings: keptSettings,
  databases: z.array(knownDatabase),
  current: z.string().nullable(),
});
export type SettingsContent = z.infer<typeof content>;

const DEFAULTS: SettingsContent = {
  version: VERSION,
  settings: {
    theme: 'auto',
    language: 'auto',
    bands: [
      { name: 'low', below: 0.1 },
      { name: 'medium', below: 0.3 },
    ],
    engine: 'auto',
    idleLockMinutes: 0,
    postgresAllowed: false,
    smallestCell: SMALLEST_CELL,
    textSize: 'normal',
    singleKeys: true,
    tourSeen: false,
  },
  databases: [],
  current: null,
};

/**
 * Reads the settings of a data folder; the defaults when there are none yet.
 * @throws {LacunaError} `settings_damaged` when the file cannot be understood. The damaged file is set aside beside it
 * and named in the error, so that the next call starts from the defaults.
 */
export function readContent(dataFolder: string): SettingsContent {
  const path = settingsPath(dataFolder);
  const text = readIfPresent(path);
  if (text === null) return structuredClone(DEFAULTS);
  try {
    return content.parse(JSON.parse(text));
  } catch (cause) {
    const aside = `${path}.damaged-${Date.now()}`;
    renameSync(path, aside);
    throw new LacunaError('settings_damaged', 'the settings cannot be read and were set aside', {
      file: aside,
      hint: 'Lacuna starts from the default settings now; correct the file and rename it back to keep yours',
      cause,
    });
  }
}

const queues = new Map<string, Promise<unknown>>();

/** Changes the file in one step, readable by its owner only. Changes of one process wait for one another. */
export function changeContent(
  dataFolder: string,
  change: (before: SettingsContent) => SettingsContent,
): Promise<SettingsContent> {
  const previous = queues.get(dataFolder) ?? Promise.resolve();
  const next = previous.catch(() => undefined).then(() => writeChange(dataFolder, change));
  queues.set(dataFolder, next);
  return next;
}

async function writeChange(
  dataFolder: string,
  change: (before: SettingsContent) => SettingsContent,
): Promise<SettingsContent> {
  const after = content.parse(change(readContent(dataFolder)));
  await writeFileAtomic(settingsPath(dataFolder), `${JSON.stringify(after, null, 2)}\n`, { mode: 0o600 });
  return after;
}

function readIfPresent(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new LacunaError('file_unreadable', 'the settings file cannot be read', {
      file: path,
      cause: error,
    });
  }
}

function settingsPath(dataFolder: string): string {
  return join(dataFolder, 'settings.json');
}
