import { violations } from './axe.ts';
import { expect, test } from './driver.ts';
import { MimicFolder } from '../main/testing/mimic-folder.ts';
import { GermanWindow } from './pages/german-window.ts';

test.use({ journey: { name: 'language', data: 'small demo' } });

test('the window speaks German, with decimal commas, and English again, without a restart', async ({
  host,
  lacuna,
}) => {
  const { page } = lacuna;
  const calls = await host.connect();
  const german = new GermanWindow(page);
  const document = page.locator('html');
  await expect(document).toHaveAttribute('lang', 'en');

  await test.step('the choice changes the window under the hand', async () => {
    await lacuna.go('Settings');
    const choice = page.getByLabel('Language');
    await choice.focus();
    await choice.selectOption({ label: 'Deutsch' });
    await expect(lacuna.heading).toHaveText('Einstellungen');
    await expect(document).toHaveAttribute('lang', 'de');
    await expect(page.getByLabel('Sprache')).toBeFocused();
    expect.soft(await violations(page), 'settings').toEqual([]);
  });
  await test.step('a number may be typed with a comma, and is kept with it', async () => {
    const end = page.getByLabel('Bis, Prozent').first();
    await end.fill('12,5');
    await page.getByRole('button', { name: 'Stufen speichern' }).click();
    await expect.poll(async () => (await calls.settings.get.query()).bands[0]?.below).toBe(0.125);
    await page.reload();
    await expect(end).toHaveValue('12,5');
  });
  await test.step('patients are listed in German', async () => {
    await german.go('Patienten');
    await expect(german.stays.getByRole('columnheader', { name: 'Geschl.' })).toBeVisible();
    await expect(german.rows.first()).toContainText(/\d\s%/);
    await expect(german.rows.first()).toContainText(/verstorben|überlebt/);
    expect.soft(await violations(page), 'patients').toEqual([]);
  });
  await test.step('so is a patient: sentences, per cent, decimal commas, what if', async () => {
    await german.rows.first().getByRole('link').click();
    await expect(german.risk).toContainText(/\d\s%\s*versterben innerhalb von 90 Tagen nach der Entlassung/);
    await expect(german.risk).toContainText(/Basisrate im Training: \d+,\d\s%/);
    await expect(german.sum).toContainText(/−?\d,\d\d \(Basisrate\) [+−] \d,\d\d = −?\d,\d\d, das sind/);
    await german.switchOff('Diagnosen');
    await expect(german.risk).toContainText('ohne Diagnosen');
    expect.soft(await violations(page), 'what if').toEqual([]);
  });
  await test.step('why rows were rejected is said in German, beside their places as they are', async () => {
    const folder = new MimicFolder(host.home);
    folder.remove('note/discharge');
    folder.append('hosp/diagnoses_icd', '101,201,3,I10');
    folder.append('hosp/prescriptions', '101,201,603,yesterday,,Heparin,5000,UNIT,SC');
    await calls.databases.open.mutate({ path: host.scratch('rejected.db'), create: true });
    await host.ended(calls, await calls.imports.start.mutate({ folder: folder.folder }));
    const [run] = await calls.imports.runs.query();
    await lacuna.open(`/import/runs/${run?.run}`);
    const rejected = german.rejectedRows;
    await expect(rejected).toContainText(/hosp\/diagnoses_icd\.csv\s*5.*die Zeile hat 4 Felder/);
    await expect(rejected).toContainText(
      /hosp\/prescriptions\.csv\s*4\s*starttime\s*ein Datum oder eine Uhrzeit kann nicht gelesen werden/,
    );
    await expect(page.getByRole('region', { name: 'Wissenswert' })).toContainText(
      'stoptime liegt vor starttime',
    );
    await lacuna.open(`/import?folder=${encodeURIComponent(folder.folder)}`);
    await expect(page.getByRole('main')).toContainText('im Ordner fehlen note/discharge, note/radiology');
    await expect(page.getByRole('main')).toContainText('Entlassbriefe fehlen');
  });
  await test.step('and back', async () => {
    await german.go('Einstellungen');
    await german.speak('English');
    await expect(lacuna.heading).toHaveText('Settings');
    await expect(document).toHaveAttribute('lang', 'en');
  });
});
