import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { openDatabase } from '../../main/records/database.ts';
import { importFolder } from '../../main/records/importers/import-folder.ts';
import { generateCohort } from '../../main/synthetic/generate-cohort.ts';

export interface SyntheticDatabase {
  readonly database: string;
  /** The files it was read from, with their truth beside them. */
  readonly files: string;
}

export interface SyntheticRequest {
  readonly admissions: number;
  readonly seed: number;
  /** Where databases are kept from run to run. */
  readonly folder: string;
  readonly onStep: (step: string) => void;
}

/** A synthetic cohort, generated and imported as a user would; made once and found again by its size and seed. */
export async function syntheticDatabase(request: SyntheticRequest): Promise<SyntheticDatabase> {
  const { admissions, seed, folder, onStep } = request;
  const place = path.join(folder, `${admissions}-${seed}`);
  const made = placesIn(place);
  if (existsSync(place)) {
    // One of an earlier version is brought up to date by being opened for writing.
    openDatabase(made.database, { readOnly: false }).close();
    return made;
  }
  // A run that was stopped half way leaves only this behind.
  const unfinished = `${place}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true });
  const making = placesIn(unfinished);
  onStep(`writing ${admissions} synthetic admissions of seed ${seed}`);
  await generateCohort({ admissions, seed, output: making.files });
  onStep('importing them');
  await importFolder({ folder: making.files, source: 'mimic-iv', database: making.database });
  await rename(unfinished, place);
  return made;
}

function placesIn(place: string): SyntheticDatabase {
  return { database: path.join(place, 'records.sqlite'), files: path.join(place, 'files') };
}
