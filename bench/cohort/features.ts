import { openDatabase } from '../../main/records/database.ts';
import { prepareDataset } from '../../main/training/prepare-dataset.ts';
import { timed, type Lap } from '../application/stopwatch.ts';
import { peakResidentMegabytes } from '../peak-resident.ts';
import { COHORT } from './spec.ts';

export interface FeatureFigures extends Lap {
  readonly encounters: number;
  readonly residentMegabytes: number;
  /** Of the matrices. */
  readonly featureMegabytes: number;
  /** Seconds on the clock of each step. */
  readonly steps: Readonly<Record<string, number>>;
}

/** Reading a cohort as training does: chosen, vocabulary learnt from the training split, every encounter vectorized. */
export async function measureFeatures(database: string): Promise<FeatureFigures> {
  const db = openDatabase(database, { readOnly: true });
  const starts = new Map<string, number>();
  const onStep = (step: string): void => {
    const [name = step] = step.split(':');
    if (!starts.has(name)) starts.set(name, performance.now());
  };
  try {
    const { result, seconds, cpuSeconds } = await timed(() => prepareDataset(db, COHORT, { onStep }));
    const ends = [...starts.values()].slice(1).concat(performance.now());
    const { encounters, inputs } = result.dataset;
    const bytes = Object.values(inputs).flatMap(({ indptr, indices, values }) => [indptr, indices, values]);
    return {
      encounters: encounters.length,
      seconds,
      cpuSeconds,
      residentMegabytes: peakResidentMegabytes(),
      featureMegabytes: bytes.reduce((sum, { byteLength }) => sum + byteLength, 0) / 2 ** 20,
      steps: Object.fromEntries(
        [...starts].map(([step, start], i) => [step, ((ends[i] ?? Number.NaN) - start) / 1000]),
      ),
    };
  } finally {
    db.close();
  }
}
