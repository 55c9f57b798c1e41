import { forgetDatabase, knownDatabases } from '../settings/known-databases.ts';
import { deleteDemoFolder } from './demo-folder.ts';

/** Deletes the demo's database and bundles, and takes it off the list of known databases. */
export async function removeDemo(home: string): Promise<{ removed: boolean }> {
  const known = knownDatabases(home).databases.find(({ kind }) => kind === 'demo');
  if (known !== undefined) await forgetDatabase(home, known.id);
  return deleteDemoFolder(home);
}
