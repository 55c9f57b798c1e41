import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from './driver.ts';
import { readTable } from './pages/table.ts';

/** A part of the eICU-CRD Demo v2.0.1 (ODbL), beside the repository. */
const DEMO = path.resolve(import.meta.dirname, '../../shared/data/eicu-demo');
const IMPORT_MS = 120_000;

test.use({ journey: { name: 'eicu', data: 'none' } });
test.describe.configure({ mode: 'serial' });
test.skip(!existsSync(DEMO), '../shared/data/eicu-demo is not there');

test('a folder of eICU is known as such, and imported', async ({ lacuna }) => {
  const { import: importing } = lacuna;
  await lacuna.start.offerOfImport.click();
  await importing.inspect(DEMO);
  await expect(importing.inspection).toContainText('Found eICU 2.0 demo');
  await expect(importing.inspection).toContainText(
    'derived_yaib/hourly_labs_vitals.csv.gz is read in its place',
  );
  await importing.run(IMPORT_MS);
  await expect(lacuna.heading).toHaveText('Import of eICU 2.0 demo');
  const warnings = await readTable(importing.warnings.getByRole('table'));
  expect(warnings.map(({ What: what }) => what)).toContainEqual(expect.stringContaining('lab is not there'));
});

test('the cohort is of a task that eICU can answer', async ({ lacuna }) => {
  const { cohort } = lacuna;
  await lacuna.go('Cohort');
  await expect(cohort.definition).toContainText('92 of 1,125 labelled stays (8.2%)');
  expect(await cohort.staysLeft()).toEqual([1738, 1738, 1732, 1140, 1125]);
});

test('the stays are listed without a model', async ({ lacuna, page }) => {
  await lacuna.go('Patients');
  await expect(page.getByRole('table', { name: 'Stays' })).toHaveAttribute('aria-rowcount', '1126');
});
