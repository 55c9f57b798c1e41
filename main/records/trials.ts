import { trial as trialSchema } from '../api/search.ts';
import type { Trial } from '../api/services.ts';
import { LacunaError } from '../errors.ts';
import { type Database, writeTransaction } from './database.ts';
import { worded } from '../../models/wording.ts';

/** Keeps a trial of a run's search as it is now. */
export function saveTrial(db: Database, run: string, trial: Trial): void {
  writeTransaction(db, () =>
    db
      .prepare(
        `INSERT INTO training_trial (run_id, trial, report) VALUES (?, ?, ?)
         ON CONFLICT (run_id, trial) DO UPDATE SET report = excluded.report`,
      )
      .run(run, trial.trial, JSON.stringify(trial)),
  );
}

/** The trials of a run's search, in the order in which they were drawn; none for a run without a search. */
export function listTrials(db: Database, run: string): Trial[] {
  return db
    .prepare<[string], string>('SELECT report FROM training_trial WHERE run_id = ? ORDER BY trial')
    .pluck()
    .all(run)
    .map((report) => trialSchema.parse(JSON.parse(report)));
}

/** @throws {LacunaError} `not_found`, with the trials that there are. */
export function trialOf(db: Database, run: string, number: number): Trial {
  const trials = listTrials(db, run);
  const found = trials.find(({ trial }) => trial === number);
  if (found !== undefined) return found;
  throw new LacunaError('not_found', 'the run has no such trial', {
    hint:
      trials.length === 0 ? 'it was trained without a search' : worded`it has trials 1 to ${trials.length}`,
  });
}
