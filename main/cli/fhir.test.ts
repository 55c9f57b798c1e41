import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { evaluation } from '../api/audits.ts';
import { lintReport } from '../api/checks.ts';
import { cohortDescription } from '../api/cohorts.ts';
import { importSummary, inspection } from '../api/imports.ts';
import { missingnessReport } from '../api/missingness.ts';
import { prediction } from '../api/predictions.ts';
import { trainingSummary } from '../api/training.ts';
import { fhirCohort } from '../testing/fhir-cohort.ts';
import { FhirFolder } from '../testing/fhir-folder.ts';
import { documentOf, errorOf, runLacuna, type Ended, SHORT_TRAINING } from '../testing/lacuna-process.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

const PEOPLE = 450;
const OTHERS = 150;
/** Every third has a second stay. */
const STAYS = PEOPLE + PEOPLE / 3;

describe('FHIR by command line', () => {
  const place = temporaryFolder();
  const home = path.join(place, 'home');
  const database = path.join(place, 'records.sqlite');
  const bundle = path.join(place, 'model.lacuna');
  const inDatabase = ['--database', database, '--json'];
  const task = ['--task', 'readmission-15d'];
  const lacuna = (...args: string[]): Promise<Ended> => runLacuna(args, { home });

  let folder: FhirFolder;
  let trained: z.infer<typeof trainingSummary>;

  beforeAll(async () => {
    mkdirSync(home);
    folder = new FhirFolder(place);
    folder.writeNdjson(fhirCohort(PEOPLE));
    folder.append(
      'Condition.ndjson',
      '{"resourceType":"Condition","subject":{"reference":"Patient/p0"},"onsetDateTime":"soon"}',
    );
    const imported = documentOf(await lacuna('import', folder.folder, ...inDatabase), importSummary);
    expect(imported).toMatchObject({
      source: 'fhir',
      release: 'R4',
      rejected: 1,
      imported: { encounter: STAYS },
    });
    expect(imported.errors).toEqual([
      expect.objectContaining({
        file: 'Condition.ndjson',
        line: STAYS + 1,
        column: 'Condition.onsetDateTime',
      }),
    ]);
    trained = documentOf(
      await lacuna('train', ...task, ...SHORT_TRAINING, '--output', bundle, ...inDatabase),
      trainingSummary,
    );
  });

  it('is recognised, and looked into without being read', async () => {
    const found = documentOf(await lacuna('import', folder.folder, '--inspect', '--json'), inspection);
    expect(found).toMatchObject({ source: 'fhir', ready: true, absentModalities: [] });
  });

  it('has a cohort with labels, and every modality', async () => {
    const cohort = documentOf(await lacuna('cohort', ...task, ...inDatabase), cohortDescription);
    expect(cohort).toMatchObject({ labelled: STAYS, positives: PEOPLE / 3, leakage: [] });
    for (const modality of ['notes', 'labs', 'diagnoses', 'procedures', 'medications'] as const)
      expect(cohort.presence[modality], modality).toMatchObject({ present: STAYS });
  });

  it('knows before the discharge only what had been entered by then', async () => {
    const early = ['--task', 'mortality-hospital', '--variant', 'admission'];
    const cohort = documentOf(await lacuna('cohort', ...early, ...inDatabase), cohortDescription);
    // Codes without a date of recording count from the end of the stay, of an earlier one from its own.
    expect(cohort.presence).toMatchObject({
      diagnoses: { present: PEOPLE / 3 },
      procedures: { present: 0 },
      notes: { present: 0 },
      medications: { present: STAYS },
      labs: { present: STAYS },
    });
  });

  it('trains a model that finds what was planted, and predicts with it', async () => {
    expect(trained.test.auroc).toBeGreaterThan(0.7);
    const model = ['--model', bundle, ...inDatabase];
    const all = documentOf(await lacuna('predict', '--all', ...model), z.object({ n: z.number() }));
    expect(all.n).toBe(STAYS);
    const one = documentOf(
      await lacuna('predict', '--encounter', 'p3-0', '--without', 'labs', ...model),
      prediction,
    );
    expect(one.probability).toBeGreaterThan(0);
    expect(one.present).not.toContain('labs');
  });

  it.each([
    [['--task', 'readmission-15d', '--timing', 'retrospective']],
    [['--task', 'readmission-15d', '--timing', 'available']],
    [['--task', 'mortality-hospital', '--variant', 'admission']],
  ])('has no leak in %j', async (cohort) => {
    const report = documentOf(await lacuna('lint', ...cohort, ...inDatabase), lintReport);
    expect(report.findings).toEqual([]);
    expect(report.rules.filter(({ checked }) => checked).length).toBeGreaterThan(report.rules.length / 2);
  });

  it('says what is missing, and in whom', async () => {
    const available = [...task, '--timing', 'available'];
    const report = documentOf(await lacuna('missingness', ...available, ...inDatabase), missingnessReport);
    // Of notes there are summaries alone, which are known after the discharge.
    expect(report.modalities).toContainEqual(
      expect.objectContaining({
        modality: 'notes',
        states: { present: 0, noneRecorded: 0, unavailable: STAYS },
      }),
    );
    expect(report.modalities).toContainEqual(
      expect.objectContaining({
        modality: 'labs',
        states: { present: STAYS, noneRecorded: 0, unavailable: 0 },
      }),
    );
  });

  it('is handed on as MEDS, which is read as a source again', async () => {
    const output = path.join(place, 'meds');
    expect(
      (await lacuna('export', ...task, '--format', 'meds', '--output', output, ...inDatabase)).code,
    ).toBe(0);
    const found = documentOf(await lacuna('inspect', output, '--json'), inspection);
    expect(found).toMatchObject({ source: 'meds', ready: true });
  });

  it('lists what was rejected, without the record', async () => {
    const { code, stdout } = await lacuna('rejected', '--database', database);
    expect(code).toBe(0);
    expect(stdout).toContain(`Condition.ndjson:${STAYS + 1}, column Condition.onsetDateTime`);
    expect(stdout).not.toContain('soon');
  });

  it.each([
    ['mortality-90d', /^FHIR does not say until when/],
    ['readmission-icu', /readmission-15d/],
  ])('says why FHIR cannot answer %s', async (unanswered, reason) => {
    const error = errorOf(await lacuna('cohort', '--task', unanswered, ...inDatabase));
    expect(error).toMatchObject({ code: 'labels_unsupported', exit: 1 });
    expect(error.message).toMatch(reason);
  });

  it('tests a model on another folder of FHIR', async () => {
    const other = new FhirFolder(path.join(place, 'other'));
    other.writeNdjson(fhirCohort(OTHERS));
    const both = path.join(place, 'both.sqlite');
    copyFileSync(database, both);
    const inBoth = ['--database', both, '--json'];
    expect((await lacuna('import', other.folder, ...inBoth)).code).toBe(0);
    const tested = documentOf(
      await lacuna('evaluate', '--model', bundle, '--source', 'fhir-2', '--missing-rates', '0', ...inBoth),
      evaluation,
    );
    expect(tested).toMatchObject({
      source: 'fhir-2',
      trainedOn: 'fhir',
      n: OTHERS + OTHERS / 3,
      positives: OTHERS / 3,
    });
    expect(tested.rates[0]?.auroc).toBeGreaterThan(0.7);
  });
});
