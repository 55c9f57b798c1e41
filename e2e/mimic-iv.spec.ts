import { chmodSync, cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { expect, test } from './driver.ts';
import { figure, readTable } from './pages/table.ts';

/** MIMIC-IV Clinical Database Demo v2.2 (ODbL), beside the repository. */
const DEMO = path.resolve(import.meta.dirname, '../../shared/data/mimic-iv-demo');
const IMPORT_MS = 120_000;
const TRAINING_MS = 300_000;

test.use({ journey: { name: 'mimic-iv', data: 'none' } });
test.describe.configure({ mode: 'serial' });
test.skip(!existsSync(DEMO), '../shared/data/mimic-iv-demo is not there');

/** A copy of the demo with a bad prescription, and without its last diagnosis. @returns the folder and the bad row's line. */
function copyWithBadRow(place: string): { readonly folder: string; readonly line: number } {
  const folder = path.join(place, 'mimic-with-a-bad-row');
  cpSync(DEMO, folder, { recursive: true });
  const file = path.join(folder, 'hosp/prescriptions.csv.gz');
  const text = gunzipSync(readFileSync(file)).toString();
  const columns = text.slice(0, text.indexOf('\n')).split(',');
  const bad: Readonly<Record<string, string>> = {
    subject_id: '10000032',
    hadm_id: '22595853',
    starttime: 'yesterday',
    drug: 'Heparin',
  };
  const row = columns.map((column) => bad[column] ?? '').join(',');
  writeFileSync(file, gzipSync(`${text}${row}\n`));
  const diagnoses = path.join(folder, 'hosp/diagnoses_icd.csv.gz');
  const rows = gunzipSync(readFileSync(diagnoses)).toString().trimEnd().split('\n');
  writeFileSync(diagnoses, gzipSync(`${rows.slice(0, -1).join('\n')}\n`));
  return { folder, line: text.split('\n').length };
}

/** A copy of the demo with its laboratory file many times over, so that there is time to cancel. @returns the folder. */
function copyWithManyLabs(place: string): string {
  const folder = path.join(place, 'mimic-with-many-labs');
  cpSync(DEMO, folder, { recursive: true });
  const file = path.join(folder, 'hosp/labevents.csv.gz');
  const bytes = readFileSync(file);
  chmodSync(file, 0o600);
  // Compressed files may be put one behind the other.
  writeFileSync(file, Buffer.concat(Array.from({ length: 20 }, () => bytes)));
  return folder;
}

test('a folder is looked into before anything is read, then imported', async ({ lacuna, host }) => {
  const { import: importing, page } = lacuna;
  await lacuna.start.offerOfImport.click();
  await importing.inspect(DEMO);
  await test.step('what is in the folder, and what will be missing', async () => {
    await expect(importing.inspection).toContainText('Found MIMIC-IV 2.2 demo');
    await expect(importing.inspection).toContainText(/Notes.*the folder has none of note\/discharge/);
    await expect(importing.inspection).toContainText('No file is shorter than published');
    await expect(importing.inspection.getByRole('table')).toContainText('hosp/labevents.csv.gz');
    await expect(lacuna.banner).toContainText('No database yet');
  });
  await test.step('a cancelled import leaves nothing behind', async () => {
    await importing.inspect(copyWithManyLabs(host.home));
    await importing.intoNewDatabase('MIMIC-IV demo');
    await importing.begin();
    await importing.cancel();
    await expect(importing.earlier).toContainText('cancelled');
    await lacuna.go('Start');
    await expect(lacuna.start.databases).toContainText('0 patients');
    await page.goBack();
    await importing.inspect(DEMO);
  });
  await importing.run(IMPORT_MS);
  await test.step('the summary counts every row', async () => {
    await expect(importing.rejected).toContainText('No row was rejected');
    const imported = await importing.importedRows();
    expect(imported.get('Patients')).toBe('100');
    // 275 admissions and 140 stays in intensive care.
    expect(imported.get('Stays, hospital and ICU')).toBe('415');
    expect(imported.get('Labs and vital signs')).toBe('107,727');
    const warnings = await readTable(importing.warnings.getByRole('table'));
    const stops = warnings.find(({ What: what }) => /stop/.test(what ?? ''));
    expect(stops).toMatchObject({ File: 'hosp/prescriptions.csv.gz', Rows: '753' });
  });
  await expect(lacuna.banner).toContainText('mimic-iv-demo');
  await page.reload();
  await expect(lacuna.heading).toHaveText('Import of MIMIC-IV 2.2 demo');
});

test('the cohort of MUSE loses 57, 8 and 9 stays, rule by rule', async ({ lacuna }) => {
  const { cohort } = lacuna;
  await lacuna.go('Cohort');
  await expect(cohort.definition).toContainText('25 of 260 labelled stays (9.6%)');
  await cohort.choosePreset(/^MUSE/);
  await expect(cohort.labels).toHaveValue('muse');
  await expect(cohort.definition).toContainText('10 of 101 labelled stays (9.9%)');
  await cohort.labels.selectOption('Complete follow-up');
  await expect(cohort.definition).toContainText('10 of 201 labelled stays (5.0%)');
  // All, not after death, at most 10 days, 18 to 89, discharged alive.
  expect(await cohort.staysLeft()).toEqual([275, 275, 218, 210, 201]);
});

test('a model is trained on records without notes, and says what it cannot assess', async ({ lacuna }) => {
  test.setTimeout(TRAINING_MS + 60_000);
  const { cohort, train, page } = lacuna;
  await lacuna.go('Cohort');
  await cohort.train();
  await train.choosePreset('Quick');
  await train.name('Demo journey');
  await train.start();
  await train.isDone(TRAINING_MS);
  await train.openModel();
  await expect(lacuna.heading).toHaveText('Demo journey');
  await expect(page.getByRole('region', { name: 'Left out of this model' })).toContainText('Notes');
  const performance = page.getByRole('region', { name: 'Performance' });
  await expect(performance).toContainText(/Test AUROC and AUPRC not assessed: \d+ events/);
});

test('a patient shows the notes as absent, not as zero', async ({ lacuna }) => {
  const { patient } = lacuna;
  await lacuna.open('/patients?split=test&present=labs');
  await lacuna.patients.openFirst();
  await expect(patient.riskPanel).toContainText(/\d%\s*die within 90 days of discharge/);
  await expect(patient.riskPanel).toContainText(/[Ii]nterval not assessed/);
  await expect(patient.row('Notes')).toContainText('absent');
  await expect(patient.switchOf('Notes')).toBeDisabled();
  expect((await patient.listedContributions()).get('Notes (absent)')).toBeNaN();
  const before = await patient.sum();
  await patient.toggle('Labs');
  await expect(patient.whatIf).toContainText('without labs');
  expect(await patient.sum()).not.toEqual(before);
});

test('an audit leaves open what so few events cannot say', async ({ lacuna }) => {
  test.setTimeout(TRAINING_MS);
  const { audit, page } = lacuna;
  await lacuna.go('Audit');
  await audit.run(TRAINING_MS);
  const reliance = await readTable(audit.reliance.getByRole('table'));
  expect(reliance.map((row) => row.Modality)).not.toContain('Notes');
  for (const row of reliance) {
    expect(figure(row['Mean absolute contribution'])).toBeGreaterThan(0);
    expect(row['AUROC alone']).toBe('– –');
  }
  await expect(page.getByRole('main')).toContainText(/Test AUROC and AUPRC not assessed: \d+ events/);
  const patterns = await readTable(await audit.patternTable());
  const stays = patterns.reduce((all, row) => all + figure(row.Stays), 0);
  await expect(page.getByRole('main')).toContainText(`Test stays${stays.toLocaleString('en')}`);
});

test('a bad row is left out and named with its file and line', async ({ lacuna, host }) => {
  const { import: importing, page } = lacuna;
  const { folder, line } = copyWithBadRow(host.home);
  await lacuna.go('Import');
  await importing.inspect(folder);
  await expect(importing.inspection).toContainText(/hosp\/diagnoses_icd.csv.gz\s*4,505 of 4,506 rows/);
  await importing.intoNewDatabase('with a bad row');
  await importing.run(IMPORT_MS);
  const warnings = await readTable(importing.warnings.getByRole('table'));
  expect(warnings.find(({ What: what }) => /4,505 of the 4,506 rows/.test(what ?? ''))).toMatchObject({
    File: 'hosp/diagnoses_icd.csv.gz',
    Rows: '1',
  });
  const [rejected, ...others] = await readTable(importing.rejected.getByRole('table'));
  expect(others).toEqual([]);
  expect(rejected).toMatchObject({
    File: 'hosp/prescriptions.csv.gz',
    Line: line.toLocaleString('en'),
    Column: 'starttime',
  });
  await test.step('the list is saved as CSV, without the row itself', async () => {
    const download = page.waitForEvent('download');
    await importing.rejected.getByRole('button', { name: 'Save all as CSV' }).click();
    const csv = readFileSync(await (await download).path(), 'utf8');
    expect(csv).toContain(`hosp/prescriptions.csv.gz,${line},starttime,bad_date`);
    expect(csv).not.toContain('yesterday');
  });
});
