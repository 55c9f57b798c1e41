import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from './driver.ts';
import { readTable } from './pages/table.ts';

const IMPORT_MS = 60_000;
const STAYS_EACH = 2;

test.use({ journey: { name: 'fhir', data: 'none' } });
test.describe.configure({ mode: 'serial' });

/** A bundle of one person with two stays a week apart, as Synthea writes it. */
function bundleOf(person: string): object {
  const coded = (system: string, code: string, display: string) => ({ coding: [{ system, code, display }] });
  const subject = { reference: `urn:uuid:${person}` };
  const resources = [
    { resourceType: 'Patient', id: person, gender: 'female', birthDate: '1950-06-15' },
    ...[1, 11].flatMap((day) => {
      const at = (days: number) => `2019-05-${String(day + days).padStart(2, '0')}T10:00:00-05:00`;
      const stay = `${person}-${day}`;
      const encounter = { reference: `urn:uuid:${stay}` };
      return [
        {
          resourceType: 'Encounter',
          id: stay,
          status: 'finished',
          class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'IMP' },
          subject,
          period: { start: at(0), end: at(4) },
        },
        {
          resourceType: 'Condition',
          id: `${stay}-c`,
          code: coded('http://snomed.info/sct', '84114007', 'Heart failure'),
          subject,
          encounter,
        },
        {
          resourceType: 'Observation',
          id: `${stay}-o`,
          status: 'final',
          code: coded('http://loinc.org', '2160-0', 'Creatinine'),
          subject,
          encounter,
          effectiveDateTime: at(1),
          valueQuantity: { value: 1.4, unit: 'mg/dL' },
        },
      ];
    }),
  ];
  const entry = resources.map((resource) => ({ fullUrl: `urn:uuid:${resource.id}`, resource }));
  return { resourceType: 'Bundle', type: 'transaction', entry };
}

/** A folder of bundles and a file of NDJSON, in which one resource is bad. */
function writeFolder(place: string): string {
  const folder = path.join(place, 'synthea');
  mkdirSync(folder);
  for (const person of ['anna', 'berta'])
    writeFileSync(path.join(folder, `${person}.json`), JSON.stringify(bundleOf(person)));
  const bad = { resourceType: 'Observation', status: 'final', code: {}, valueQuantity: { value: 'high' } };
  writeFileSync(path.join(folder, 'Observation.ndjson'), `\n${JSON.stringify(bad)}\n`);
  return folder;
}

test('a folder of FHIR is known as such, and imported', async ({ lacuna, host }) => {
  const { import: importing } = lacuna;
  await lacuna.start.offerOfImport.click();
  await importing.inspect(writeFolder(host.home));
  await expect(importing.inspection).toContainText('Found FHIR R4');
  await importing.run(IMPORT_MS);
  await expect(lacuna.heading).toHaveText('Import of FHIR R4');
  const imported = await importing.importedRows();
  expect(imported.get('Patients')).toBe('2');
  expect(imported.get('Stays, hospital and ICU')).toBe(String(2 * STAYS_EACH));
  const [rejected] = await readTable(importing.rejected.getByRole('table').last());
  expect(rejected).toMatchObject({
    File: 'Observation.ndjson',
    Line: '2',
    Column: 'Observation.valueQuantity.value',
  });
});

test('the cohort is of stays in hospital, with labels', async ({ lacuna }) => {
  const { cohort } = lacuna;
  await lacuna.go('Cohort');
  await cohort.chooseTask('Readmission within 15 days');
  await expect(cohort.definition).toContainText('2 of 4 labelled stays');
});

test('the stays are listed without a model', async ({ lacuna, page }) => {
  await lacuna.go('Patients');
  await expect(page.getByRole('table', { name: 'Stays' })).toHaveAttribute('aria-rowcount', '5');
});
