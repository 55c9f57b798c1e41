import { readFileSync } from 'node:fs';
import { expect, test } from './driver.ts';
import { figure, readTable } from './pages/table.ts';

/** The preparation takes less than a minute on two free cores; a busy machine may be slower. */
const FIRST_START_MS = 600_000;
const TRAINING_MS = 300_000;
const MODALITIES = ['Demographics', 'Notes', 'Labs', 'Diagnoses', 'Procedures', 'Medications'];

test.use({ journey: { name: 'synthetic', data: 'first start' } });
test.describe.configure({ mode: 'serial' });

/** Opens a test stay whose labs are there, the one with the highest risk. */
const WITH_LABS = '/patients?present=labs&split=test';

test('a first start prepares the demo, and the first prediction is three clicks away', async ({ lacuna }) => {
  test.setTimeout(FIRST_START_MS + 60_000);
  const { start, patients, patient, page } = lacuna;
  await test.step('the demo is being prepared, with progress, and nothing has to be clicked', async () => {
    await expect(start.preparation).toBeVisible();
    await expect(start.preparation).toHaveAttribute('aria-valuenow', /\d/);
    await expect(page.getByRole('button', { name: 'Running work: 1' })).toBeVisible();
  });
  await start.demoIsReady(FIRST_START_MS);
  await expect(lacuna.banner.getByText('synthetic', { exact: true })).toBeVisible();
  await start.choosePatient();
  const encounter = await patients.openFirst();
  await expect(lacuna.heading).toContainText(encounter);
  await expect(patient.riskPanel).toContainText(/\d%\s*die within 90 days of discharge/);
  await expect(patient.riskPanel).toContainText(/Base rate in training: \d+\.\d%/);
  await expect(patient.riskPanel.getByRole('img', { name: /^\d+ of 100$/ })).toBeVisible();
});

test('the contributions sum to the score', async ({ lacuna }) => {
  await lacuna.open(WITH_LABS);
  await lacuna.patients.openFirst();
  const { patient } = lacuna;
  const { base, sum, total, percent } = await patient.sum();
  expect(base + sum).toBeCloseTo(total, 1);
  expect(percent).toBe(await patient.percent());
  expect(100 / (1 + Math.exp(-total))).toBeCloseTo(percent, -0.3);
  const bars = await patient.listedContributions();
  const added = [...bars.values()].reduce((all, bar) => all + (Number.isNaN(bar) ? 0 : bar), 0);
  expect([...bars.keys()].map((name) => name.split(' ')[0])).toEqual(MODALITIES);
  expect(added).toBeCloseTo(sum, 1);
});

test('switching modalities asks what if, at once and without the host', async ({ lacuna }) => {
  await lacuna.open(WITH_LABS);
  await lacuna.patients.openFirst();
  const { patient, page } = lacuna;
  const asFound = await patient.sum();
  await lacuna.settled();
  const calls: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/api/')) calls.push(request.url());
  });

  await test.step('labs off: a banner, another risk, and what stands in by name', async () => {
    await patient.toggle('Labs');
    await expect(patient.whatIf).toContainText('What if');
    await expect(patient.whatIf).toContainText('without labs');
    await expect(patient.whatIf).toContainText(`as found ${asFound.percent}%`);
    await expect(patient.row('Labs')).toContainText('switched off');
    await expect(patient.row('Labs')).toContainText(/in its place:\s*\w+, (\w+ similar|similarity unknown)/);
    await expect(patient.standIns).toContainText(/\w+ stand in, (\w+ similar \(|similarity unknown)/);
    expect((await patient.sum()).total).not.toBe(asFound.total);
  });
  await test.step('reset brings back the score as found', async () => {
    await patient.reset();
    await expect(patient.whatIf).toHaveCount(0);
    expect(await patient.sum()).toEqual(asFound);
  });
  await test.step('everything off is not assessed, never a default', async () => {
    await patient.allOff();
    await expect(patient.riskPanel.getByText('Not assessed').last()).toBeVisible();
    await expect(patient.riskPanel).toContainText('Every modality is switched off');
    await expect(patient.contributions).toHaveCount(0);
  });
  await test.step('three off at once: the others stand in for each', async () => {
    await patient.reset();
    for (const name of ['Labs', 'Notes', 'Diagnoses']) await patient.toggle(name);
    for (const name of ['Labs', 'Notes', 'Diagnoses']) {
      await expect(patient.row(name)).toContainText(/in its place:\s*\w+, /);
    }
    await expect(patient.whatIf).toContainText('without notes, labs, diagnoses');
  });
  await test.step('only labs keeps labs', async () => {
    await patient.only('Labs');
    await expect(patient.switchOf('Labs')).toBeChecked();
    await expect(patient.switchOf('Demographics')).not.toBeChecked();
    await patient.reset();
  });
  expect(calls, 'calls that the switches made').toEqual([]);
});

test('what is switched off is in the address, and stays when the page is loaded again', async ({
  lacuna,
}) => {
  await lacuna.open(WITH_LABS);
  await lacuna.patients.openFirst();
  const { patient, page } = lacuna;
  await patient.toggle('Labs');
  await expect(page).toHaveURL(/without=labs/);
  const whatIf = await patient.sum();
  await page.reload();
  await expect(patient.switchOf('Labs')).not.toBeChecked();
  expect(await patient.sum()).toEqual(whatIf);
  await page.goBack();
  await expect(lacuna.heading).toHaveText('Patients');
});

test('each value of the record names the file and line that it was read from', async ({ lacuna }) => {
  await lacuna.open(WITH_LABS);
  await lacuna.patients.openFirst();
  const { patient } = lacuna;
  await patient.look(patient.record, 'Labs');
  const [first] = await readTable(patient.record.getByRole('table'));
  expect(first?.['Read from']).toMatch(/^hosp\/labevents\.csv\.gz:\d+$/);
  await patient.look(patient.evidence, 'Labs');
  await expect(patient.evidence.getByRole('table')).toContainText(/hosp\/labevents\.csv\.gz:\d+/);
});

test('a stay is compared with others, and a disagreement is kept and logged', async ({ lacuna }) => {
  test.setTimeout(TRAINING_MS);
  await lacuna.open('/patients?absent=labs&split=test');
  await lacuna.patients.openFirst();
  const { patient, page } = lacuna;
  await test.step('how far the risk could move if labs were known', async () => {
    await expect(patient.ifComplete).toContainText(/between \d+%? and \d+% in eight of ten cases/);
  });
  await test.step('the nearest stays lead on, and are none of this one', async () => {
    await expect(patient.neighbours).toContainText(/\d+ of the 10 nearest had the event/);
    await expect(patient.neighbours.getByRole('link', { name: /^\d+$/ })).toHaveCount(10);
    await expect(patient.neighbours.getByRole('img', { name: /^The risk is higher than/ })).toBeVisible();
  });
  await test.step('one of them is put beside this one, and the address keeps it', async () => {
    await patient.neighbours
      .getByRole('link', { name: /^Compare with stay/ })
      .first()
      .click();
    await expect(patient.beside).toContainText(/Stay \d+: <?\d.*; Stay \d+: <?\d/);
    const rows = await readTable(patient.beside.getByRole('table'));
    expect(rows.map((row) => row.Modality)).toEqual(MODALITIES);
    await expect(page).toHaveURL(/besideStay=/);
    await patient.beside.getByRole('button', { name: 'Close' }).click();
    await expect(patient.beside).toHaveCount(0);
  });
  await test.step('a disagreement with a reason stays with the stay', async () => {
    await patient.disagree('limits_of_care', 'agreed on the ward');
    await expect(patient.disagreement.getByRole('table')).toContainText('agreed on the ward');
    await page.reload();
    await expect(patient.disagreement.getByRole('table')).toContainText('Limits of care were agreed');
  });
  await test.step('the log says that, and nothing of what was said', async () => {
    await lacuna.go('Activity');
    await expect(page.getByRole('main')).toContainText('Disagreed with a risk');
    await expect(page.getByRole('main')).not.toContainText('agreed on the ward');
  });
});

test('a training run shows its curves while it runs, and can be stopped', async ({ lacuna }) => {
  test.setTimeout(2 * TRAINING_MS + 60_000);
  const { train, page } = lacuna;
  await test.step('a quick run is followed to its end', async () => {
    await lacuna.go('Train');
    await train.choosePreset('Quick');
    await train.name('Quick journey');
    await train.start();
    await train.firstEpoch(TRAINING_MS);
    await train.isDone(TRAINING_MS);
    await expect(train.curves.getByRole('img', { name: /^Validation AUROC/ })).toBeVisible();
  });
  await test.step('another one is paused at its first epoch, goes on, and is stopped', async () => {
    await lacuna.go('Train');
    await train.choosePreset('Desktop');
    await train.name('Stopped journey');
    await train.start();
    await train.firstEpoch(TRAINING_MS);
    await train.pause();
    await train.resume();
    await train.stop();
    await expect(page.getByRole('main').getByText('cancelled', { exact: true })).toBeVisible();
    await expect(train.progress).toHaveCount(0);
  });
  await test.step('both are on the list of runs', async () => {
    await lacuna.go('Train');
    const states = (await readTable(train.runs.getByRole('table'))).map((row) => row.State);
    expect(states.slice(0, 2)).toEqual(['cancelled', 'done']);
  });
});

test('settings are searched, and the model is looked into and compared', async ({ lacuna }) => {
  test.setTimeout(3 * TRAINING_MS + 60_000);
  const { models, train } = lacuna;
  await test.step('a custom run says what it is before it starts', async () => {
    await lacuna.go('Train');
    await train.choosePreset('Quick');
    await train.choosePreset('Custom');
    await train.set('Epochs', '4');
    await train.search(2);
    await train.name('Searched journey');
    await expect(train.command).toContainText('--preset quick');
    await expect(train.command).toContainText('--set epochs=4 --search 2');
  });
  await test.step('each trial is listed, and the chosen one is trained', async () => {
    await train.start();
    await train.isDone(2 * TRAINING_MS);
    const trials = await readTable(train.trials.getByRole('table'));
    expect(trials.map((row) => row.Outcome)).toEqual(['chosen', 'trained in full']);
    await train.openModel();
  });
  await test.step('the model is looked into and compared with another', async () => {
    await expect(await models.diagnose(TRAINING_MS)).toContainText('Medications');
    await expect(await models.compareWith('Synthetic demo', TRAINING_MS)).toContainText('50% missing');
  });
});

test('a model is opened, exported and deleted', async ({ lacuna, host }) => {
  const { models, page } = lacuna;
  await lacuna.go('Models');
  await expect(models.entry('Synthetic demo')).toContainText('synthetic');
  await models.openModel('Quick journey');
  await models.openTab('Card');
  await expect(models.card).toContainText(/research/i);
  await test.step('export writes one file', async () => {
    const file = host.scratch('quick.lacuna');
    await models.export(file);
    expect(readFileSync(file).subarray(0, 2).toString()).toBe('PK');
  });
  await test.step('delete asks first', async () => {
    const asked = await models.askToDelete('Quick journey');
    await expect(asked).toContainText('This cannot be undone');
    await asked.getByRole('button', { name: 'Cancel' }).click();
    await expect(asked).toBeHidden();
    await expect(lacuna.heading).toHaveText('Quick journey');
    const askedAgain = await models.askToDelete('Quick journey');
    await askedAgain.getByRole('button', { name: 'Delete' }).click();
    await expect(page).toHaveURL(/\/models$/);
    await expect(models.entry('Synthetic demo')).toBeVisible();
    await expect(models.entry('Quick journey')).toHaveCount(0);
  });
});

test('an audit shows what the model relies on, and each missingness pattern', async ({ lacuna }) => {
  test.setTimeout(TRAINING_MS + 60_000);
  const { audit } = lacuna;
  await lacuna.go('Audit');
  await audit.run(TRAINING_MS);
  const reliance = await readTable(audit.reliance.getByRole('table'));
  expect(reliance.map((row) => row.Modality)).toEqual(MODALITIES);
  for (const row of reliance) {
    expect(figure(row['Mean absolute contribution'])).toBeGreaterThanOrEqual(
      Math.abs(figure(row['Mean signed contribution'])),
    );
    expect(row['AUROC alone']).toMatch(/^0\.\d{3}$/);
  }
  const patterns = await readTable(await audit.patternTable());
  const stays = patterns.reduce((all, row) => all + figure(row.Stays), 0);
  await expect(audit.overview).toContainText(`Test stays${stays.toLocaleString('en')}`);
  await test.step('the report is one file that needs nothing else, with every number as CSV', async () => {
    const html = await audit.saveReport('HTML');
    expect(html).toContain("default-src 'none'");
    expect(html.match(/<svg/g)?.length).toBeGreaterThan(4);
    const csv = await audit.saveReport('CSV');
    expect(csv).toContain(`Test stays,Value,${stays}`);
  });
});

test('the demo goes in one click, and the start says what to do', async ({ lacuna }) => {
  const { start } = lacuna;
  const asked = await start.askToRemoveDemo();
  await expect(asked).toContainText('Your own databases stay');
  await asked.getByRole('button', { name: 'Remove demo' }).click();
  await expect(start.offerOfDemo).toBeVisible();
  await expect(start.offerOfImport).toBeVisible();
  await expect(start.databases).toContainText('No database yet');
  await expect(lacuna.banner).toContainText('No database yet');
  for (const screen of ['Cohort', 'Patients', 'Models', 'Audit'] as const) {
    await lacuna.go(screen);
    await expect(lacuna.page.getByRole('main').getByRole('button').last()).toBeVisible();
    await expect(lacuna.failure).toHaveCount(0);
  }
});
