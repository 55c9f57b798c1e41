import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expertLogits } from '../../models/reference/logistic-experts.ts';
import { calibrate } from '../../models/calibration/calibration.ts';
import { logit } from '../../models/statistics/sigmoid.ts';
import { diagnoseModel } from '../audit/diagnose-model.ts';
import { evaluateModel } from '../audit/evaluate-model.ts';
import { loadModel, type LoadedModel } from '../prediction/loaded-model.ts';
import { cohortBatch } from '../prediction/cohort-batch.ts';
import { predictAll } from '../prediction/predict-all.ts';
import { predictEncounter } from '../prediction/predict-encounter.ts';
import { openDatabase, type Database } from '../records/database.ts';
import { listRegisteredModels } from '../records/models.ts';
import { importSynthetic, NEVER, QUICK } from '../testing/small-study.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { searchRounds } from './search-run.ts';
import { runTraining, type TrainingSummary } from './run-training.ts';

const folder = temporaryFolder();
const bundle = path.join(folder, 'reference');
let db: Database;
let model: LoadedModel;
let summary: TrainingSummary;

beforeAll(async () => {
  const { database } = await importSynthetic(folder, { admissions: 200, seed: 1 });
  const request = { ...QUICK, trainingPreset: 'reference' } as const;
  summary = await runTraining({ database, request, output: bundle }, { signal: NEVER });
  db = openDatabase(database, { readOnly: true });
  model = await loadModel(bundle);
});
afterAll(() => {
  model.predictor.dispose();
  db.close();
});

describe('a bundle of logistic experts', () => {
  it('says what it is', () => {
    const [listed] = listRegisteredModels(db);
    expect(listed).toMatchObject({ trainingPreset: 'reference', expertShare: 1, substitution: 'omit' });
    expect(listed!.name).toMatch(/logistic experts$/);
    expect(summary.epochs).toBe(1);
    expect(model.manifest.network.policy).toBe('omit');
  });

  it('scores as it did before it was saved: the calibrated sum of what its experts say', async () => {
    const batch = cohortBatch(db, model, ['test']);
    const expected = expertLogits(model.predictor.model.experts!, batch.vectors);
    const rows = await predictAll(db, model, { without: [] });
    const { modalities } = model.predictor.model;
    batch.encounters.slice(0, 20).forEach(({ encounter }, i) => {
      const row = rows.find((own) => own.encounter === encounter)!;
      const notUsed = modalities.map((name) => Number(!row.present.includes(name)));
      expect(row.logit).toBeCloseTo(calibrate(model.calibration, expected[i]!, notUsed), 4);
      const total = Object.values(row.contributions).reduce((sum, value) => sum + value, 0);
      expect(Math.abs(logit(row.baseRate) + total - row.logit!)).toBeLessThan(1e-5);
    });
    const request = { split: 'test', rates: [0], masks: 1, maskSeed: 1 } as const;
    const { rates } = await evaluateModel(db, model, request);
    expect(rates[0]!.auroc).toBeCloseTo(summary.test.auroc!, 6);
  });

  it('has no network to look into, nor settings to search', () => {
    expect(() => diagnoseModel(db, model)).toThrow(/got logistic experts alone/);
    const search = { trials: 4, reduction: 3, space: { dropout: '0..0.5' } };
    expect(() => searchRounds({ ...QUICK, trainingPreset: 'reference', search })).toThrow(/experts alone/);
  });

  it('scores whatever is left of a record, and nothing where nothing is', async () => {
    const rows = await predictAll(db, model, { without: ['labs', 'notes'] });
    const { encounter } = rows.find(({ present }) => present.length > 1)!;
    const { modalities } = model.predictor.model;
    const prediction = predictEncounter(db, model, { encounter, without: ['labs', 'notes'] });
    expect(prediction.present).not.toContain('labs');
    expect(Object.keys(prediction.features).length).toBeGreaterThan(0);
    expect(() => predictEncounter(db, model, { encounter, without: modalities })).toThrow(
      expect.objectContaining({ code: 'nothing_present' }) as Error,
    );
    const none = await predictAll(db, model, { without: modalities });
    expect(new Set(none.map(({ status }) => status))).toEqual(new Set(['nothing_present']));
  });
});
