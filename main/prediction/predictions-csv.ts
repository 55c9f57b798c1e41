import { createWriteStream, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { MODALITIES } from '../../models/modalities/modality.ts';
import { csvLine } from '../csv/csv-text.ts';
import { LacunaError } from '../errors.ts';
import { requireWritablePlace } from '../system/output-place.ts';
import { writeWhole } from '../system/write-whole.ts';
import type { ScoredEncounter } from './predict-all.ts';
import { sentence } from '../../models/wording.ts';

const WHAT = sentence`the CSV file`;
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
 * Refuses a path at which something lies that is not a table of predictions: a slip of the hand must not cost a
 * database. Cheap enough to ask before the scoring.
 * @throws {LacunaError} `output_unwritable`, `folder_not_found`, `not_a_folder`, `disk_full`.
 */
export async function requireCsvPlace(file: string): Promise<void> {
  const there = statSync(file, { throwIfNoEntry: false });
  if (there === undefined || (there.isFile() && (await holdsPredictions(file)))) {
    requireWritablePlace(file, { what: WHAT });
    return;
  }
  throw new LacunaError('output_unwritable', 'something else than predictions lies at this path already', {
    file,
    hint: 'choose another path, or delete what is there first',
  });
}

async function holdsPredictions(file: string): Promise<boolean> {
  const start = csvLine(HEADER);
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(start.length), 0, start.length, 0);
    return bytesRead === 0 || buffer.toString('utf8') === start;
  } finally {
    await handle.close();
  }
}

/**
 * Writes one row an encounter to a file that only its owner can read; earlier predictions of that name are replaced.
 * Several names in a cell are joined by `|`, a stand-in is written `missing<standIn`, and the contribution of an absent
 * modality is empty, never 0.
 * @throws {LacunaError} `output_unwritable`, `folder_not_found`, `disk_full`; what was there before is then untouched.
 */
export async function writePredictionsCsv(file: string, rows: readonly ScoredEncounter[]): Promise<void> {
  await requireCsvPlace(file);
  await writeWhole(file, WHAT, (staging) =>
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
