import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { mkdirSync, writeFileSync } from 'node:fs';
import { expect, test } from './driver.ts';

/** A made-up extract as hospitals hand it over; whether 03/04 is in March or April only they know. */
const EXTRACT: Readonly<Record<string, readonly string[]>> = {
  'faelle.csv': [
    'Fallnummer;PatNr;Geschlecht;Geburtsdatum;Aufnahme;Entlassung;Entlassungsgrund',
    '1001;P1;w;02.03.1950;03/04/2020 10:00;05/04/2020 12:00;Tod',
    '1002;P2;m;01.07.1961;03/04/2020 08:15;06/04/2020 09:00;regulär',
  ],
  'diagnosen.csv': ['Fallnummer;DX1;DX2', '1001;I21.0;E11.9', '1002;J18.9;'],
  'labor.csv': [
    'Fallnummer;Zeit;Krea (mg/dl)',
    ...Array.from({ length: 12 }, (_, hour) => `1001;2020-04-03 ${String(10 + hour)}:00;1,${hour}`),
    '1002;gestern;0,9',
  ],
};
const IMPORT_MS = 60_000;

async function expectNoViolations(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
}

test.use({ journey: { name: 'own tables', data: 'none' } });
test.use({ contextOptions: { reducedMotion: 'reduce' } });

test('own tables are looked at, mapped and imported', async ({ lacuna, host, page }) => {
  const folder = `${host.home}/extract`;
  mkdirSync(folder, { recursive: true });
  for (const [name, lines] of Object.entries(EXTRACT)) {
    writeFileSync(`${folder}/${name}`, Buffer.from(`${lines.join('\r\n')}\r\n`, 'latin1'));
  }
  const { import: importing } = lacuna;
  await lacuna.go('Import');
  await importing.inspect(folder);
  await expect(importing.ownTables).toContainText('the values look like ICD-10');
  const stays = await importing.table('faelle.csv');
  await expect(stays).toContainText('every value fits more than one form of dates');
  await expect(stays.getByRole('group', { name: 'Columns of faelle.csv' })).toBeVisible();
  await expectNoViolations(page);
  await importing.checkMapping();
  await expect(lacuna.failure).toContainText('The mapping cannot be used');

  // What only they can know is said by controls, and the rows are shown as they will be read.
  for (const field of ['Start', 'End']) {
    await importing.choose(stays, `Form of the dates of ${field}`, 'DD/MM/YYYY');
  }
  const rows = importing.rows('faelle.csv');
  await expect(rows).toContainText('2020-04-03 10:00');
  await importing.choose(stays, 'Form of the dates of Start', 'MM/DD/YYYY');
  await expect(rows).toContainText('2020-03-04 10:00');
  await importing.choose(stays, 'Form of the dates of Start', 'DD/MM/YYYY');
  await expect(rows).not.toContainText('2020-03-04 10:00');
  // Another column for the birth: its values are no dates, and the rows would be rejected.
  await importing.choose(stays, 'Birth', /^Geschlecht/);
  await expect(rows).toContainText('Rejected: a date or time cannot be read · Column Geschlecht');
  await importing.choose(stays, 'Birth', /^Geburtsdatum/);
  await expect(rows).not.toContainText('Rejected');
  const labs = await importing.table('labor.csv');
  await expect(labs).toContainText('1 would be rejected');
  await expectNoViolations(page);

  // A table that is said to hold something else has its columns proposed for that.
  const codes = await importing.table('diagnosen.csv');
  await importing.choose(codes, 'What it holds', 'Nothing: it is not read');
  await importing.choose(codes, 'What it holds', 'Procedures');
  await expect(importing.rows('diagnosen.csv')).toContainText('I21.0');
  await importing.choose(codes, 'What it holds', 'Diagnoses');

  // The text is the same mapping: what is written changes the choices, and what cannot be read lets them rest.
  await importing.openMapping();
  const text = await importing.mapping.inputValue();
  expect(text).toContain('DD/MM/YYYY');
  await importing.mapping.fill(text.replace('role: diagnoses', 'role: [diagnoses'));
  await expect(lacuna.failure).toContainText('The mapping cannot be used');
  await expect(stays.getByLabel('Birth', { exact: true })).toBeDisabled();
  await expectNoViolations(page);
  await importing.mapping.fill(text.replace('birth:', 'death:'));
  await expect(stays.getByLabel('Death', { exact: true })).toBeEnabled();
  await expect(stays.getByLabel('Birth', { exact: true })).toHaveCount(0);
  await importing.mapping.fill(text);

  await importing.checkMapping();
  await expect(importing.inspection).toContainText('faelle.csv');
  await importing.run(IMPORT_MS);
  const counts = await importing.importedRows();
  expect([counts.get('Patients'), counts.get('Diagnoses'), counts.get('Labs and vital signs')]).toEqual([
    '2',
    '3',
    '12',
  ]);
  await expect(importing.rejected).toContainText('labor.csv');
});
