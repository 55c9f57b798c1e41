import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import type { ScoredEncounter } from './predict-all.ts';
import { writePredictionsCsv } from './predictions-csv.ts';

const folder = temporaryFolder();
const ROW: ScoredEncounter = {
  encounter: '20000001',
  status: 'scored',
  probability: 0.25,
  logit: -1.0986,
  baseRate: 0.1,
  present: ['demographics', 'labs'],
  substituted: [
    { modality: 'notes', by: 'labs', similarity: 0.4, rankDistance: 1 },
    { modality: 'diagnoses', by: 'demographics', similarity: null, rankDistance: 2 },
  ],
  contributions: { demographics: 0, labs: 1.0986 },
};

it('writes a contribution of zero as 0 and that of an absent modality as nothing', async () => {
  const file = path.join(folder, 'row.csv');
  await writePredictionsCsv(file, [ROW]);
  expect(readFileSync(file, 'utf8').split('\r\n')[1]).toBe(
    '20000001,scored,0.25,-1.0986,0.1,demographics|labs,notes<labs|diagnoses<demographics,0,,1.0986,,,',
  );
});

it('replaces earlier predictions that others could read by a file that they cannot', async () => {
  const file = path.join(folder, 'open.csv');
  await writePredictionsCsv(file, [{ ...ROW, encounter: 'old' }]);
  chmodSync(file, 0o644);
  await writePredictionsCsv(file, [ROW]);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readFileSync(file, 'utf8')).not.toContain('old');
});

it('never replaces a file that holds anything else', async () => {
  const file = path.join(folder, 'records.sqlite');
  writeFileSync(file, 'SQLite format 3');
  await expect(writePredictionsCsv(file, [ROW])).rejects.toMatchObject({ code: 'output_unwritable', file });
  expect(readFileSync(file, 'utf8')).toBe('SQLite format 3');
});

it('names what is in the way and leaves it as it is', async () => {
  const place = path.join(folder, 'place');
  mkdirSync(place);
  writeFileSync(path.join(place, 'file'), 'kept');
  const codeOf = (file: string): Promise<unknown> =>
    writePredictionsCsv(file, [ROW]).catch((error: unknown) => (error as { code: unknown }).code);
  expect(await codeOf(place)).toBe('output_unwritable');
  expect(await codeOf(path.join(place, 'none', 'a.csv'))).toBe('folder_not_found');
  expect(await codeOf(path.join(place, 'file', 'a.csv'))).toBe('not_a_folder');
  expect(readdirSync(place)).toEqual(['file']);
  expect(readFileSync(path.join(place, 'file'), 'utf8')).toBe('kept');
});
