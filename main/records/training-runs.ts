import type { z } from 'zod';
import type { TrainingRequest, TrainingRun } from '../api/services.ts';
import { trainingRequest } from '../api/training.ts';
import { epochReport } from '../api/jobs.ts';
import { type ErrorReport, LacunaError } from '../errors.ts';
import { type Database, writeTransaction } from './database.ts';
import { isAlive } from './writers.ts';
import { type Said, worded } from '../../models/wording.ts';

type EpochReport = z.infer<typeof epochReport>;
export type TrainingRunState = TrainingRun['state'];

/** A run as it is kept: enough to show it, and to go on with it after a crash. */
export interface TrainingRunRecord {
  readonly id: string;
  readonly model: string | null;
  readonly request: TrainingRequest;
  readonly state: TrainingRunState;
  readonly outputPath: string;
  readonly checkpointPath: string | null;
  /** Of the data set it was started on; a resumed run must find the same. */
  readonly dataFingerprint: string | null;
  readonly startedAt: string;
}

export interface NewTrainingRun {
  readonly id: string;
  readonly request: TrainingRequest;
  readonly outputPath: string;
  readonly checkpointPath: string;
  readonly dataFingerprint: string;
}

export function startTrainingRun(db: Database, run: NewTrainingRun): void {
  writeTransaction(db, () =>
    db
      .prepare(
        `INSERT INTO training_run (id, request, state, pid, output_path, checkpoint_path, data_fingerprint, started_at)
         VALUES (?, ?, 'running', ?, ?, ?, ?, ?)`,
      )
      .run(
        run.id,
        JSON.stringify(run.request),
        process.pid,
        run.outputPath,
        run.checkpointPath,
        run.dataFingerprint,
        new Date().toISOString(),
      ),
  );
}

/** Marks a run as running again, by this process. */
export function reopenTrainingRun(db: Database, id: string): void {
  writeTransaction(db, () =>
    db
      .prepare(
        `UPDATE training_run SET state = 'running', pid = ?, ended_at = NULL, error = NULL WHERE id = ?`,
      )
      .run(process.pid, id),
  );
}

/** Adds an epoch's report; the same epoch told again by a resumed run replaces nothing. */
export function appendEpoch(db: Database, run: string, report: EpochReport): void {
  writeTransaction(db, () =>
    db
      .prepare('INSERT OR IGNORE INTO training_epoch (run_id, member, epoch, report) VALUES (?, ?, ?, ?)')
      .run(run, report.member, report.epoch, JSON.stringify(report)),
  );
}

export interface TrainingRunEnd {
  readonly state: Exclude<TrainingRunState, 'running'>;
  readonly model?: string;
  readonly error?: ErrorReport;
  /** The checkpoint stays, so that the run can be resumed. */
  readonly resumable?: boolean;
}

export function endTrainingRun(db: Database, id: string, end: TrainingRunEnd): void {
  writeTransaction(db, () =>
    db
      .prepare(
        `UPDATE training_run SET state = ?, model_id = ?, error = ?, ended_at = ?,
           checkpoint_path = CASE WHEN ? THEN checkpoint_path END
         WHERE id = ?`,
      )
      .run(
        end.state,
        end.model ?? null,
        end.error === undefined ? null : JSON.stringify(end.error),
        new Date().toISOString(),
        end.resumable === true ? 1 : 0,
        id,
      ),
  );
}

interface Row {
  readonly id: string;
  readonly model: string | null;
  readonly request: string;
  readonly state: TrainingRunState;
  readonly pid: number;
  readonly outputPath: string;
  readonly checkpointPath: string | null;
  readonly dataFingerprint: string | null;
  readonly startedAt: string;
  readonly epochs: number;
}

const COLUMNS = `id, model_id AS model, request, state, pid, output_path AS outputPath,
  checkpoint_path AS checkpointPath, data_fingerprint AS dataFingerprint, started_at AS startedAt,
  (SELECT count(*) FROM training_epoch WHERE run_id = training_run.id) AS epochs`;

/** @throws {LacunaError} `not_found` */
export function trainingRunOf(db: Database, id: string): TrainingRunRecord {
  const row = db.prepare<[string], Row>(`SELECT ${COLUMNS} FROM training_run WHERE id = ?`).get(id);
  if (row === undefined)
    throw new LacunaError('not_found', 'there is no such training run', resumableHint(db));
  return { ...row, request: trainingRequest.parse(JSON.parse(row.request)), state: stateOf(row) };
}

function resumableHint(db: Database): { hint: Said } {
  const runs = listTrainingRuns(db).filter(({ resumable }) => resumable);
  const names = runs
    .slice(0, 5)
    .map(({ run, request, epochs }) => `${run} (${request.task}, epoch ${epochs})`);
  return {
    hint:
      names.length === 0
        ? 'no run can be resumed: start a new one'
        : worded`to be resumed: ${names.join('; ')}`,
  };
}

/** Newest first. */
export function listTrainingRuns(db: Database): TrainingRun[] {
  const rows = db.prepare<[], Row>(`SELECT ${COLUMNS} FROM training_run ORDER BY started_at DESC`).all();
  return rows.map((row) => {
    const state = stateOf(row);
    return {
      run: row.id,
      model: row.model,
      request: trainingRequest.parse(JSON.parse(row.request)),
      state,
      startedAt: row.startedAt,
      epochs: row.epochs,
      resumable: row.checkpointPath !== null && (state === 'interrupted' || state === 'cancelled'),
    };
  });
}

/** The reports of a run on the epochs after one, in their order. */
export function epochsOf(db: Database, run: string, after = 0): EpochReport[] {
  const reports = db
    .prepare<[string, number], string>(
      'SELECT report FROM training_epoch WHERE run_id = ? AND epoch > ? ORDER BY epoch, member',
    )
    .pluck()
    .all(run, after);
  return reports.map((report) => epochReport.parse(JSON.parse(report)));
}

/** A run that its process left behind is interrupted, whatever the row says. */
function stateOf({ state, pid }: Row): TrainingRunState {
  return state === 'running' && !isAlive(pid) ? 'interrupted' : state;
}
