import path from 'node:path';
import { expect, test } from './driver.ts';
import { readTable } from './pages/table.ts';

/** A made-up folder of three people. */
const SAMPLE = path.resolve(import.meta.dirname, '../main/testing/samples/omop');
const IMPORT_MS = 60_000;

test.use({ journey: { name: 'omop', data: 'none' } });
test.describe.configure({ mode: 'serial' });

test('a folder of OMOP is known as such, and imported', async ({ lacuna }) => {
  const { import: importing } = lacuna;
  await lacuna.start.offerOfImport.click();
  await importing.inspect(SAMPLE);
  await expect(importing.inspection).toContainText('Found OMOP 5.4');
  await importing.run(IMPORT_MS);
  await expect(lacuna.heading).toHaveText('Import of OMOP 5.4');
  const warnings = await readTable(importing.warnings.getByRole('table'));
  expect(warnings.map(({ What: what }) => what)).toContainEqual(
    expect.stringContaining('visit_concept_id is no kind of visit that is known here'),
  );
});

test('the stays that ended alive are listed, and one shows its record', async ({ lacuna, page }) => {
  const { patient } = lacuna;
  await lacuna.go('Patients');
  await expect(page.getByRole('table', { name: 'Stays' })).toHaveAttribute('aria-rowcount', '4');
  await page.getByRole('link', { name: '11', exact: true }).click();
  await patient.look(patient.record, 'Diagnoses');
  await expect(patient.record).toContainText('Essential (primary) hypertension');
});
