import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { MODALITIES } from '../../models/modalities/modality.ts';
import { csvLine } from '../csv/csv-text.ts';
import { LacunaError } from '../errors.ts';
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
 * Writes one row an encounter to a file that only its owner can read. Several names in a cell are joined by `|`, a
 * stand-in is written `missing<standIn`, and the contribution of an absent modality is empty, never 0.
 */
export async function writePredictionsCsv(file: string, rows: readonly ScoredEncounter[]): Promise<void> {
  try {
    await pipeline(Readable.from(lines(rows)), createWriteStream(file, { mode: 0o600 }));
  } catch (cause) {
    throw new LacunaError('file_unreadable', 'the CSV file cannot be written', { file, cause });
  }
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
