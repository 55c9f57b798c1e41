import { countCohort } from '../../main/records/cohorts/count-cohort.ts';
import { openDatabase } from '../../main/records/database.ts';
import { timed, type Lap } from '../application/stopwatch.ts';
import { peakResidentMegabytes } from '../peak-resident.ts';
import { COHORT } from './spec.ts';

export interface SelectionFigures extends Lap {
  readonly encounters: number;
  readonly residentMegabytes: number;
}

/** Choosing a cohort and counting its labels and splits. */
export async function measureSelection(database: string): Promise<SelectionFigures> {
  const db = openDatabase(database, { readOnly: true });
  try {
    const { result, seconds, cpuSeconds } = await timed(() => countCohort(db, COHORT));
    return {
      encounters: result.labelled,
      seconds,
      cpuSeconds,
      residentMegabytes: peakResidentMegabytes(),
    };
  } finally {
    db.close();
  }
}
