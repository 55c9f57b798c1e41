import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { syntheticDatabase } from '../gates/synthetic-database.ts';

const SEED = 1;
const CLI = path.resolve(import.meta.dirname, '../../main/cli.ts');

/**
 * A database of synthetic admissions with a model of all six modalities that has scored its cohort, as a user gets it by
 * the command line; made once in this folder and found again. The model is small: what the window shows of it is not.
 */
export async function trainedDatabase(folder: string, admissions: number): Promise<string> {
  const onStep = (step: string): void => console.error(step);
  const { database } = await syntheticDatabase({ admissions, seed: SEED, folder, onStep });
  const bundle = path.join(folder, `${admissions}-${SEED}-model`);
  if (existsSync(bundle)) return database;
  onStep('training a quick model of them');
  const args = ['train', '--database', database, '--task', 'mortality-90d', '--preset', 'quick'];
  execFileSync(process.execPath, [CLI, ...args, '--output', bundle], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return database;
}
