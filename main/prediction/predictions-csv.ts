import { createWriteStream, existsSync, statSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { MODALITIES } from '../../models/modalities/modality.ts';
import { csvLine } from '../csv/csv-text.ts';
import { LacunaError } from '../errors.ts';
import { writeWhole } from '../system/write-whole.ts';
import type { ScoredEncounter } from './predict-all.ts';

const HEADER = [
  'encounter',
  'status',
  'probability',
  'logit',
  'baseRate',
  'present',
  'substituted',
  ...MODALITIES.map((modality) => `contribution_${modality}`),
];

/**
 * Writes one row an encounter to a file that only its owner can read; a file of that name is replaced. Several names
 * in a cell are joined by `|`, a stand-in is written `missing<standIn`, and the contribution of an absent modality is
 * empty, never 0.
 * @throws {LacunaError} `output_unwritable`, `folder_not_found`, `disk_full`; what was there before is then untouched.
 */
export async function writePredictionsCsv(file: string, rows: readonly ScoredEncounter[]): Promise<void> {
  if (existsSync(file) && !statSync(file).isFile()) {
    throw new LacunaError('output_unwritable', 'there is something else than a file at this path', { file });
  }
  await writeWhole(file, 'the CSV file', (staging) =>
    pipeline(Readable.from(lines(rows)), createWriteStream(staging, { mode: 0o600 })),
  );
}

function* lines(rows: readonly ScoredEncounter[]): Generator<string> {
  yield csvLine(HEADER);
  for (const row of rows) {
    yield csvLine([
      row.encounter,
      row.status,
      row.probability,
      row.logit,
      row.baseRate,
      row.present.join('|'),
      row.substituted.map(({ modality, by }) => `${modality}<${by}`).join('|'),
      ...MODALITIES.map((modality) => row.contributions[modality] ?? null),
    ]);
  }
}
