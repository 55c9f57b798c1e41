import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { cohortDescription } from '../api/cohorts.ts';
import { importSummary } from '../api/imports.ts';
import { prediction } from '../api/predictions.ts';
import { trainingSummary } from '../api/training.ts';
import { documentOf, errorOf, runLacuna, type Ended, SHORT_TRAINING } from '../testing/lacuna-process.ts';
import { MIMIC_DEMO_MISSING } from '../testing/mimic-demo.ts';
import { writeOmopDemo } from '../testing/omop-demo.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

/** The whole chain on the MIMIC-IV demo in the form of OMOP. */
describe.skipIf(MIMIC_DEMO_MISSING !== null)(`OMOP by command line ${MIMIC_DEMO_MISSING ?? ''}`, () => {
  const folder = temporaryFolder();
  const home = path.join(folder, 'home');
  const database = path.join(folder, 'records.sqlite');
  const bundle = path.join(folder, 'model.lacuna');
  const task = ['--task', 'readmission-15d'];
  const inDatabase = ['--database', database, '--json'];
  const withModel = ['--model', bundle, ...inDatabase];
  const lacuna = (...args: string[]): Promise<Ended> => runLacuna(args, { home });

  let trained: z.infer<typeof trainingSummary>;

  beforeAll(async () => {
    mkdirSync(home);
    const records = await writeOmopDemo(path.join(folder, 'omop'), 'parquet');
    const imported = documentOf(
      await lacuna('import', '--source', 'omop', records, ...inDatabase),
      importSummary,
    );
    expect(imported).toMatchObject({
      source: 'omop',
      release: '5.4',
      imported: { patient: 100 },
      rejected: 0,
    });
    trained = documentOf(
      await lacuna('train', ...task, ...SHORT_TRAINING, '--output', bundle, ...inDatabase),
      trainingSummary,
    );
  });

  it('has the cohort of the demo, and five modalities in it', async () => {
    const cohort = documentOf(await lacuna('cohort', ...task, ...inDatabase), cohortDescription);
    expect(cohort).toMatchObject({ labelled: 260, positives: 38, leakage: [] });
    expect(cohort.presence.notes).toMatchObject({ present: 0, noneRecorded: 0 });
    for (const modality of ['labs', 'diagnoses', 'procedures', 'medications'] as const)
      expect(cohort.presence[modality]?.present, modality).toBeGreaterThan(50);
  });

  it('trains a model, and predicts with it, also without labs', async () => {
    expect(trained.epochs).toBeGreaterThan(0);
    const all = documentOf(
      await lacuna('predict', '--all', ...withModel),
      z.object({ n: z.number(), rows: z.array(z.object({ encounter: z.string() })) }),
    );
    expect(all.n).toBe(260);
    const encounter = all.rows[0]?.encounter ?? '';
    const one = documentOf(
      await lacuna('predict', '--encounter', encounter, '--without', 'labs', ...withModel),
      prediction,
    );
    expect(one.probability).toBeGreaterThan(0);
    expect(one.present).not.toContain('labs');
  });

  it('refuses returns to intensive care, with the reason', async () => {
    const error = errorOf(await lacuna('cohort', '--task', 'readmission-icu', ...inDatabase));
    expect(error).toMatchObject({ code: 'labels_unsupported', exit: 1 });
    expect(error.message).toMatch(/readmission-15d/);
  });
});
