import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { loadMimicFolder } from '../main/testing/mimic-server.ts';
import { POSTGRES_MISSING, PostgresCluster } from '../main/testing/postgres-cluster.ts';
import { expect, test } from './driver.ts';
import { readTable } from './pages/table.ts';

/** MIMIC-IV Clinical Database Demo v2.2 (ODbL), beside the repository; here it lies in a server. */
const DEMO = path.resolve(import.meta.dirname, '../../shared/data/mimic-iv-demo');
const IMPORT_MS = 120_000;
const NO_DEMO = existsSync(DEMO) ? null : 'skipped: ../shared/data/mimic-iv-demo is not there';
const WHY_NOT = POSTGRES_MISSING ?? NO_DEMO;

test.use({ journey: { name: 'postgres', data: 'none' } });
test.describe.configure({ mode: 'serial' });
test.skip(WHY_NOT !== null, WHY_NOT ?? '');

let cluster: PostgresCluster;

test.beforeAll(async () => {
  cluster = await PostgresCluster.start();
  await cluster.run('CREATE DATABASE mimic');
  await loadMimicFolder(cluster, DEMO);
});
test.afterAll(() => cluster.stop());

/** What a person types of the server. */
function fields(more: Readonly<Record<string, string>> = {}): Record<string, string> {
  const { port, password } = cluster;
  return {
    Host: '127.0.0.1',
    Port: String(port),
    Database: 'mimic',
    User: 'postgres',
    Password: password,
    ...more,
  };
}

test('a server is not contacted before the user allows it', async ({ lacuna, page }) => {
  const { import: importing } = lacuna;
  await lacuna.start.offerOfImport.click();
  await importing.chooseServer();
  await expect(importing.server).toContainText('switched off');
  await expect(importing.server.getByRole('button', { name: 'Look inside' })).toHaveCount(0);
  await importing.server.getByRole('link', { name: 'Settings' }).click();
  const network = page.getByRole('region', { name: 'Network' });
  await expect(network).toContainText('No server has been contacted.');
  const allow = network.getByLabel('Allow reading records from a PostgreSQL server');
  await allow.click();
  await expect(allow).toBeChecked();
  await page.goBack();
  await expect(importing.server.getByLabel('Host')).toHaveValue('localhost');
  expect(await cluster.sessions()).toBe(0);
});

test('what is wrong with the way there is named', async ({ lacuna }) => {
  const { import: importing } = lacuna;
  await lacuna.open('/import?from=server');
  await importing.inspectServer(fields({ Password: 'not the password' }));
  await expect(lacuna.failure).toContainText('The server does not let this user in');
  await importing.inspectServer(fields({ Database: 'mimic-iii' }));
  await expect(lacuna.failure).toContainText('The server has no such database');
});

test('its tables are looked into, counted there, and imported', async ({ lacuna, page, host }) => {
  const { import: importing } = lacuna;
  await lacuna.open('/import?from=server');
  await importing.inspectServer(fields({ 'Minimum age': '80' }));
  await expect(importing.inspection).toContainText('Found MIMIC-IV 2.2');
  await expect(importing.inspection).toContainText(
    `Contacted postgresql://postgres@127.0.0.1:${cluster.port}/mimic`,
  );
  const counted = await readTable(
    importing.inspection.getByRole('group', { name: 'Counted on the server' }).getByRole('table'),
  );
  expect(counted[0]).toMatchObject({ Patients: '100', Admissions: '275' });
  expect(counted.map((row) => Object.values(row)[0])).toEqual([
    'All on the server',
    'Aged 80 or over at the admission',
    'Read, with all of their admissions',
  ]);
  await importing.intoNewDatabase('From the server');
  await importing.run(IMPORT_MS);
  await test.step('the summary says where the records came from', async () => {
    await expect(importing.rejected).toContainText('No row was rejected');
    await expect(importing.server).toContainText('Contacted postgresql://');
    expect(page.url()).not.toContain(cluster.password);
    const rows = await importing.importedRows();
    expect(rows.get('Patients')).toBe(counted.at(-1)?.['Patients']);
    expect(Number(rows.get('Patients'))).toBeLessThan(100);
  });
  await lacuna.go('Patients');
  await expect(lacuna.patients.rows.first()).toBeVisible();
  await test.step('the contacts are shown, and the password is nowhere', async () => {
    await lacuna.go('Settings');
    const contacts = page.getByRole('list', { name: 'Servers contacted' });
    await expect(contacts.getByRole('listitem').first()).toContainText('imported');
    await lacuna.go('Activity');
    await expect(page.getByRole('main')).toContainText('Server contacted');
    expect(readFileSync(path.join(host.home, 'server-contacts.jsonl'), 'utf8')).not.toContain(
      cluster.password,
    );
    expect(host.log).not.toContain(cluster.password);
  });
});
