import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import type { CohortSpec } from '../../main/api/common.ts';
import type { LabelledEncounter } from '../../main/records/cohorts/select-cohort.ts';
import { labelledEncounters } from '../../main/records/cohorts/labelled-encounters.ts';
import { openDatabase } from '../../main/records/database.ts';
import { importFolder } from '../../main/records/importers/import-folder.ts';
import { EICU_DEMO_FOLDER } from '../../main/testing/eicu-demo.ts';
import { foldDataset } from '../accuracy/fold-dataset.ts';
import { dealFolds, type FoldList, foldsOf, readFolds } from '../accuracy/fold-list.ts';
import { kept } from '../accuracy/kept.ts';
import type { Trial } from '../accuracy/subset-scores.ts';

/** Hospital mortality, predicted at 24 hours: 1,125 stays, 92 deaths (cohorts.md 8). */
export const MORTALITY: CohortSpec = { task: 'mortality-hospital', preset: 'default' };

export interface FoldedCohort {
  readonly encounters: readonly LabelledEncounter[];
  readonly numFolds: number;
  /** The data set with these folds held out; found again from run to run. */
  readonly trial: (heldOut: readonly number[]) => Promise<Trial>;
}

/** The database of the demo, imported as a user would where it is not there yet. */
export async function eicuDatabase(folder: string, onStep: (step: string) => void): Promise<string> {
  const database = path.join(folder, 'eicu.sqlite');
  if (existsSync(database)) {
    // One of an earlier version is brought up to date by being opened for writing.
    openDatabase(database).close();
    return database;
  }
  onStep('importing the eICU demo');
  mkdirSync(folder, { recursive: true });
  await importFolder({ folder: EICU_DEMO_FOLDER, source: 'eicu', database });
  return database;
}

/** Labelled stays of a cohort. */
export function readEncounters(database: string, cohort: CohortSpec): LabelledEncounter[] {
  const db = openDatabase(database, { readOnly: true });
  try {
    return labelledEncounters(db, cohort).filter(({ label }) => label !== null);
  } finally {
    db.close();
  }
}

/** A cohort of the demo in folds: those committed for mortality, dealt in the same way for another task. */
export function foldedCohort(database: string, cohort: CohortSpec, folder: string): FoldedCohort {
  const encounters = readEncounters(database, cohort);
  const folds: FoldList = cohort.task === MORTALITY.task ? readFolds() : dealFolds(encounters);
  const foldOf = foldsOf(
    folds,
    encounters.map(({ encounter }) => encounter),
  );
  const trial = async (heldOut: readonly number[]): Promise<Trial> => {
    const about = `${aboutOf(cohort)} without ${heldOut.join(', ')}`;
    const dataset = await kept(folder, ['dataset', about], () =>
      foldDataset({ database, cohort, encounters, foldOf, heldOut }),
    );
    return { about, dataset };
  };
  return { encounters, numFolds: folds.length, trial };
}

/** A cohort in words: its task, and what is an input of it that is none by default. */
function aboutOf({ task, inputs = {} }: CohortSpec): string {
  const added = Object.entries(inputs).flatMap(([name, isInput]) => (isInput ? [` with ${name}`] : []));
  return `eicu ${task}${added.join('')}`;
}
