import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { modelDetails } from '../api/models.ts';
import type { ModelDetails } from '../api/services.ts';
import { trainingRequest } from '../api/training.ts';
import { RecordDatabase } from '../testing/record-database.ts';
import { listImportRuns } from './import-runs.ts';
import { failRun, startRun } from './importers/import-run-record.ts';
import {
  listRegisteredModels,
  registeredModel,
  registerModel,
  setModelState,
  unregisterModel,
} from './models.ts';
import { savePredictions } from './predictions.ts';
import { databaseCounts, isSynthetic } from './sources.ts';
import {
  appendEpoch,
  endTrainingRun,
  epochsOf,
  listTrainingRuns,
  reopenTrainingRun,
  startTrainingRun,
  trainingRunOf,
} from './training-runs.ts';

/** A process id that no process has any more. */
const deadPid = (): number => spawnSync(process.execPath, ['--version']).pid;

const scores = { auroc: 0.8, auprc: 0.4 };
const details = (id: string): ModelDetails =>
  modelDetails.parse({
    id,
    name: `model ${id}`,
    path: `/nowhere/${id}.lacuna`,
    missing: false,
    state: 'candidate',
    synthetic: false,
    task: 'mortality-90d',
    preset: 'default',
    labels: 'complete',
    timing: 'retrospective',
    encoders: 'ebr',
    fusion: 'gated',
    trainingPreset: 'quick',
    substitution: 'ebr',
    modalities: ['demographics', 'labs'],
    leftOut: [],
    seed: 1,
    createdAt: '2026-01-01T00:00:00.000Z',
    trainingEncounters: 100,
    trainingPositives: 10,
    baseRate: 0.1,
    validation: scores,
    test: scores,
    strength: {},
    similarity: null,
    calibration: { method: 'identity', slope: null, events: 0, warnings: [] },
    settings: {},
    features: {},
    dataFingerprint: 'f',
    warnings: [],
  });

describe('models', () => {
  it('are registered, moved, given a state and forgotten with their scores', () => {
    const made = new RecordDatabase();
    const { db } = made;
    registerModel(db, { details: details('a'), hash: 'h' });
    registerModel(db, { details: { ...details('a'), path: '/elsewhere/a.lacuna' }, hash: 'h' });
    setModelState(db, 'a', 'active');
    expect(listRegisteredModels(db)).toEqual([
      { ...details('a'), path: '/elsewhere/a.lacuna', state: 'active', missing: true },
    ]);
    const patient = made.patient(1);
    made.admission(1, patient, { start_minute: 0, end_minute: 10 });
    savePredictions(db, 'a', [{ encounter: '20000001', probability: 0.2, logit: -1.4, present: ['labs'] }]);
    unregisterModel(db, 'a');
    expect(db.prepare('SELECT count(*) FROM prediction').pluck().get()).toBe(0);
    expect(() => registeredModel(db, 'a')).toThrow(expect.objectContaining({ code: 'not_found' }));
  });
});

describe('scores', () => {
  it('are kept once for each encounter, named by its source where its id is ambiguous', () => {
    const made = new RecordDatabase();
    const { db } = made;
    registerModel(db, { details: details('a'), hash: 'h' });
    made.insert('source', {
      id: 2,
      kind: 'mimic-iv',
      name: 'other',
      release: null,
      synthetic: 1,
      content_hash: 'b',
    });
    const first = made.admission(1, made.patient(1), { start_minute: 0, end_minute: 10 });
    const second = made.admission(2, made.patient(2, { source_id: 2 }), {
      source_id: 2,
      source_key: '20000001',
      start_minute: 0,
      end_minute: 10,
    });
    const score = { logit: 0, present: ['demographics', 'labs'] } as const;
    savePredictions(db, 'a', [
      { ...score, encounter: 'made-up:20000001', probability: 0.5 },
      { ...score, encounter: 'other:20000001', probability: null },
    ]);
    savePredictions(db, 'a', [{ ...score, encounter: 'other:20000001', probability: 0.9 }]);
    expect(
      db.prepare('SELECT encounter_id, probability, present FROM prediction ORDER BY encounter_id').all(),
    ).toEqual([
      { encounter_id: first, probability: 0.5, present: 0b101 },
      { encounter_id: second, probability: null, present: 0b101 },
    ]);
    expect(() => {
      savePredictions(db, 'a', [{ ...score, encounter: '20000001', probability: 0.1 }]);
    }).toThrow(expect.objectContaining({ code: 'not_found' }));
  });
});

describe('training runs', () => {
  const request = trainingRequest.parse({ task: 'mortality-90d' });
  const run = {
    id: 'r',
    request,
    outputPath: '/out',
    checkpointPath: '/out/checkpoint',
    dataFingerprint: 'f',
  };
  const epoch = {
    member: 0,
    epoch: 1,
    epochs: 10,
    block: 'semantic',
    semanticLoss: 0.7,
    discriminationLoss: null,
    distillationLoss: null,
    auxiliaryLoss: null,
    validationLoss: null,
    auroc: null,
    aurocHalfMissing: null,
    discriminatorAccuracy: null,
    discriminatorChance: 0.5,
    effectiveRank: null,
    contributions: null,
    collapsed: [],
    seconds: 1,
  } as const;

  it('keep their epochs, and the first word on each', () => {
    const { db } = new RecordDatabase();
    startTrainingRun(db, run);
    appendEpoch(db, 'r', epoch);
    appendEpoch(db, 'r', { ...epoch, semanticLoss: 0.1 });
    appendEpoch(db, 'r', { ...epoch, epoch: 2 });
    expect(epochsOf(db, 'r').map(({ semanticLoss }) => semanticLoss)).toEqual([0.7, 0.7]);
    expect(epochsOf(db, 'r', 1).map(({ epoch }) => epoch)).toEqual([2]);
    expect(epochsOf(db, 'r', 2)).toEqual([]);
    expect(listTrainingRuns(db)).toMatchObject([
      { run: 'r', state: 'running', epochs: 2, resumable: false, request },
    ]);
  });

  it('are interrupted when their process died, and can then be resumed', () => {
    const { db } = new RecordDatabase();
    startTrainingRun(db, run);
    db.prepare('UPDATE training_run SET pid = ?').run(deadPid());
    expect(listTrainingRuns(db)).toMatchObject([{ state: 'interrupted', resumable: true }]);
    expect(() => trainingRunOf(db, 'other')).toThrow(
      expect.objectContaining({ code: 'not_found', hint: 'to be resumed: r (mortality-90d, epoch 0)' }),
    );
    reopenTrainingRun(db, 'r');
    expect(trainingRunOf(db, 'r')).toMatchObject({ state: 'running', checkpointPath: '/out/checkpoint' });
    endTrainingRun(db, 'r', { state: 'done' });
    expect(listTrainingRuns(db)).toMatchObject([{ state: 'done', resumable: false }]);
    expect(() => trainingRunOf(db, 'other')).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('start a new one') as string }),
    );
  });
});

describe('import runs', () => {
  it('that their process left behind are interrupted, and failures keep their code', () => {
    const { db } = new RecordDatabase();
    startRun(db, { run: 'a', kind: 'mimic-iv', release: null, folder: '/a' });
    startRun(db, { run: 'b', kind: 'mimic-iv', release: '2.2', folder: '/b' });
    db.prepare(`UPDATE import_run SET pid = ? WHERE id = 'a'`).run(deadPid());
    failRun(db, 'b', new RangeError('a value of a patient'));
    const states = Object.fromEntries(listImportRuns(db).map(({ run, state }) => [run, state]));
    expect(states).toEqual({ a: 'interrupted', b: 'failed' });
    const error = db.prepare(`SELECT error FROM import_run WHERE id = 'b'`).pluck().get();
    expect(error).toContain('"code":"internal"');
    expect(error).not.toContain('patient');
  });
});

describe('sources', () => {
  it('are counted, and synthetic only when all of them are', () => {
    const made = new RecordDatabase();
    made.admission(1, made.patient(1), { start_minute: 0, end_minute: 10 });
    expect(databaseCounts(made.db)).toEqual({
      sources: [{ kind: 'mimic-iv', name: 'made-up', release: '2.2' }],
      patients: 1,
      encounters: 1,
    });
    made.insert('source', {
      id: 2,
      kind: 'mimic-iv',
      name: 'other',
      release: null,
      synthetic: 1,
      content_hash: 'b',
    });
    expect(isSynthetic(made.db)).toBe(false);
    made.db.exec('UPDATE source SET synthetic = 1');
    expect(isSynthetic(made.db)).toBe(true);
  });
});
