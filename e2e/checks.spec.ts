import { expect, test } from './driver.ts';
import { figure, readTable } from './pages/table.ts';

test.use({ journey: { name: 'checks', data: 'small demo' } });
test.describe.configure({ mode: 'serial' });

/** A prediction during the stay from what is written at its end. */
const REFUSED = '?task=mortality-hospital&timing=retrospective';

test('the leakage check says what it looked for, and what it found', async ({ lacuna }) => {
  await lacuna.open('/cohort?task=readmission-15d&labels=muse');
  const { leakage, refusal } = lacuna.cohort;
  await expect(leakage).toContainText('will look better than it is');
  await expect(refusal).toHaveCount(0);
  const found = await readTable(leakage.getByRole('table', { name: 'Selection by what happened later' }));
  expect(found).toHaveLength(1);
  expect(figure(found[0]!.Count)).toBeGreaterThan(100);
  await test.step('every rule is listed with what it means', async () => {
    await leakage.getByText(/^All \d+ rules$/).click();
    await expect(
      leakage.getByText('One person in training and test', { exact: false }).first(),
    ).toBeVisible();
    await expect(leakage.getByText('nothing found').first()).toBeVisible();
  });
});

test('a cohort that would leak is refused on its own screen and at training', async ({ lacuna, page }) => {
  await lacuna.open(`/cohort${REFUSED}`);
  await expect(lacuna.cohort.refusal).toContainText('Discharge codes during the stay');
  await lacuna.open(`/train${REFUSED}`);
  await expect(lacuna.cohort.refusal).toContainText('Billing codes and the discharge summary');
  await expect(page.getByRole('button', { name: 'Start training' })).toBeDisabled();
  await lacuna.cohort.refusal.getByRole('link').click();
  await expect(page).toHaveURL(/\/cohort\?task=mortality-hospital&timing=retrospective/);
});

test('what is missing is shown by group, with what tells it and what no figure can exclude', async ({
  lacuna,
}) => {
  await lacuna.open('/cohort?task=mortality-90d');
  const { absence, told, items } = lacuna.cohort;
  await expect(told).toContainText('missing not at random');
  await test.step('the type of the stay tells where medications are absent', async () => {
    await expect(told).toHaveAccessibleName(/^Absence of medications can be told \(AUROC 0\.[89]\d\)$/);
    await told.getByRole('button', { name: /^Show table/ }).click();
    const rows = await readTable(told.getByRole('table'));
    const medications = rows.find((row) => row.Modality === 'Medications');
    expect(medications!['Told most by']).toMatch(/bservation/);
  });
  await test.step('groups can be chosen, and small counts are not shown', async () => {
    await absence.getByLabel('Groups', { exact: true }).selectOption('by age');
    await absence.getByRole('button', { name: /^Show table/ }).click();
    const rows = await readTable(absence.getByRole('table'));
    expect(rows.map((row) => row.Group)).toEqual(['All stays', '18–44', '45–64', '65–79', '80 and over']);
    for (const row of rows) {
      for (const [column, text] of Object.entries(row)) {
        if (column !== 'Group' && text !== '– –' && text !== '0') expect(figure(text)).toBeGreaterThan(10);
      }
    }
  });
  await test.step('items of any modality', async () => {
    await items.getByLabel('Modality', { exact: true }).selectOption('Medications');
    const rows = await readTable(items.getByRole('table'));
    expect(rows.length).toBeGreaterThan(5);
    expect(rows[0]!.Item).toMatch(/^DRUG /);
  });
});
