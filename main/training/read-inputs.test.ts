import { appendFileSync, cpSync, readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { predictEncounter } from '../prediction/predict-encounter.ts';
import { withLoadedModel } from '../prediction/loaded-model.ts';
import { labelledEncounters } from '../records/cohorts/labelled-encounters.ts';
import { importSynthetic, NEVER, QUICK, reading } from '../testing/small-study.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { runTraining, type TrainingSummary } from './run-training.ts';

/** A model that reads every modality in its other way, from the records to a prediction. */
const SAMPLE = path.resolve(import.meta.dirname, '../testing/samples/onnx-notes');
const folder = temporaryFolder();
const bundle = path.join(folder, 'bundle');
const texts = path.join(folder, 'text-model');
let database: string;
let trained: TrainingSummary;

beforeAll(async () => {
  ({ database } = await importSynthetic(folder, { admissions: 200, seed: 4 }));
  cpSync(SAMPLE, texts, { recursive: true });
  const settings = {
    labs: 'sequence',
    labHours: 12,
    codes: 'bag',
    notes: `onnx:${texts}`,
    epochs: 2,
    components: 8,
  };
  trained = await runTraining(
    { database, request: { ...QUICK, settings }, output: bundle },
    { signal: NEVER },
  );
});

it('keeps with the model what a prediction needs', () => {
  const read = (name: string): string => readFileSync(path.join(bundle, name), 'utf8');
  const manifest = JSON.parse(read('manifest.json')) as {
    network: { firstLayers: object; projections: object };
  };
  expect(manifest.network.firstLayers).toMatchObject({
    labs: { kind: 'recurrent', hours: 12, width: 8 },
    diagnoses: { kind: 'bag', width: 8 },
  });
  expect(Object.keys(manifest.network.projections).sort()).toEqual(['demographics', 'notes']);
  const { labs, notes } = JSON.parse(read('vectorizers.json')) as Record<'labs' | 'notes', object>;
  expect(labs).toMatchObject({ kind: 'hourly', hours: 12 });
  expect(notes).toMatchObject({ kind: 'vectors', model: { folder: texts, width: 3 } });
});

it('says what was cut, in the summary and the card', () => {
  const card = readFileSync(path.join(bundle, 'card.md'), 'utf8');
  for (const start of ['labs: read hour by hour over the last 12 h;', 'notes: read by a text model,']) {
    const found = trained.warnings.find((warning) => warning.startsWith(start));
    expect(found).toMatch(/[1-9]\d* of [1-9]\d* (results|windows), in [1-9]\d* of \d+ training encounters/);
    expect(card).toContain(found);
  }
});

it('predicts, with the features behind each modality and what of the record was cut', async () => {
  const prediction = await reading(database, (db) =>
    withLoadedModel(bundle, (model) => {
      const first = labelledEncounters(db, model.cohort).find(({ encounter }) => {
        const { present } = predictEncounter(db, model, { encounter, without: [] });
        return (['labs', 'notes', 'diagnoses'] as const).every((name) => present.includes(name));
      });
      return predictEncounter(db, model, { encounter: first?.encounter ?? '', without: [] });
    }),
  );
  const { labs, notes, diagnoses } = prediction.features;
  expect(labs?.[0]?.statistic).toMatch(/^(hourlyMean|measured)$/);
  expect(labs?.every(({ weight, line }) => Number.isFinite(weight) && line !== null)).toBe(true);
  expect(diagnoses?.length).toBeGreaterThan(0);
  expect(notes).toMatchObject([{ name: 'Text of the notes' }]);
  const sum = Object.values(prediction.contributions).reduce((total, value) => total + value, 0);
  expect(sum).toBeCloseTo(prediction.logit - Math.log(prediction.baseRate / (1 - prediction.baseRate)), 4);
});

it('refuses to predict without its text model, by name', async () => {
  renameSync(texts, `${texts}-elsewhere`);
  await expect(withLoadedModel(bundle, () => null)).rejects.toMatchObject({ code: 'note_model_missing' });
  renameSync(`${texts}-elsewhere`, texts);
  await expect(withLoadedModel(bundle, () => 'loaded')).resolves.toBe('loaded');
  appendFileSync(path.join(texts, 'vocab.txt'), 'more\n');
  await expect(withLoadedModel(bundle, () => null)).rejects.toMatchObject({ code: 'note_model_differs' });
});
