import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { MODALITIES, type ModalityName } from '../../models/modalities/modality.ts';
import { activityEntry } from '../api/activity.ts';
import { audit, evaluation } from '../api/audits.ts';
import { lintReport } from '../api/checks.ts';
import { cohortDescription } from '../api/cohorts.ts';
import { modalityName } from '../api/common.ts';
import { importSummary } from '../api/imports.ts';
import { missingnessReport } from '../api/missingness.ts';
import { modelDetails } from '../api/models.ts';
import { neighbourhood, prediction, substitutedModality } from '../api/predictions.ts';
import { settings } from '../api/settings.ts';
import { doctorReport } from '../api/system.ts';
import { trainingSummary } from '../api/training.ts';
import { documentOf, errorOf, runLacuna, type Ended } from '../testing/lacuna-process.ts';
import { integrityOf } from '../testing/database-state.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

/** The chain of commands on one small cohort, each as a process of its own, by the shapes of contract.md 3. */
const folder = temporaryFolder();
const at = (name: string): string => path.join(folder, name);
const home = at('home');
const database = at('records.sqlite');
const bundle = at('bundle');
const inDatabase = ['--database', database, '--json'];
const withModel = ['--model', bundle, ...inDatabase];
const ADMISSIONS = 300;

const lacuna = (...args: string[]): Promise<Ended> => runLacuna(args, { home });

const scored = z.object({
  encounter: z.string(),
  status: z.enum(['scored', 'nothing_present']),
  probability: z.number().nullable(),
  logit: z.number().nullable(),
  baseRate: z.number(),
  present: z.array(modalityName),
  substituted: z.array(substitutedModality),
  contributions: z.partialRecord(modalityName, z.number()),
});
const allScored = z.strictObject({ n: z.number(), rows: z.array(scored) });
const generated = z.strictObject({
  patients: z.number(),
  admissions: z.number(),
  rows: z.record(z.string(), z.number()),
  truth: z.string(),
});

let demo: z.infer<typeof generated>;
let imported: z.infer<typeof importSummary>;
let trained: z.infer<typeof trainingSummary>;
let everyone: z.infer<typeof allScored>;
/** An encounter in which labs stand in for something or are there at least. */
let encounter: string;

beforeAll(async () => {
  mkdirSync(home);
  demo = documentOf(
    await lacuna('demo', '--admissions', String(ADMISSIONS), '--output', at('files'), '--json'),
    generated,
  );
  imported = documentOf(
    await lacuna('import', '--source', 'mimic-iv', at('files'), ...inDatabase),
    importSummary,
  );
  trained = documentOf(
    await lacuna('train', '--task', 'mortality-90d', '--preset', 'quick', '--output', bundle, ...inDatabase),
    trainingSummary,
  );
  everyone = documentOf(await lacuna('predict', '--all', ...withModel), allScored);
  encounter =
    everyone.rows.find(({ present }) => present.includes('labs') && present.includes('notes'))?.encounter ??
    '';
});

describe('demo, import, cohort, train', () => {
  it('demo writes the cohort and its truth', () => {
    expect(demo.admissions).toBe(ADMISSIONS);
    expect(demo.rows['hosp/admissions']).toBe(ADMISSIONS);
    expect(demo.rows['hosp/patients']).toBe(demo.patients);
    expect(existsSync(demo.truth)).toBe(true);
  });

  it('import counts every row of every file', () => {
    expect(imported.source).toBe('mimic-iv');
    expect(imported.rejected).toBe(0);
    expect(imported.imported).toMatchObject({ patient: demo.patients, lab: demo.rows['hosp/labevents'] });
    for (const { file, read, ...rest } of imported.files) {
      expect(rest.imported + rest.rejected + rest.duplicate + rest.unused, file).toBe(read);
      const table = file.replace('.csv.gz', '');
      if (demo.rows[table] !== undefined) expect(read, file).toBe(demo.rows[table]);
    }
  });

  it('import makes a database that only its owner can read', () => {
    expect(statSync(database).mode & 0o777).toBe(0o600);
  });

  it('cohort counts who is left, and the splits add up', async () => {
    const cohort = documentOf(
      await lacuna('cohort', '--task', 'mortality-90d', ...inDatabase),
      cohortDescription,
    );
    expect(cohort).toMatchObject({
      task: 'mortality-90d',
      preset: 'default',
      labels: 'complete',
      timing: 'retrospective',
      leakage: [],
    });
    const left = cohort.attrition.map((step) => step.left);
    expect(left[0]).toBe(ADMISSIONS);
    expect(left.toSorted((a, b) => b - a)).toEqual(left);
    expect(left.at(-1)).toBe(cohort.labelled + cohort.unlabelled);
    const splits = Object.values(cohort.splits);
    expect(splits.reduce((sum, { n }) => sum + n, 0)).toBe(cohort.labelled);
    expect(splits.reduce((sum, { positives }) => sum + positives, 0)).toBe(cohort.positives);
    for (const modality of MODALITIES) {
      const counts = cohort.presence[modality]!;
      expect(counts.present + counts.noneRecorded + counts.unavailable).toBe(
        cohort.labelled + cohort.unlabelled,
      );
    }
  });

  it('cohort takes every switch of its line', async () => {
    const muse = ['cohort', '--task', 'readmission-15d', '--preset', 'muse', '--labels', 'muse'];
    expect(
      documentOf(await lacuna(...muse, '--timing', 'available', ...inDatabase), cohortDescription),
    ).toMatchObject({
      task: 'readmission-15d',
      preset: 'muse',
      labels: 'muse',
      timing: 'available',
    });
    const hospital = ['cohort', '--task', 'mortality-hospital', '--variant', 'admission', '--hours', '48'];
    expect(documentOf(await lacuna(...hospital, ...inDatabase), cohortDescription)).toMatchObject({
      task: 'mortality-hospital',
      timing: 'available',
    });
  });

  it('train writes a bundle, says on what it ran, and gives a reason for what is not assessed', () => {
    expect(trained).toMatchObject({ bundle, task: 'mortality-90d', epochs: 10 });
    expect(readdirSync(bundle).sort()).toEqual([
      'card.md',
      'manifest.json',
      'vectorizers.json',
      'weights.safetensors',
    ]);
    for (const scores of [trained.validation, trained.test]) {
      for (const metric of ['auroc', 'auprc'] as const) {
        const reason = scores.undefined?.find((entry) => entry.metric === metric);
        if (scores[metric] === null) expect(reason?.reason).toMatch(/events/);
        else expect(scores.intervals?.[metric]).toHaveLength(2);
      }
    }
  });
});

describe('predict', () => {
  const one = async (...args: string[]): Promise<z.infer<typeof prediction>> =>
    documentOf(await lacuna('predict', '--encounter', encounter, ...args, ...withModel), prediction);

  it('gives one encounter the score that it has among all', async () => {
    const alone = await one();
    const row = everyone.rows.find((candidate) => candidate.encounter === encounter)!;
    expect(alone.model).toBe(trained.model);
    expect(alone.present).toEqual(row.present);
    expect(alone.substituted).toEqual(row.substituted);
    expect(alone.logit).toBeCloseTo(row.logit!, 5);
    expect(Object.keys(alone.contributions)).toEqual(alone.present);
    expect(Object.keys(alone.features).sort()).toEqual(alone.present.toSorted());
    for (const features of Object.values(alone.features)) expect(features.length).toBeGreaterThan(0);
  });

  it('leaves out what is switched off, and says what stands in', async () => {
    const without = await one('--without', 'notes,labs');
    const off: ModalityName[] = ['notes', 'labs'];
    for (const modality of off) {
      expect(without.present).not.toContain(modality);
      expect(without.contributions).not.toHaveProperty(modality);
      expect(without.features).not.toHaveProperty(modality);
      // As found: the switch does not change what the record has.
      expect(without.states[modality]).toBe('present');
    }
    const stoodInFor = without.substituted.map(({ modality }) => modality);
    expect(stoodInFor).toEqual(expect.arrayContaining(off));
    for (const { by } of without.substituted) expect(without.present).toContain(by);
  });

  it('takes a substitution policy', async () => {
    const omitted = await one('--without', 'notes', '--substitution', 'omit');
    expect(omitted.substituted).toEqual([]);
    expect(omitted.logit).not.toBe((await one('--without', 'notes')).logit);
  });

  it('scores the whole cohort', () => {
    expect(everyone.n).toBe(everyone.rows.length);
    expect(everyone.rows.every(({ status }) => status === 'scored')).toBe(true);
    expect(new Set(everyone.rows.map((row) => row.encounter)).size).toBe(everyone.n);
  });

  it('writes the scores of all as CSV', async () => {
    const csv = at('scores.csv');
    const summary = z.strictObject({ n: z.number(), csv: z.string() });
    expect(documentOf(await lacuna('predict', '--all', '--csv', csv, ...withModel), summary)).toEqual({
      n: everyone.n,
      csv,
    });
    expect(statSync(csv).mode & 0o777).toBe(0o600);
    const lines = readFileSync(csv, 'utf8').split('\r\n');
    expect(lines[0]).toBe(
      'encounter,status,probability,logit,baseRate,present,substituted,' +
        MODALITIES.map((modality) => `contribution_${modality}`).join(','),
    );
    expect(lines).toHaveLength(everyone.n + 2);
    expect(lines[1]).toBe(csvRow(everyone.rows[0]!));
    expect(lines[everyone.n]).toBe(csvRow(everyone.rows.at(-1)!));
    const substituting = everyone.rows.findIndex(({ substituted }) => substituted.length > 1);
    expect(lines[substituting + 1]).toMatch(/,[a-z|]+,[a-z]+<[a-z]+\|[a-z]+<[a-z]+,/);
  });

  it('leaves the contribution of an absent modality empty, and all numbers where nothing is present', async () => {
    const csv = at('dark.csv');
    const result = await lacuna(
      'predict',
      '--all',
      '--without',
      MODALITIES.join(','),
      '--csv',
      csv,
      ...withModel,
    );
    expect(result.code).toBe(0);
    const rows = readFileSync(csv, 'utf8').split('\r\n').slice(1, -1);
    const { baseRate } = everyone.rows[0]!;
    expect(rows).toEqual(
      everyone.rows.map(
        (row) => `${row.encounter},nothing_present,,,${baseRate},,${','.repeat(MODALITIES.length)}`,
      ),
    );
  });
});

/** A row as contract.md 3 wants it. */
function csvRow(row: z.infer<typeof scored>): string {
  return [
    row.encounter,
    row.status,
    row.probability,
    row.logit,
    row.baseRate,
    row.present.join('|'),
    row.substituted.map(({ modality, by }) => `${modality}<${by}`).join('|'),
    ...MODALITIES.map((modality) => row.contributions[modality] ?? ''),
  ].join(',');
}

describe('lint', () => {
  const task = ['--task', 'mortality-hospital', '--variant', 'admission'];

  it('lists what it finds, by rule, and is no failure', async () => {
    const report = documentOf(
      await lacuna('lint', ...task, '--timing', 'retrospective', ...inDatabase),
      lintReport,
    );
    expect(report.findings).toContainEqual(
      expect.objectContaining({ rule: 'codes-before-discharge', severity: 'error', feature: null }),
    );
    const rules = report.rules.map(({ rule }) => rule);
    for (const { rule } of report.findings) expect(rules).toContain(rule);
    expect(report.rules.find(({ rule }) => rule === 'split-used-twice')).toMatchObject({ checked: false });
  });

  it('says the same to people, with what each rule means', async () => {
    const { code, stdout } = await lacuna(
      'lint',
      ...task,
      '--timing',
      'retrospective',
      '--database',
      database,
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^errors: training is refused\n {2}codes-before-discharge: Billing codes .+\n +\d+ {2}stays/,
    );
    expect(stdout).toMatch(/rules checked, \d+ findings?\n/);
  });

  it('checks how a model was made, for the cohort of that model', async () => {
    const report = documentOf(await lacuna('lint', '--truth', at('files'), ...withModel), lintReport);
    const unchecked = report.rules.filter(({ checked }) => !checked).map(({ rule }) => rule);
    expect(unchecked).toEqual(['code-of-unfinished-stay']);
    expect(report.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(report.findings).toContainEqual(
      expect.objectContaining({ rule: 'split-used-twice', severity: 'warning', feature: 'validation split' }),
    );
    expect(errorOf(await lacuna('lint', ...inDatabase))).toMatchObject({ code: 'usage', exit: 2 });
  });
});

describe('missingness', () => {
  it('counts what is absent, and says what no test can exclude', async () => {
    const report = documentOf(
      await lacuna('missingness', '--task', 'mortality-90d', ...inDatabase),
      missingnessReport,
    );
    expect(report.modalities.map(({ modality }) => modality)).toEqual([...MODALITIES]);
    const { stdout } = await lacuna('missingness', '--task', 'mortality-90d', '--database', database);
    expect(stdout).toMatch(/medications .+AUROC 0\.\d\d \(.+\), most by .*bservation/);
    expect(stdout).toContain(report.caveat);
  });
});

describe('evaluate and audit', () => {
  it('evaluate measures each rate and policy, on every labelled encounter when asked', async () => {
    const result = documentOf(
      await lacuna(
        'evaluate',
        '--split',
        'all',
        '--substitution',
        'ebr,zeros,omit,avg',
        '--masks',
        '2',
        ...withModel,
      ),
      evaluation,
    );
    expect(result.rates.map(({ rate, policy }) => `${rate} ${policy}`)).toEqual(
      [0, 0.3, 0.5, 0.7].flatMap((rate) =>
        ['ebr', 'zeros', 'omit', 'avg'].map((policy) => `${rate} ${policy}`),
      ),
    );
    for (const row of result.rates) {
      expect(row.auroc).toBeGreaterThan(0);
      expect(row.intervals.auroc![0]).toBeLessThanOrEqual(row.auroc!);
      expect(row.intervals.auroc![1]).toBeGreaterThanOrEqual(row.auroc!);
    }
  });

  it('neighbours compares a stay with those that the model was not trained on', async () => {
    const around = documentOf(
      await lacuna('neighbours', '--encounter', encounter, ...withModel),
      neighbourhood,
    );
    expect(around.nearest).toHaveLength(10);
    expect(around.nearest.map((near) => near.encounter)).not.toContain(encounter);
    expect(around.distribution.reduce((sum, { n }) => sum + n, 0)).toBe(around.n);
    const nobody = await lacuna('neighbours', '--encounter', 'nobody', ...withModel);
    expect(errorOf(nobody).code).toBe('unknown_encounter');
  });

  it('audit tells the reliance on each modality and every missingness pattern', async () => {
    const result = documentOf(await lacuna('audit', ...withModel), audit);
    expect(result.model).toBe(trained.model);
    expect(Object.keys(result.modalities)).toEqual([...MODALITIES]);
    expect(result.patterns.reduce((sum, { n }) => sum + n, 0)).toBe(result.n);
    expect(result.patterns.reduce((sum, { positives }) => sum + positives, 0)).toBe(result.positives);
    expect(result.subgroups?.smallestCell).toBe(11);
  });
});

describe('models', () => {
  const list = async (): Promise<z.infer<typeof modelDetails>[]> =>
    documentOf(
      await lacuna('models', 'list', ...inDatabase),
      z.strictObject({ models: z.array(modelDetails) }),
    ).models;

  it('are listed where they lie', async () => {
    expect(await list()).toMatchObject([
      {
        id: trained.model,
        path: bundle,
        missing: false,
        synthetic: true,
        task: 'mortality-90d',
        timing: 'retrospective',
      },
    ]);
  });

  it('are marked as in use, or as retired', async () => {
    const marked = await lacuna('models', 'state', trained.model, 'active', ...inDatabase);
    const stated = z.strictObject({ model: z.string(), state: z.string() });
    expect(documentOf(marked, stated)).toEqual({ model: trained.model, state: 'active' });
    expect((await list())[0]!.state).toBe('active');
    expect(errorOf(await lacuna('models', 'state', 'none', 'active', ...inDatabase))).toMatchObject({
      code: 'not_found',
      exit: 1,
    });
    await lacuna('models', 'state', trained.model, 'candidate', ...inDatabase);
  });

  it('are exported as one file, which predicts the same, imported and deleted', async () => {
    const file = at('model.lacuna');
    const exported = await lacuna('models', 'export', trained.model, file, ...inDatabase);
    expect(documentOf(exported, z.strictObject({ path: z.string() }))).toEqual({ path: file });
    expect(readFileSync(file).subarray(0, 2).toString()).toBe('PK');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const again = documentOf(await lacuna('predict', '--all', '--model', file, ...inDatabase), allScored);
    expect(again).toEqual(everyone);

    const copy = at('other.sqlite');
    await lacuna('import', at('files'), '--database', copy, '--json');
    const added = await lacuna('models', 'import', file, '--database', copy, '--json');
    expect(documentOf(added, modelDetails)).toMatchObject({ id: trained.model, path: file, missing: false });
    const removed = await lacuna('models', 'delete', trained.model, '--database', copy, '--json');
    expect(documentOf(removed, z.strictObject({ deleted: z.boolean() }))).toEqual({ deleted: true });
    expect(existsSync(file)).toBe(false);
    expect((await list())[0]).toMatchObject({ id: trained.model, missing: false });

    const unknown = errorOf(await lacuna('remove', '--source', 'none', '--database', copy, '--json'));
    expect(unknown).toMatchObject({ code: 'not_found', hint: 'it holds mimic-iv' });
    const emptied = await lacuna('remove', '--source', 'mimic-iv', '--database', copy, '--json');
    const left = z.object({ removed: z.string(), patients: z.number(), encounters: z.number() });
    expect(documentOf(emptied, left)).toEqual({ removed: 'mimic-iv', patients: 0, encounters: 0 });
    // What was removed can be read again.
    expect((await lacuna('import', at('files'), '--database', copy, '--json')).code).toBe(0);
  });
});

describe('log, settings, doctor', () => {
  it('log lists what was done and predicted, newest first, and finds the chain intact', async () => {
    const log = documentOf(
      await lacuna('log', 'list', '--limit', '100', ...inDatabase),
      z.strictObject({ total: z.number(), rows: z.array(activityEntry) }),
    );
    expect(log.rows.slice(-3)).toMatchObject([
      { action: 'worklist.score', subject: null, model: trained.model },
      { action: 'training.done', model: trained.model },
      { action: 'import.done' },
    ]);
    expect(log.rows).toContainEqual(
      expect.objectContaining({ action: 'prediction.run', subject: encounter, model: trained.model }),
    );
    const verified = documentOf(
      await lacuna('log', 'verify', ...inDatabase),
      z.strictObject({ intact: z.boolean(), entries: z.number(), firstBroken: z.number().nullable() }),
    );
    expect(verified).toEqual({ intact: true, entries: log.total, firstBroken: null });
  });

  it('settings are kept', async () => {
    const before = documentOf(await lacuna('settings', 'get', '--json'), settings);
    const after = documentOf(await lacuna('settings', 'set', 'theme', 'dark', '--json'), settings);
    expect(after).toEqual({ ...before, theme: 'dark' });
    expect(documentOf(await lacuna('settings', 'get', '--json'), settings)).toEqual(after);
    expect(documentOf(await lacuna('settings', 'set', 'idleLockMinutes', '5', '--json'), settings)).toEqual({
      ...after,
      idleLockMinutes: 5,
    });
  });

  it('doctor names the engine, a measured matmul and the data folder', async () => {
    const report = documentOf(await lacuna('doctor', '--json'), doctorReport);
    expect(report).toMatchObject({ dataFolder: home, window: 'browser' });
    expect(report.gigaflops).toBeGreaterThan(0);
  });
});

it('what people read says the same as the JSON', async () => {
  const { code, stdout } = await lacuna(
    'predict',
    '--encounter',
    encounter,
    '--model',
    bundle,
    '--database',
    database,
  );
  const row = everyone.rows.find((candidate) => candidate.encounter === encounter)!;
  expect(code).toBe(0);
  expect(stdout).toContain(`encounter ${encounter}: ${(100 * row.probability!).toFixed(1)} %`);
  expect(stdout).toContain(`present: ${row.present.join(', ')}`);
});

it('the chain leaves a sound database', () => {
  expect(integrityOf(database)).toEqual([]);
});
