import path from 'node:path';
import { writeMedsSample } from '../main/testing/meds-sample.ts';
import { expect, test } from './driver.ts';
import { readTable } from './pages/table.ts';

const IMPORT_MS = 60_000;

test.use({ journey: { name: 'meds', data: 'none' } });
test.describe.configure({ mode: 'serial' });

test('a dataset of MEDS is known as such, and imported', async ({ lacuna, host }) => {
  const { import: importing } = lacuna;
  const folder = await writeMedsSample(path.join(host.home, 'meds'));
  await lacuna.start.offerOfImport.click();
  await importing.inspect(folder);
  await expect(importing.inspection).toContainText('Found MEDS 0.3.3, sample 1');
  await importing.run(IMPORT_MS);
  await expect(lacuna.heading).toHaveText('Import of MEDS 0.3.3, sample 1');
  const warnings = await readTable(importing.warnings.getByRole('table'));
  expect(warnings.map(({ What: what }) => what)).toContain(
    'codes that begin with SNOMED fit no rule: they are not used',
  );
});

test('the stays that ended alive are listed, and one shows its record', async ({ lacuna, page }) => {
  const { patient } = lacuna;
  await lacuna.go('Patients');
  await page.getByRole('link', { name: '11', exact: true }).click();
  await patient.look(patient.record, 'Diagnoses');
  await expect(patient.record).toContainText('Essential (primary) hypertension');
});
