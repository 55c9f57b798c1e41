import path from 'node:path';
import envPaths from 'env-paths';
import { LacunaError } from '../errors.ts';
import { makeFolder } from './make-folder.ts';

/**
 * The folder of settings, databases and models: the operating system's place for application data, the same for
 * both windows and the command line; `LACUNA_HOME` overrides it. Made where it is missing, for the owner only.
 * @throws {LacunaError} `not_a_folder`, or `file_unreadable` when it cannot be made.
 */
export function dataFolder(env: NodeJS.ProcessEnv = process.env): string {
  const named = env['LACUNA_HOME'];
  const folder = named ? path.resolve(named) : envPaths('Lacuna', { suffix: '' }).data;
  try {
    makeFolder(folder);
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    const inTheWay = code === 'EEXIST' || code === 'ENOTDIR';
    throw new LacunaError(inTheWay ? 'not_a_folder' : 'file_unreadable', 'the data folder cannot be made', {
      cause,
      file: folder,
      hint: 'set LACUNA_HOME to a folder that you may write to',
    });
  }
  return folder;
}
