import path from 'node:path';
import { demoFolder, isDemoDatabase } from '../demo/demo-folder.ts';
import { dataFolder } from '../system/data-folder.ts';

export interface RunPlaces {
  /** Where the bundle goes unless another place is named. */
  readonly bundle: string;
  /** Folder of the checkpoints. */
  readonly checkpoints: string;
}

/** Where a run keeps its files: in the data folder, those of the demo in the demo's own, which goes as a whole. */
export function runPlaces(database: string, run: string): RunPlaces {
  const home = dataFolder();
  const folder = isDemoDatabase(home, database) ? demoFolder(home) : home;
  return { bundle: path.join(folder, 'models', run), checkpoints: path.join(folder, 'checkpoints', run) };
}
