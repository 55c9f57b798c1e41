import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { audit, evaluation } from '../api/audits.ts';
import { cohortDescription } from '../api/cohorts.ts';
import { importSummary } from '../api/imports.ts';
import { prediction } from '../api/predictions.ts';
import { trainingSummary } from '../api/training.ts';
import { EICU_DEMO_FOLDER, EICU_DEMO_MISSING } from '../testing/eicu-demo.ts';
import { documentOf, errorOf, runLacuna, type Ended, SHORT_TRAINING } from '../testing/lacuna-process.ts';
import { MimicFolder } from '../testing/mimic-folder.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

/** The whole chain on the eICU demo: 1,125 stays of a day and more, 92 deaths. */
describe.skipIf(EICU_DEMO_MISSING !== null)(
  `the eICU demo by command line ${EICU_DEMO_MISSING ?? ''}`,
  () => {
    const folder = temporaryFolder();
    const home = path.join(folder, 'home');
    const database = path.join(folder, 'records.sqlite');
    const bundle = path.join(folder, 'model.lacuna');
    const task = ['--task', 'mortality-hospital'];
    const inDatabase = ['--database', database, '--json'];
    const withModel = ['--model', bundle, ...inDatabase];
    const lacuna = (...args: string[]): Promise<Ended> => runLacuna(args, { home });

    let trained: z.infer<typeof trainingSummary>;

    beforeAll(async () => {
      mkdirSync(home);
      const imported = documentOf(
        await lacuna('import', '--source', 'eicu', EICU_DEMO_FOLDER, ...inDatabase),
        importSummary,
      );
      expect(imported).toMatchObject({ source: 'eicu', release: '2.0 demo', imported: { encounter: 1738 } });
      trained = documentOf(
        await lacuna('train', ...task, ...SHORT_TRAINING, '--output', bundle, ...inDatabase),
        trainingSummary,
      );
    });

    it('has the cohort of the fixture, and one stay of each hospital stay where that is asked for', async () => {
      const cohort = documentOf(await lacuna('cohort', ...task, ...inDatabase), cohortDescription);
      expect(cohort).toMatchObject({ labelled: 1125, positives: 92, leakage: [] });
      const firsts = await lacuna('cohort', ...task, '--rule', 'unitStays=first', ...inDatabase);
      expect(documentOf(firsts, cohortDescription)).toMatchObject({ labelled: 1052, positives: 83 });
    });

    it('trains a model of all six modalities, and predicts, evaluates and audits with it', async () => {
      expect(trained.test.auroc).toBeGreaterThan(0.5);
      const all = documentOf(
        await lacuna('predict', '--all', ...withModel),
        z.object({ n: z.number(), rows: z.array(z.object({ encounter: z.string() })) }),
      );
      expect(all.n).toBe(1125);
      const encounter = all.rows[0]?.encounter ?? '';
      const one = documentOf(
        await lacuna('predict', '--encounter', encounter, '--without', 'labs', ...withModel),
        prediction,
      );
      expect(one.probability).toBeGreaterThan(0);
      expect(one.present).not.toContain('labs');
      const figures = documentOf(
        await lacuna('evaluate', '--missing-rates', '0,0.5', ...withModel),
        evaluation,
      );
      expect(figures.rates).toHaveLength(2);
      const reliance = documentOf(await lacuna('audit', ...withModel), audit);
      expect(Object.keys(reliance.modalities)).toHaveLength(6);
    });

    it('refuses what eICU cannot answer, with the reason', async () => {
      for (const unanswered of ['mortality-90d', 'readmission-15d']) {
        const error = errorOf(await lacuna('cohort', '--task', unanswered, ...inDatabase));
        expect(error).toMatchObject({ code: 'labels_unsupported', exit: 1 });
        expect(error.message).toMatch(/^eICU /);
      }
    });

    it('asks for the source once another one stands beside it; a model knows its own', async () => {
      const mimic = new MimicFolder(path.join(folder, 'other'));
      documentOf(await lacuna('import', mimic.folder, ...inDatabase), importSummary);
      const error = errorOf(await lacuna('cohort', ...task, ...inDatabase));
      expect(error).toMatchObject({ code: 'usage', hint: 'name it with --source: eicu, mimic-iv' });
      const named = await lacuna('cohort', ...task, '--source', 'eicu', ...inDatabase);
      expect(documentOf(named, cohortDescription).labelled).toBe(1125);
      const rows = documentOf(await lacuna('predict', '--all', ...withModel), z.object({ n: z.number() }));
      expect(rows.n).toBe(1125);
    });
  },
);
