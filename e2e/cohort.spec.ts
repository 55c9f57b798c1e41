import { parseCohort } from '../main/cohort-files/cohort-file.ts';
import { expect, test } from './driver.ts';
import { readTable } from './pages/table.ts';

const TRAINING_MS = 300_000;

test.use({ journey: { name: 'cohort', data: 'small demo' } });
test.describe.configure({ mode: 'serial' });

test('the counts follow each choice', async ({ lacuna }) => {
  const { cohort, page } = lacuna;
  await lacuna.go('Cohort');
  await expect(cohort.attrition).toBeVisible();
  const before = await cohort.staysLeft();
  await test.step('an age', async () => {
    await cohort.limitAge(60);
    await expect(page).toHaveURL(/ageFrom=60/);
    await expect.poll(() => cohort.rules()).toContain('Aged 60 or over');
    expect((await cohort.staysLeft()).at(-1)).toBeLessThan(before.at(-1) ?? 0);
  });
  await test.step('a diagnosis by name, and one that nobody has', async () => {
    await cohort.addDiagnosis('Name', 'heart');
    await cohort.addDiagnosis('Code', 'Z999');
    await expect(cohort.wantedDiagnoses).toHaveText([/"heart"\s*\d+ codes?/, /Z999\s*no code/]);
    await expect.poll(() => cohort.rules()).toContain('With a diagnosis in this stay: "heart" or Z999');
    await page.getByRole('button', { name: 'Remove Z999' }).click();
    await expect.poll(() => cohort.rules()).toContain('With a diagnosis in this stay: "heart"');
  });
  await test.step('nobody is on both sides of a split by unit', async () => {
    const split = await cohort.section('Training and test');
    await split.getByLabel('The test is decided by').selectOption({ label: 'unit' });
    await expect.poll(() => cohort.rules()).toContain('In a test unit, or of a person never seen in one');
    await split
      .getByLabel('The test is decided by')
      .selectOption({ label: 'patient: a hash of the id, 20%' });
  });
  await test.step('all of it is in the address', async () => {
    const rules = await cohort.rules();
    await page.reload();
    await expect(cohort.attrition).toBeVisible();
    expect(await cohort.rules()).toEqual(rules);
  });
});

test('what is not known at the prediction time is refused, with what can be asked for', async ({
  lacuna,
}) => {
  const { cohort, page } = lacuna;
  await lacuna.open('/cohort?task=mortality-hospital&dx=code:I50&dxIn=this-stay');
  await expect(lacuna.failure).toContainText('codes that are assigned after the prediction time');
  const diagnoses = await cohort.section('Diagnoses');
  await expect(diagnoses).toContainText('only earlier stays can be asked for');
  await diagnoses.getByLabel('Recorded').selectOption({ label: 'in an earlier stay' });
  await expect(lacuna.failure).toHaveCount(0);
  await expect.poll(() => cohort.rules()).toContain('With a diagnosis in an earlier stay: I50');
  await test.step('a length of stay is a finding', async () => {
    const people = await cohort.section('Age, stay, unit');
    await people.getByLabel('Length of stay, hours, to').fill('240');
    await expect(cohort.leakage).toContainText('Stayed 10 days or less');
  });
  await page.goBack();
});

test('a cohort is saved, taken up by name, and trained on', async ({ lacuna }) => {
  test.setTimeout(TRAINING_MS + 120_000);
  const { cohort, train, page } = lacuna;
  await lacuna.open('/cohort?ageFrom=50');
  await expect.poll(() => cohort.rules()).toContain('Aged 50 or over');
  await cohort.save('Over fifty');
  await expect(cohort.saved).toHaveValue('Over fifty@1');
  await test.step('its file is what the command line takes', async () => {
    const file = await cohort.section('As a file for the command line');
    await expect(file).toContainText('ageYears');
    const text = await file.getByRole('code').innerText();
    expect(parseCohort(text, 'over-fifty.yaml')).toEqual({
      task: 'mortality-90d',
      preset: 'default',
      filters: { ageYears: { from: 50 } },
    });
  });
  await test.step('another choice makes it another cohort', async () => {
    await cohort.limitAge(55);
    await expect(cohort.saved).toHaveValue('');
    await expect.poll(() => cohort.rules()).toContain('Aged 55 or over');
    await cohort.save('Over fifty');
    await expect(cohort.saved).toHaveValue('Over fifty@2');
    await cohort.saved.selectOption('Over fifty@1');
    await expect.poll(() => cohort.rules()).toContain('Aged 50 or over');
  });
  await test.step('it is trained on', async () => {
    await cohort.train();
    await expect(page.getByLabel('Cohort', { exact: true })).toHaveValue('Over fifty@1');
    await expect(page.getByText(/--cohort 'Over fifty@1'/)).toBeVisible();
    await train.choosePreset('Quick');
    await train.start();
    await train.isDone(TRAINING_MS);
  });
  await test.step('what a model was made with stays', async () => {
    await lacuna.go('Cohort');
    const uses = async () =>
      (await readTable(cohort.savedCohorts.getByRole('table'))).map((row) => [row.Name, row['Used by']]);
    await expect.poll(uses).toEqual([
      ['Over fifty@2', 'nothing yet'],
      ['Over fifty@1', '1 model or run'],
    ]);
    const remove = cohort.savedCohorts.getByRole('button', { name: 'Delete' });
    await expect(remove.nth(1)).toBeDisabled();
    await remove.nth(0).click();
    const asked = page.getByRole('dialog', { name: 'Delete Over fifty@2?' });
    await expect(asked).toContainText('no record is');
    await asked.getByRole('button', { name: 'Delete cohort' }).click();
    await expect(cohort.savedCohorts.getByRole('button', { name: 'Delete' })).toHaveCount(1);
  });
  await test.step('its patients are listed', async () => {
    await lacuna.open('/patients?saved=Over%20fifty@1');
    await expect(page.getByRole('table', { name: 'Stays' })).toBeVisible();
  });
});
