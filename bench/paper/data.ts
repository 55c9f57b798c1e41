import { prepareDataset } from '../../main/training/prepare-dataset.ts';
import type { CohortSpec } from '../../main/api/common.ts';
import { openDatabase } from '../../main/records/database.ts';
import type { AvMnist } from '../../models/experiments/avmnist/dataset.ts';
import type { Dataset } from '../../models/training/dataset.ts';
import { AVMNIST_FOLDER, readAvMnist } from '../avmnist/read.ts';
import { NUM_FOLDS } from '../accuracy/fold-list.ts';
import { kept } from '../accuracy/kept.ts';
import type { Trial } from '../accuracy/subset-scores.ts';
import { eicuDatabase, foldedCohort, MORTALITY } from '../eicu/cohort.ts';
import { syntheticDatabase } from '../gates/synthetic-database.ts';

export const DATA_NAMES = ['eicu', 'synthetic', 'mimic-iv', 'avmnist'] as const;
export type DataName = (typeof DATA_NAMES)[number];

const SCORED = 'folds of patients where test encounters are scored, else one split';

export const TASK_KEYS = ['mortality', 'readmission'] as const;

/** A task as the paper has it, and what stands for it in this data. */
export interface StudyTask {
  readonly key: (typeof TASK_KEYS)[number];
  readonly label: string;
  /** Data sets with a test split that is read once per final model: one a fold. */
  readonly trials: () => Promise<readonly Trial[]>;
  /** One data set with training and validation, for what is never measured on test encounters. */
  readonly development: () => Promise<Trial>;
}

export interface StudyData {
  readonly name: DataName;
  /** How large it is, for the report. */
  readonly size: string;
  readonly tasks: readonly StudyTask[];
  /** Of avMNIST, which has no patients. */
  readonly digits?: AvMnist;
}

/** @throws {Error} for data of patients. */
export function digitsOf({ name, digits }: StudyData): AvMnist {
  if (digits === undefined) throw new Error(`${name} has no digits`);
  return digits;
}

export interface DataRequest {
  readonly folder: string;
  /** Of the eICU demo: the first so many of the five. */
  readonly folds: number;
  /** Admissions of the synthetic cohort. */
  readonly admissions: number;
  /** Of a user's own MIMIC-IV. */
  readonly database?: string | undefined;
  readonly onStep: (step: string) => void;
}

const OPENERS: Readonly<Record<DataName, (request: DataRequest) => Promise<StudyData>>> = {
  eicu: openEicu,
  synthetic: openSynthetic,
  'mimic-iv': openMimic,
  avmnist: openDigits,
};

/** @throws {Error} for MIMIC-IV without its database. */
export function openData(name: DataName, request: DataRequest): Promise<StudyData> {
  return OPENERS[name](request);
}

async function openEicu({ folder, folds, onStep }: DataRequest): Promise<StudyData> {
  const database = await eicuDatabase(folder, onStep);
  const task = (key: StudyTask['key'], label: string, cohort: CohortSpec): StudyTask => ({
    key,
    label,
    trials: async () => {
      const folded = foldedCohort(database, cohort, folder);
      const trials: Trial[] = [];
      const scored = Math.min(folds, folded.numFolds);
      for (let fold = 0; fold < scored; fold += 1) trials.push(await folded.trial([fold]));
      return trials;
    },
    development: () => preparedTrial(database, cohort, folder),
  });
  return {
    name: 'eicu',
    size: `the eICU demo, ${Math.min(folds, NUM_FOLDS)} of five ${SCORED}`,
    tasks: [
      task('mortality', 'mortality-hospital at 24 h', MORTALITY),
      task('readmission', 'readmission-icu', { task: 'readmission-icu', preset: 'default' }),
    ],
  };
}

async function openSynthetic({ folder, admissions, onStep }: DataRequest): Promise<StudyData> {
  const { database } = await syntheticDatabase({ admissions, seed: 1, folder, onStep });
  return {
    name: 'synthetic',
    size: `${admissions} synthetic admissions`,
    tasks: dischargeTasks(database, folder),
  };
}

function openMimic({ folder, database }: DataRequest): Promise<StudyData> {
  if (database === undefined) {
    throw new Error('mimic-iv is a database of your own: name it with --database');
  }
  return Promise.resolve({
    name: 'mimic-iv',
    size: 'MIMIC-IV as imported',
    tasks: dischargeTasks(database, folder),
  });
}

function openDigits(): Promise<StudyData> {
  const digits = readAvMnist(AVMNIST_FOLDER);
  return Promise.resolve({
    name: 'avmnist',
    size: `avMNIST, ${digits.train.length} training images`,
    tasks: [],
    digits,
  });
}

/** The paper's own tasks, on one split by patient. */
function dischargeTasks(database: string, folder: string): StudyTask[] {
  const task = (key: StudyTask['key'], name: 'mortality-90d' | 'readmission-15d'): StudyTask => {
    const cohort: CohortSpec = { task: name, preset: 'default' };
    const trial = (): Promise<Trial> => preparedTrial(database, cohort, folder);
    return { key, label: name, trials: async () => [await trial()], development: trial };
  };
  return [task('mortality', 'mortality-90d'), task('readmission', 'readmission-15d')];
}

/** A cohort as a user would train on it: 60 / 10 / 10 / 20. */
async function preparedTrial(database: string, cohort: CohortSpec, folder: string): Promise<Trial> {
  const about = `${database} ${cohort.task} as split`;
  const dataset = await kept(folder, ['dataset', about], async (): Promise<Dataset> => {
    const db = openDatabase(database, { readOnly: true });
    try {
      return (await prepareDataset(db, cohort, {})).dataset;
    } finally {
      db.close();
    }
  });
  return { about, dataset };
}
