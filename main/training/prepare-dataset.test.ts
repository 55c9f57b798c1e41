import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { vectorizeEncounters } from '../../models/features/vectorize-encounters.ts';
import { fitVectorizers } from '../../models/features/vectorizers.ts';
import { MODALITIES, type ModalityName } from '../../models/modalities/modality.ts';
import { SPLITS } from '../../models/training/dataset.ts';
import type { CohortSpec } from '../api/common.ts';
import { Cancellation } from '../jobs/cancellation.ts';
import { labelledEncounters } from '../records/cohorts/labelled-encounters.ts';
import { type Database, openDatabase } from '../records/database.ts';
import { evidenceFor } from '../records/evidence/evidence.ts';
import { importSynthetic } from '../testing/small-study.ts';
import { prepareDataset } from './prepare-dataset.ts';

const COHORT: CohortSpec = { task: 'readmission-15d', preset: 'default' };
const folder = mkdtempSync(path.join(tmpdir(), 'lacuna-prepare-'));
let db: Database;

describe('prepareDataset', () => {
  beforeAll(async () => {
    const { database } = await importSynthetic(folder, { admissions: 600, seed: 4 });
    db = openDatabase(database, { readOnly: true });
  });
  afterAll(() => {
    db.close();
    rmSync(folder, { recursive: true });
  });

  /** The features that one pass over the evidence of all modalities gives. */
  function inOnePass(modalities: readonly ModalityName[]) {
    const encounters = labelledEncounters(db, COHORT).filter(({ label }) => label !== null);
    const training = encounters.filter(({ split }) => split === 'train');
    const vectorizers = fitVectorizers(evidenceFor(db, COHORT, training));
    return {
      vectorizers,
      vectors: vectorizeEncounters(vectorizers, modalities, evidenceFor(db, COHORT, encounters)),
    };
  }

  it.each([[MODALITIES], [['labs', 'diagnoses'] as const], [['notes'] as const]])(
    'gives %j the features and vectorizers of one pass over whole evidence',
    async (modalities) => {
      const { dataset, vectorizers } = await prepareDataset(db, COHORT, { modalities });
      const expected = inOnePass(modalities);
      expect(JSON.stringify(vectorizers)).toBe(JSON.stringify(expected.vectorizers));
      const { labels: _labels, splits: _splits, ...vectors } = dataset;
      expect(vectors).toEqual(expected.vectors);
      expect(Object.keys(vectors.inputs)).toEqual([...modalities]);
    },
  );

  it('reads encounters without a label where they are asked for, of the training split alone, and learns nothing of them', async () => {
    const modalities = ['labs'] as const;
    const cohort: CohortSpec = { ...COHORT, labels: 'muse' };
    const without = await prepareDataset(db, cohort, { modalities });
    const { dataset, vectorizers, fingerprint } = await prepareDataset(db, cohort, {
      modalities,
      unlabelled: true,
    });
    const expected = labelledEncounters(db, cohort).filter(
      ({ label, split }) => label === null && split === 'train',
    );
    expect(expected.length).toBeGreaterThan(20);
    expect(dataset.unlabelled?.encounters).toEqual(expected.map(({ encounter }) => encounter));
    expect(dataset.unlabelled?.inputs.labs?.rows).toBe(expected.length);
    const heldOut = dataset.patients.filter((_, row) => dataset.splits[row] !== SPLITS.indexOf('train'));
    expect(dataset.unlabelled?.patients.some((patient) => heldOut.includes(patient))).toBe(false);
    const { unlabelled: _, ...labelled } = dataset;
    expect(labelled).toEqual(without.dataset);
    expect(JSON.stringify(vectorizers)).toBe(JSON.stringify(without.vectorizers));
    expect(fingerprint).not.toBe(without.fingerprint);
  });

  it('has the fingerprint of the numbers, however they are kept', async () => {
    const { fingerprint } = await prepareDataset(db, COHORT, {});
    // As it was when column numbers took four bytes each.
    expect(fingerprint).toBe('d48f88c8625847ec73bed2c8665e7596aa523c1c5644cf12064f25b72bd76b19');
  });

  it('says how far it is, and stops when it is cancelled', async () => {
    const steps: string[] = [];
    const controller = new AbortController();
    const reading = prepareDataset(db, COHORT, {
      signal: controller.signal,
      onStep: (step) => {
        steps.push(step.replaceAll(/\d+/g, 'n'));
        if (step.startsWith('reading')) controller.abort(new Cancellation(false));
      },
    });
    await expect(reading).rejects.toMatchObject({ code: 'cancelled' });
    expect(steps).toEqual([
      'selecting the cohort',
      'learning the vocabulary: n of n encounters',
      'reading the records: n of n encounters',
    ]);
  });
});
