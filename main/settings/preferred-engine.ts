import { loadEngine, type EngineInfo } from '../engine/load-engine.ts';
import { dataFolder } from '../system/data-folder.ts';
import { readSettings } from './settings.ts';

/**
 * Loads the compute engine that the settings of this computer name; by default the fastest that loads.
 * @throws {LacunaError} `engine_unavailable` when the one named cannot be loaded.
 */
export async function loadPreferredEngine(): Promise<EngineInfo> {
  const { engine } = await readSettings(dataFolder());
  return loadEngine(engine);
}
