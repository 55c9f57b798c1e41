import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { cohortDescription } from '../api/cohorts.ts';
import { importSummary } from '../api/imports.ts';
import { prediction } from '../api/predictions.ts';
import { trainingSummary } from '../api/training.ts';
import { openDatabase } from '../records/database.ts';
import { writeMapping } from '../records/importers/mapped/read-mapping.ts';
import { labResults } from '../testing/lab-results.ts';
import { documentOf, errorOf, runLacuna, type Ended, SHORT_TRAINING } from '../testing/lacuna-process.ts';
import { MIMIC_DEMO_FOLDER, MIMIC_DEMO_MISSING } from '../testing/mimic-demo.ts';
import { MIMIC_MAPPING, writeMimicExtract } from '../testing/mimic-mapping.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

/** The whole chain on the MIMIC-IV demo, taken for a hospital's own tables, beside the demo as it is published. */
describe.skipIf(MIMIC_DEMO_MISSING !== null)(
  `mapped tables by command line ${MIMIC_DEMO_MISSING ?? ''}`,
  () => {
    const folder = temporaryFolder();
    const home = path.join(folder, 'home');
    const extract = path.join(folder, 'extract');
    const mapping = path.join(folder, 'mapping.yaml');
    const mapped = path.join(folder, 'mapped.sqlite');
    const published = path.join(folder, 'published.sqlite');
    const bundle = path.join(folder, 'model.lacuna');
    const lacuna = (...args: string[]): Promise<Ended> => runLacuna([...args, '--json'], { home });

    beforeAll(async () => {
      mkdirSync(home);
      writeMimicExtract(MIMIC_DEMO_FOLDER, extract);
      writeFileSync(mapping, writeMapping(MIMIC_MAPPING));
      const summary = documentOf(
        await lacuna('import', '--source', 'csv', '--mapping', mapping, extract, '--database', mapped),
        importSummary,
      );
      expect(summary).toMatchObject({ source: 'csv', release: 'MIMIC-IV by a mapping', rejected: 0 });
      documentOf(await lacuna('import', MIMIC_DEMO_FOLDER, '--database', published), importSummary);
    });

    it.each([
      ['mortality-90d', 260, 25],
      ['readmission-15d', 260, 38],
      ['mortality-hospital', 107, 11],
    ])('has the cohort of the published demo: %s', async (task, labelled, positives) => {
      for (const database of [mapped, published]) {
        const cohort = documentOf(
          await lacuna('cohort', '--task', task, '--database', database),
          cohortDescription,
        );
        expect(cohort).toMatchObject({ labelled, positives, leakage: [] });
      }
    });

    it('has the results of the published demo, number by number', () => {
      const numbers = (database: string) => {
        const db = openDatabase(database);
        const found = labResults(db)
          .filter(({ value }) => value !== null)
          .map(({ person, stay, item, at, known, value, unit, line }) =>
            [person, stay, item.split(':').at(-1), at, known, value, unit, line].join(' '),
          );
        db.close();
        return new Set(found);
      };
      const found = numbers(mapped);
      const expected = numbers(published);
      expect(found.size).toBeGreaterThan(90_000);
      expect([...expected].filter((row) => !found.has(row)).slice(0, 5)).toEqual([]);
      expect([...found].filter((row) => !expected.has(row)).slice(0, 5)).toEqual([]);
    });

    it('trains a model and predicts with it; what cannot be answered is refused', async () => {
      const task = ['--task', 'mortality-90d', '--database', mapped];
      const trained = await lacuna('train', ...task, ...SHORT_TRAINING, '--output', bundle);
      expect(documentOf(trained, trainingSummary)).toMatchObject({ task: 'mortality-90d' });
      const all = documentOf(
        await lacuna('predict', '--all', '--model', bundle, '--database', mapped),
        z.object({ n: z.number(), rows: z.array(z.object({ encounter: z.string() })) }),
      );
      expect(all.n).toBe(260);
      const encounter = all.rows[0]?.encounter ?? '';
      const one = await lacuna('predict', '--encounter', encounter, '--model', bundle, '--database', mapped);
      expect(documentOf(one, prediction).probability).toBeGreaterThan(0);
      const refused = errorOf(await lacuna('cohort', '--task', 'readmission-icu', '--database', mapped));
      expect(refused).toMatchObject({ code: 'labels_unsupported' });
    });
  },
);
