import { existsSync } from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';
import type { degradation } from '../api/system.ts';
import type { EngineInfo, EnginePreference } from '../engine/load-engine.ts';
import { applicationRoot } from './application-root.ts';
import { findChromium } from './chromium.ts';
import { electronBinary, hasDisplay, missingLibraries } from './electron-binary.ts';
import { readSetUp } from './set-up.ts';
import { sentence } from '../../models/wording.ts';

/** Something that works less well here than it could: why, and the command or step that mends it. */
export type Degradation = z.infer<typeof degradation>;

/** The packages whose libraries Electron needs on Debian and its kin. */
const ELECTRON_LIBRARIES = 'libgtk-3-0 libnss3 libasound2 libgbm1 libxss1 libxtst6 libnotify4 libsecret-1-0';

/**
 * What is degraded by the engine in use and by what is missing beside it; cheap enough for every start.
 * @param chosen the engine that the settings name.
 */
export function degradations(
  engine: EngineInfo | null,
  window: 'electron' | 'browser',
  chosen: EnginePreference,
): Degradation[] {
  const found = [engineDegradation(engine, chosen)];
  if (window === 'browser') found.push(electronDegradation(), displayDegradation());
  return found.filter((entry) => entry !== undefined);
}

/** Those that take a moment or matter only to `doctor`. */
export async function furtherDegradations(): Promise<Degradation[]> {
  const found = [await libraryDegradation(), chromiumDegradation(), DATABASE_NOT_ENCRYPTED];
  return found.filter((entry) => entry !== undefined);
}

function engineDegradation(engine: EngineInfo | null, chosen: EnginePreference): Degradation | undefined {
  if (engine === null || engine.name === 'tensorflow') return undefined;
  const what = sentence`the ${engine.name} engine is in use: training is several times slower than with native TensorFlow`;
  if (chosen !== 'auto')
    return { what, why: sentence`it was chosen in the settings`, mend: 'lacuna settings set engine auto' };
  const why = readSetUp()?.reasons?.join('; ') ?? sentence`native TensorFlow did not load`;
  return { what, why, mend: 'npm run setup' };
}

function electronDegradation(): Degradation | undefined {
  if (electronBinary(applicationRoot)) return undefined;
  return {
    what: sentence`the desktop window is not available: the same application runs in the browser`,
    why: sentence`Electron's binary is not downloaded`,
    mend: 'npm exec install-electron',
  };
}

function displayDegradation(): Degradation | undefined {
  if (hasDisplay()) return undefined;
  return {
    what: sentence`no window can be shown: the application is served to a browser`,
    why: sentence`there is no display`,
    mend: sentence`start it in a desktop session with npm start`,
  };
}

async function libraryDegradation(): Promise<Degradation | undefined> {
  const binary = electronBinary(applicationRoot);
  const missing = binary ? await missingLibraries(binary) : [];
  if (missing.length === 0) return undefined;
  return {
    what: sentence`the desktop window cannot start`,
    why: sentence`shared libraries are missing: ${missing.join(', ')}`,
    mend: `sudo apt-get install -y ${ELECTRON_LIBRARIES}`,
  };
}

function chromiumDegradation(): Degradation | undefined {
  // Only a checkout has the journeys that need it.
  if (!existsSync(path.join(applicationRoot, 'e2e')) || findChromium()) return undefined;
  return {
    what: sentence`the end-to-end tests are skipped`,
    why: sentence`Chromium is missing`,
    mend: 'sudo apt-get install -y chromium fonts-liberation fonts-noto-color-emoji',
  };
}

const DATABASE_NOT_ENCRYPTED: Degradation = {
  what: sentence`databases are not encrypted by Lacuna`,
  why: sentence`their files are readable by their owner only, but lie on the disk as they are`,
  mend: sentence`turn on the operating system's disk encryption (LUKS, FileVault or BitLocker)`,
};
