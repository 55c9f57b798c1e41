import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { MODALITIES } from '../../models/modalities/modality.ts';
import { audit, evaluation } from '../api/audits.ts';
import { cohortDescription } from '../api/cohorts.ts';
import { importSummary } from '../api/imports.ts';
import { modelDetails } from '../api/models.ts';
import { prediction } from '../api/predictions.ts';
import { trainingSummary } from '../api/training.ts';
import { integrityOf } from '../testing/database-state.ts';
import { documentOf, errorOf, runLacuna, type Ended, SHORT_TRAINING } from '../testing/lacuna-process.ts';
import { MIMIC_DEMO_FOLDER, MIMIC_DEMO_MISSING } from '../testing/mimic-demo.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

/** The whole chain on the MIMIC-IV demo: 100 patients, 25 stays before a death, no notes. It proves nothing of accuracy. */
describe.skipIf(MIMIC_DEMO_MISSING !== null)(
  `the MIMIC-IV demo by command line ${MIMIC_DEMO_MISSING ?? ''}`,
  () => {
    const folder = temporaryFolder();
    const home = path.join(folder, 'home');
    const database = path.join(folder, 'records.sqlite');
    const bundle = path.join(folder, 'model.lacuna');
    const inDatabase = ['--database', database, '--json'];
    const withModel = ['--model', bundle, ...inDatabase];
    const lacuna = (...args: string[]): Promise<Ended> => runLacuna(args, { home });
    /** A stay of the demo that ends alive, with labs, codes, procedures and drugs. */
    const STAY = '22595853';

    let imported: z.infer<typeof importSummary>;
    let trained: z.infer<typeof trainingSummary>;

    beforeAll(async () => {
      mkdirSync(home);
      imported = documentOf(await lacuna('import', MIMIC_DEMO_FOLDER, ...inDatabase), importSummary);
      trained = documentOf(
        await lacuna(
          'train',
          '--task',
          'mortality-90d',
          ...SHORT_TRAINING,
          '--output',
          bundle,
          ...inDatabase,
        ),
        trainingSummary,
      );
    });

    it('is imported whole', () => {
      expect(imported).toMatchObject({ source: 'mimic-iv', imported: { patient: 100 } });
      for (const { file, read, ...counts } of imported.files) {
        expect(counts.imported + counts.rejected + counts.duplicate + counts.unused, file).toBe(read);
      }
    });

    it('is found complete before it is read, and says what is left out on purpose', async () => {
      const { stdout } = await lacuna('import', MIMIC_DEMO_FOLDER, '--inspect');
      expect(stdout).toContain('found mimic-iv 2.2 demo');
      expect(stdout).toContain('no file is shorter than published');
      expect(stdout).toMatch(/hosp\/emar.csv.gz +not used: what was given/);
    });

    it('has the cohort of cohorts.md, without notes', async () => {
      const cohort = documentOf(
        await lacuna('cohort', '--task', 'mortality-90d', ...inDatabase),
        cohortDescription,
      );
      expect(cohort).toMatchObject({ labelled: 260, positives: 25, leakage: [] });
      expect(cohort.presence.notes).toMatchObject({ present: 0, noneRecorded: 0 });
    });

    it('trains a model that leaves notes out and says why', async () => {
      const { models } = documentOf(
        await lacuna('models', 'list', ...inDatabase),
        z.object({ models: z.array(modelDetails) }),
      );
      expect(models).toMatchObject([
        {
          id: trained.model,
          path: bundle,
          synthetic: false,
          leftOut: [{ modality: 'notes', reason: expect.any(String) as string }],
        },
      ]);
      expect(models[0]!.modalities).toEqual(MODALITIES.filter((modality) => modality !== 'notes'));
      // Too few deaths to assess anything, and it says so rather than showing a number.
      expect(trained.test).toMatchObject({ auroc: null, auprc: null });
      expect(trained.warnings).not.toEqual([]);
    });

    it('predicts with and without labs, and notes never stand in nor are stood in for', async () => {
      const whole = documentOf(await lacuna('predict', '--encounter', STAY, ...withModel), prediction);
      expect(whole.present).toEqual(['demographics', 'labs', 'diagnoses', 'procedures', 'medications']);
      expect(whole.substituted).toEqual([]);
      const without = documentOf(
        await lacuna('predict', '--encounter', STAY, '--without', 'notes,labs', ...withModel),
        prediction,
      );
      expect(without.present).toEqual(['demographics', 'diagnoses', 'procedures', 'medications']);
      expect(without.substituted.map(({ modality }) => modality)).toEqual(['labs']);
      expect(without.logit).not.toBe(whole.logit);
      for (const { logit, baseRate, contributions } of [whole, without]) {
        const sum = Object.values(contributions).reduce((total, value) => total + value, 0);
        expect(Math.abs(logit - (Math.log(baseRate / (1 - baseRate)) + sum))).toBeLessThan(1e-5);
      }
      // Of what is used of the labs, each names the file and line of the demo.
      for (const { file, line } of whole.features.labs!) {
        expect(file).toMatch(/^(hosp\/labevents|icu\/chartevents)\.csv(\.gz)?$/);
        expect(line).toBeGreaterThan(1);
      }
    });

    it('has no score for the notes that it does not have', async () => {
      const others = MODALITIES.filter((modality) => modality !== 'notes').join(',');
      const error = errorOf(await lacuna('predict', '--encounter', STAY, '--without', others, ...withModel));
      expect(error).toMatchObject({ code: 'nothing_present', exit: 1 });
    });

    it('is audited, with every figure that cannot be assessed left open', async () => {
      const result = documentOf(await lacuna('audit', ...withModel), audit);
      expect(Object.keys(result.modalities)).not.toContain('notes');
      expect(result.auroc).toBeNull();
      expect(result.undefined.map(({ metric }) => metric)).toEqual(['auroc', 'auprc']);
      for (const { ablation, alone } of Object.values(result.modalities))
        expect([ablation, alone]).toEqual([null, null]);
      expect(result.patterns.reduce((sum, { n }) => sum + n, 0)).toBe(result.n);
    });

    it('is evaluated under missing modalities', async () => {
      const result = documentOf(
        await lacuna('evaluate', '--split', 'all', '--missing-rates', '0,0.5', '--masks', '2', ...withModel),
        evaluation,
      );
      expect(result).toMatchObject({ n: 260, positives: 25 });
      expect(result.rates.map(({ rate, restored }) => [rate, restored > 0])).toEqual([
        [0, false],
        [0.5, true],
      ]);
      for (const { auroc, brier, intervals } of result.rates) {
        expect(auroc).toBeGreaterThan(intervals.auroc![0]);
        expect(auroc).toBeLessThan(intervals.auroc![1]);
        expect(brier).toBeGreaterThan(0);
      }
    });

    it('leaves a sound database', () => {
      expect(integrityOf(database)).toEqual([]);
    });
  },
);
