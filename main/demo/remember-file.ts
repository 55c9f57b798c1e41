import path from 'node:path';
import { rememberDatabase, type KnownDatabase } from '../settings/known-databases.ts';
import { isDemoDatabase } from './demo-folder.ts';

/** Puts a database file on the list of the window and selects it; the demo's is named as what it is. */
export function rememberFile(home: string, file: string): Promise<KnownDatabase> {
  const demo = isDemoDatabase(home, file);
  return rememberDatabase(home, {
    path: file,
    name: demo ? 'Synthetic demo' : path.basename(file, path.extname(file)),
    kind: demo ? 'demo' : 'user',
  });
}
