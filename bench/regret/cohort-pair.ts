import path from 'node:path';
import { vectorizeEncounters } from '../../models/features/vectorize-encounters.ts';
import { MODALITIES } from '../../models/modalities/modality.ts';
import { type Dataset, SPLITS, type SplitName } from '../../models/training/dataset.ts';
import { joinEncounters } from '../../models/training/subset.ts';
import type { CohortSpec } from '../../main/api/common.ts';
import { readableBy } from '../../main/note-models/read-notes.ts';
import {
  labelledEncounters,
  type LabelledEncounter,
} from '../../main/records/cohorts/labelled-encounters.ts';
import { openDatabase } from '../../main/records/database.ts';
import { evidenceFor } from '../../main/records/evidence/evidence.ts';
import type { SyntheticTask } from '../../main/synthetic/tasks.ts';
import { featuresInThreads } from '../../main/training/feature-threads.ts';
import { kept } from '../accuracy/kept.ts';
import type { Trial } from '../accuracy/subset-scores.ts';
import { syntheticDatabase, type SyntheticDatabase } from '../gates/synthetic-database.ts';
import { truthTable } from '../gates/truth-table.ts';

export interface PairRequest {
  readonly task: SyntheticTask;
  /** Admissions of each cohort. */
  readonly train: number;
  readonly test: number;
  /** Pair k has the cohorts of seeds 2k - 1 and 2k. */
  readonly pair: number;
  /** Where databases are kept from run to run. */
  readonly databases: string;
  /** Where what is read from them is kept. */
  readonly folder: string;
  readonly onStep: (step: string) => void;
}

/** A cohort to train on and a fresh one to test on. */
export interface CohortPair {
  readonly trial: Trial;
  /** Bayes logits of the test rows for every subset, `[n, 64]`. */
  readonly bayes: Float64Array;
}

/** The pair as one data set; found again from run to run. */
export async function cohortPair(request: PairRequest): Promise<CohortPair> {
  const { task, train, test, pair, databases, folder, onStep } = request;
  const made = (admissions: number, seed: number): Promise<SyntheticDatabase> =>
    syntheticDatabase({ admissions, seed, folder: path.resolve(databases), onStep });
  const about = `synthetic ${task} ${train} + ${test} pair ${pair}`;
  const dataset = await kept(folder, ['dataset', about], async () => {
    const learnt = await made(train, 2 * pair - 1);
    const unseen = await made(test, 2 * pair);
    onStep(`reading pair ${pair}`);
    return joinedDataset(learnt.database, unseen.database, cohortOf(task));
  });
  const bayes = await kept(folder, ['bayes', about], async () => {
    const { files } = await made(test, 2 * pair);
    const tested = dataset.encounters.filter((_, row) => dataset.splits[row] === SPLITS.indexOf('test'));
    const truth = await truthTable(files, task, tested);
    return truth.bayes;
  });
  return { trial: { about, dataset }, bayes };
}

/** The truth is about admissions; the default variant of this task predicts for stays in intensive care. */
function cohortOf(task: SyntheticTask): CohortSpec {
  const cohort: CohortSpec = { task, preset: 'default' };
  return task === 'mortality-hospital' ? { ...cohort, variant: 'admission' } : cohort;
}

/**
 * All of the one cohort to train on but its validation split, since the other is the test; vectorizers of what is
 * trained on.
 */
async function joinedDataset(learnt: string, unseen: string, cohort: CohortSpec): Promise<Dataset> {
  const training = readLabelled(learnt, cohort, (split) => (split === 'validation' ? split : 'train'));
  const { vectorizers, vectors } = await featuresInThreads(
    { database: learnt, cohort, encounters: training, modalities: MODALITIES },
    {},
  );
  const testing = readLabelled(unseen, cohort, () => 'test');
  const db = openDatabase(unseen, { readOnly: true });
  try {
    const tested = vectorizeEncounters(
      vectorizers,
      MODALITIES,
      readableBy(vectorizers, evidenceFor(db, cohort, testing)),
    );
    const all = [...training, ...testing];
    return {
      ...joinEncounters({ ...namesOf(training), modalities: MODALITIES, ...vectors }, tested),
      labels: Uint8Array.from(all, ({ label }) => label ?? 0),
      splits: Uint8Array.from(all, ({ split }) => SPLITS.indexOf(split)),
    };
  } finally {
    db.close();
  }
}

function readLabelled(
  database: string,
  cohort: CohortSpec,
  dealt: (split: SplitName) => SplitName,
): LabelledEncounter[] {
  const db = openDatabase(database, { readOnly: true });
  try {
    return labelledEncounters(db, cohort)
      .filter(({ label }) => label !== null)
      .map((encounter) => ({ ...encounter, split: dealt(encounter.split) }));
  } finally {
    db.close();
  }
}

function namesOf(encounters: readonly LabelledEncounter[]): Pick<Dataset, 'encounters' | 'patients'> {
  return {
    encounters: encounters.map(({ encounter }) => encounter),
    patients: encounters.map(({ patient }) => patient),
  };
}
