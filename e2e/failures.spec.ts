import { mkdirSync, writeFileSync } from 'node:fs';
import { expect, test } from './driver.ts';

test.use({ journey: { name: 'failures', data: 'small demo' } });

/** The name of a failure, as the panel shows it for reports. */
const code = (name: string): RegExp => new RegExp(`Code\\s*${name}`);

test.describe('a folder that cannot be imported', () => {
  const cases = [
    {
      what: 'does not exist',
      make: (place: string) => `${place}/nowhere`,
      title: 'The folder does not exist',
      action: 'Check the path, or choose the folder from the list.',
      name: 'folder_not_found',
    },
    {
      what: 'is a file',
      make: (place: string) => {
        writeFileSync(`${place}/a-file.csv`, 'a,b\n');
        return `${place}/a-file.csv`;
      },
      title: 'This is a file, not a folder',
      action: 'Choose the folder that the file lies in.',
      name: 'not_a_folder',
    },
    {
      what: 'is empty',
      make: (place: string) => {
        mkdirSync(`${place}/empty`, { recursive: true });
        return `${place}/empty`;
      },
      title: 'The folder is empty',
      action: 'Choose the folder that holds the records.',
      name: 'folder_empty',
    },
    {
      what: 'holds something else',
      make: (place: string) => {
        mkdirSync(`${place}/photos`, { recursive: true });
        writeFileSync(`${place}/photos/cat.txt`, 'a cat');
        return `${place}/photos`;
      },
      title: 'The folder does not look like a source that can be read',
      action: 'Choose the folder as published',
      name: 'wrong_source',
    },
  ];
  for (const { what, make, title, action, name } of cases) {
    test(`that ${what} is refused by name, with what to do`, async ({ lacuna, host }) => {
      await lacuna.go('Import');
      await lacuna.import.inspect(make(host.home));
      await expect(lacuna.failure).toContainText(title);
      await expect(lacuna.failure).toContainText(action);
      await expect(lacuna.failure).toContainText(code(name));
      await expect(lacuna.import.startButton).toHaveCount(0);
      await expect(lacuna.failure.getByRole('button', { name: 'Try again' })).toBeVisible();
    });
  }

  test('for want of a required file cannot be started, and says which', async ({ lacuna, host }) => {
    const folder = `${host.home}/half`;
    mkdirSync(`${folder}/hosp`, { recursive: true });
    writeFileSync(
      `${folder}/hosp/patients.csv`,
      'subject_id,gender,anchor_age,anchor_year,anchor_year_group,dod\n',
    );
    await lacuna.go('Import');
    await lacuna.import.inspect(folder);
    await expect(lacuna.import.inspection).toContainText('The import cannot start');
    await expect(lacuna.import.inspection).toContainText(/hosp\/admissions\s*required/);
    await expect(lacuna.import.startButton).toBeDisabled();
  });
});

test('a damaged model file is not loaded, and the registry stays as it was', async ({ lacuna, host }) => {
  const { models } = lacuna;
  const file = host.scratch('damaged.lacuna');
  writeFileSync(file, Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(200, 7)]));
  await lacuna.go('Models');
  await expect(models.registry).toBeVisible();
  const dialog = await models.import(file);
  await expect(dialog.getByRole('alert')).toContainText('The model file is damaged');
  await expect(dialog.getByRole('alert')).toContainText(code('bundle_damaged'));
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(models.registry.getByRole('row')).toHaveCount(2);
});

test('a link to a stay that is not there says so', async ({ lacuna }) => {
  await lacuna.open('/patients/99999999');
  await expect(lacuna.failure).toContainText('There is no such stay in this database');
  await expect(lacuna.failure).toContainText('Check the id, or choose another database.');
  await lacuna.go('Patients');
  await expect(lacuna.patients.rows.first()).toBeVisible();
});

test('a link to a model that is not there says so', async ({ lacuna }) => {
  await lacuna.open('/models/no-such-model');
  await expect(lacuna.failure).toContainText('This does not exist');
});

test('an address that leads nowhere leads back', async ({ lacuna }) => {
  await lacuna.open('/no/such/screen');
  await expect(lacuna.page.getByText('There is no such page')).toBeVisible();
  await lacuna.page.getByRole('button', { name: 'Go to the start' }).click();
  await expect(lacuna.start.databases).toBeVisible();
});

test('a window that is not signed in sees nothing', async ({ host, browser }) => {
  const stranger = await browser.newContext();
  const page = await stranger.newPage();
  const response = await page.goto(`${host.address}/patients`);
  expect(response?.status()).toBe(401);
  await expect(page.getByText('press Enter in the terminal where Lacuna runs')).toBeVisible();
  const call = await stranger.request.get(`${host.address}/api/trpc/patients.list`);
  expect(call.status()).toBe(401);
  expect(await call.text()).not.toContain('encounter');
  await stranger.close();
});

test('a link signs in one window, once', async ({ host, browser }) => {
  const link = await host.link();
  const first = await browser.newContext();
  expect((await (await first.newPage()).goto(link))?.status()).toBe(200);
  const second = await browser.newContext();
  expect((await (await second.newPage()).goto(link))?.status()).toBe(401);
  await Promise.all([first.close(), second.close()]);
});
