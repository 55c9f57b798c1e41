import { existsSync, statfsSync } from 'node:fs';
import type { DoctorReport } from '../api/services.ts';
import { fixEngineEnvironment } from '../engine/environment.ts';
import type { EnginePreference } from '../engine/load-engine.ts';
import { LacunaError } from '../errors.ts';
import { knownDatabases } from '../settings/known-databases.ts';
import { readSettings } from '../settings/settings.ts';
import { spawnWorker } from '../workers/spawn-worker.ts';
import { type Degradation, degradations, furtherDegradations } from './degraded.ts';
import { idleGpu } from './idle-gpu.ts';
import type { NativesFunctions } from './natives.worker.ts';
import { version } from './version.ts';
import { sentence, type Sentence } from '../../models/wording.ts';

export interface DoctorOptions {
  /** The data folder. */
  readonly home: string;
  readonly window: DoctorReport['window'];
}

/**
 * Loads every native library in a worker, measures the engine that the settings name, and says what is degraded with what mends it. A
 * library that does not load is a finding, not a failure.
 */
export async function doctor({ home, window }: DoctorOptions): Promise<DoctorReport> {
  const { engine: chosen } = await readSettings(home);
  const { engine, storage, findings } = await probeNatives(chosen);
  const { bavail, bsize } = statfsSync(home);
  const { databases } = knownDatabases(home);
  return {
    version,
    window,
    engine: engine?.engine ?? null,
    gigaflops: engine?.gigaflops ?? null,
    dataFolder: home,
    storage: {
      dataFolder: home,
      freeBytes: bavail * bsize,
      databases: databases.filter(({ path }) => existsSync(path)).length,
      encrypted: false,
    },
    versions: {
      lacuna: version,
      node: process.versions.node,
      ...(process.versions['electron'] ? { electron: process.versions['electron'] } : {}),
      ...(engine ? { tfjs: engine.tfjs, [engine.engine.name]: engine.engine.version } : {}),
      ...storage,
    },
    degraded: [
      ...findings,
      ...degradations(engine?.engine ?? null, window, chosen),
      ...(await idleGpu(engine?.engine ?? null)),
      ...(await furtherDegradations()),
    ],
  };
}

async function probeNatives(preference: EnginePreference) {
  fixEngineEnvironment();
  const worker = spawnWorker<NativesFunctions>(new URL('./natives.worker.ts', import.meta.url), {
    name: 'doctor',
  });
  const findings: Degradation[] = [];
  const probed = async <T>(what: Sentence, call: Promise<T>): Promise<T | null> => {
    try {
      return await call;
    } catch (error) {
      if (!(error instanceof LacunaError)) throw error;
      findings.push({ what, why: error.message, mend: error.hint ?? sentence`npm ci, then npm run setup` });
      return null;
    }
  };
  try {
    const engine = await probed(
      sentence`no compute engine can be loaded`,
      worker.call('engine', { preference }),
    );
    const storage = await probed(
      sentence`the database libraries cannot be loaded`,
      worker.call('storage', undefined),
    );
    return { engine, storage, findings };
  } finally {
    await worker.close();
  }
}
