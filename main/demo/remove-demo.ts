import { forgetDatabase, knownDatabases } from '../settings/known-databases.ts';
import { aloneWithDemo } from './alone-with-demo.ts';
import { deleteDemoFolder } from './demo-folder.ts';

/**
 * Deletes the demo's database and bundles, and takes it off the list of known databases.
 * @throws {LacunaError} what `aloneWithDemo` throws.
 */
export function removeDemo(home: string): Promise<{ removed: boolean }> {
  return aloneWithDemo(home, async () => {
    const known = knownDatabases(home).databases.find(({ kind }) => kind === 'demo');
    if (known !== undefined) await forgetDatabase(home, known.id);
    return deleteDemoFolder(home);
  });
}
