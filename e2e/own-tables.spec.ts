import AxeBuilder from '@axe-core/playwright';
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
  await importing.ownTables.getByText('faelle.csv').click();
  await expect(importing.ownTables.getByRole('group', { name: 'Columns of faelle.csv' })).toBeVisible();
  const region = page.getByRole('region', { name: 'How they will be read' });
  await expect(region).toContainText('fits more than one form of dates');
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);

  await importing.checkMapping();
  await expect(lacuna.failure).toContainText('The mapping cannot be used');
  const text = await importing.mapping.inputValue();
  const [, either = ''] = /dates: (.* or .*)/.exec(text) ?? [];
  await importing.mapping.fill(text.replaceAll(either, 'DD/MM/YYYY HH:mm'));
  await importing.checkMapping();
  await expect(importing.inspection).toContainText('faelle.csv');
  await importing.run(IMPORT_MS);
  const rows = await importing.importedRows();
  expect([rows.get('Patients'), rows.get('Diagnoses'), rows.get('Labs and vital signs')]).toEqual([
    '2',
    '3',
    '12',
  ]);
  await expect(importing.rejected).toContainText('labor.csv');
});
