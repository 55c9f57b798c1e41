import { describe, expect, it } from 'vitest';
import type { BundleManifest } from '../../../models/bundle/manifest.ts';
import { splitUse } from '../../../models/training/split-use.ts';
import { findingsOf, lintSubject } from '../../testing/lint-rule.ts';
import { at } from '../../testing/patient-histories.ts';
import { RecordDatabase } from '../../testing/record-database.ts';
import { SPLIT_USED_TWICE, sharedSplits, surplusEncounters, UNLABELLED_ALIGNMENT } from './model-splits.ts';

const DESKTOP = {
  members: 5,
  bagging: true,
  earlyStopping: true,
  encoders: 'ebr',
  stopAdversary: true,
  expertShare: 0.5,
} as const;

/** The parts of a manifest that rules read. */
function manifest(network: object): BundleManifest {
  return {
    id: 'm',
    network: { warnings: [], configuration: DESKTOP, ...network },
  } as unknown as BundleManifest;
}

function subject(model: BundleManifest | null) {
  const made = new RecordDatabase();
  for (let person = 1; person <= 40; person += 1) {
    made.patient(person);
    made.admission(person, person, { start_minute: at(100), end_minute: at(103) });
  }
  return { ...lintSubject(made.db, { task: 'readmission-15d', preset: 'default' }), model };
}

describe('split-used-twice', () => {
  it('names each split that several decisions rest on', () => {
    const use = {
      ...splitUse(DESKTOP, true),
      calibration: ['calibration'],
      strength: ['validation'],
    } as const;
    expect(sharedSplits(use)).toEqual([]);
    expect(sharedSplits({ ...use, thresholds: ['calibration'] })).toMatchObject([
      {
        severity: 'warning',
        feature: 'calibration split',
        detail: 'decisions rest on it: the calibration, the thresholds',
        count: 2,
      },
    ]);
    expect(sharedSplits({ ...use, stopping: ['validation'], search: ['validation'] })).toMatchObject([
      { severity: 'warning', feature: 'validation split', count: 3 },
    ]);
  });

  it('takes any other use of the test split for an error', () => {
    const use = splitUse(DESKTOP, true);
    for (const purpose of ['fitting', 'alignment', 'search', 'conformal'] as const) {
      expect(sharedSplits({ ...use, [purpose]: ['test'] })).toContainEqual(
        expect.objectContaining({ severity: 'error', feature: 'test split' }),
      );
    }
  });

  it('says what the models of each configuration share', () => {
    const parts = (model: BundleManifest) =>
      findingsOf(SPLIT_USED_TWICE, subject(model))!.map(({ severity, feature }) => [severity, feature]);
    const validation = ['warning', 'validation split'];
    expect(parts(manifest({}))).toEqual([validation, ['warning', 'held-out folds of the training split']]);
    expect(parts(manifest({ warnings: ['too_few_positives: 3 in validation'] }))).toEqual([validation]);
    expect(parts(manifest({ configuration: { ...DESKTOP, members: 1 } }))).toEqual([validation]);
    const found = findingsOf(
      SPLIT_USED_TWICE,
      subject(manifest({ configuration: { ...DESKTOP, expertShare: 'validation' } })),
    );
    expect(found![0]!.detail).toContain('the share of the logistic experts');
    expect(findingsOf(SPLIT_USED_TWICE, subject(null))).toBeNull();
  });
});

describe('unlabelled-alignment', () => {
  const trained = (trainingEncounters: number, pairs: number) =>
    manifest({
      trainingEncounters,
      similarity: {
        pairs: [
          [pairs, 3],
          [3, pairs],
        ],
      },
    });

  it('is more stays in training, or in the alignment, than the training split has', () => {
    expect(surplusEncounters(trained(24, 24), 24)).toEqual([]);
    expect(surplusEncounters(trained(24, 30), 40)).toMatchObject([
      { severity: 'error', feature: 'alignment of modalities', count: 6 },
    ]);
    expect(surplusEncounters(trained(40, 24), 24)).toMatchObject([
      { severity: 'error', feature: 'training', count: 16 },
    ]);
  });

  it('compares with the training split of this database only what was trained here', () => {
    const own = subject(trained(40, 40));
    expect(findingsOf(UNLABELLED_ALIGNMENT, own)).toEqual([]);
    const { db } = own;
    db.exec(`
      INSERT INTO model VALUES ('m', 'm', 'm', 'candidate', 'readmission-15d', 0, '{}', '', '');
      INSERT INTO training_run (id, model_id, request, state, pid, output_path, started_at)
      VALUES ('r', 'm', '{}', 'done', 1, 'm', '')`);
    expect(findingsOf(UNLABELLED_ALIGNMENT, own)).toMatchObject([
      { severity: 'error', feature: 'training' },
      { severity: 'error', feature: 'alignment of modalities' },
    ]);
    expect(findingsOf(UNLABELLED_ALIGNMENT, { ...own, model: null })).toBeNull();
  });
});
