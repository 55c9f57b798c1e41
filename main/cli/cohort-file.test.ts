import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { lintReport } from '../api/checks.ts';
import { cohortDescription, savedCohort } from '../api/cohorts.ts';
import { missingnessReport } from '../api/missingness.ts';
import { documentOf, errorOf, runLacuna, type Ended, SHORT_TRAINING } from '../testing/lacuna-process.ts';
import { importSynthetic } from '../testing/small-study.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

const folder = temporaryFolder();
let home: string;
let database: string;
const lacuna = (...args: string[]): Promise<Ended> => runLacuna([...args, '--json'], { home });
const cohort = (...args: string[]): Promise<Ended> => lacuna('cohort', '--database', database, ...args);

function file(name: string, content: string): string {
  const place = path.join(folder, name);
  mkdirSync(path.dirname(place), { recursive: true });
  writeFileSync(place, content);
  return place;
}

beforeAll(async () => {
  ({ home, database } = await importSynthetic(folder, { admissions: 120, seed: 1 }));
});

describe.concurrent('cohort --spec', () => {
  it('prints the same document as the flags do', async () => {
    const spec = file('plain.yaml', 'task: mortality-90d\npreset: muse\nlabels: complete\n');
    const byFile = documentOf(await cohort('--spec', spec), cohortDescription);
    const flags = ['--task', 'mortality-90d', '--preset', 'muse', '--labels', 'complete'];
    expect(byFile).toEqual(documentOf(await cohort(...flags), cohortDescription));
  });

  it('counts each filter', async () => {
    const spec = file(
      'filtered.json',
      JSON.stringify({ task: 'mortality-90d', filters: { ageYears: { from: 60 }, admissions: 'first' } }),
    );
    const { attrition, patients, labelled, unlabelled } = documentOf(
      await cohort('--spec', spec),
      cohortDescription,
    );
    expect(attrition.map(({ step }) => step)).toEqual(
      expect.arrayContaining(['aged 60 or over', 'the first such stay of a person']),
    );
    expect(labelled + unlabelled).toBe(patients);
    expect(attrition.at(-1)?.left).toBe(patients);
  });

  it('is what lint and missingness look at too, filters included', async () => {
    const spec = file('elderly.yaml', 'task: mortality-90d\nfilters: { ageYears: { from: 60 } }\n');
    const { labelled, unlabelled } = documentOf(await cohort('--spec', spec), cohortDescription);
    const inDatabase = ['--database', database];
    const missing = documentOf(await lacuna('missingness', '--spec', spec, ...inDatabase), missingnessReport);
    expect(missing.n).toBe(labelled + unlabelled);
    const { findings } = documentOf(await lacuna('lint', '--spec', spec, ...inDatabase), lintReport);
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    for (const command of ['lint', 'missingness'])
      expect(errorOf(await lacuna(command, ...inDatabase))).toMatchObject({ code: 'usage', exit: 2 });
  });

  it('names the place of a mistake', async () => {
    const spec = file('wrong.yaml', 'task: mortality-90d\nfilters:\n  agedYears: 3\n');
    expect(errorOf(await cohort('--spec', spec))).toMatchObject({
      code: 'bad_configuration',
      exit: 1,
      file: spec,
      line: 3,
      column: '3',
    });
  });

  it('refuses a filter on what is not known yet', async () => {
    const spec = file(
      'leak.yaml',
      'task: mortality-hospital\nfilters:\n  diagnoses: { with: [{ code: I50 }], recorded: this-stay }\n',
    );
    expect(errorOf(await cohort('--spec', spec))).toMatchObject({ code: 'leakage', exit: 1 });
  });

  it('is refused beside a rule, without one, and with a word that is no file', async () => {
    const spec = file('beside.yaml', 'task: mortality-90d\n');
    const refused = async (says: RegExp, ...args: string[]) => {
      const error = errorOf(await lacuna(...args));
      expect(error).toMatchObject({ code: 'usage', exit: 2 });
      expect(error.message).toMatch(says);
    };
    const at = ['--database', database];
    await refused(
      /says all of the cohort, and --task/,
      'cohort',
      ...at,
      '--spec',
      spec,
      '--task',
      'mortality-90d',
    );
    await refused(/--task or --spec/, 'cohort', ...at);
    await refused(/cannot be the name/, 'cohort', ...at, '--spec', 'muse');
    await refused(/says all of the cohort, and --hours/, 'train', ...at, '--cohort', spec, '--hours', '4');
    await refused(/--task or --cohort/, 'train', ...at, '--cohort', 'muse');
  });

  it('has a form that is printed', async () => {
    const schema = documentOf(await lacuna('cohort', '--schema'), z.looseObject({ type: z.string() }));
    expect(schema).toMatchObject({ type: 'object', required: ['task'] });
  });
});

describe('a saved cohort', { timeout: 120_000 }, () => {
  const at = () => ['--database', database];
  const list = async () =>
    documentOf(await lacuna('cohorts', 'list', ...at()), z.object({ cohorts: z.array(savedCohort) })).cohorts;
  const bundle = path.join(folder, 'older');

  it('is listed, shown as a file, and counted by its name', async () => {
    expect(await list()).toEqual([]);
    const spec = file('older.yaml', 'task: mortality-90d\nfilters:\n  ageYears: { from: 60 }\n');
    const saved = documentOf(await cohort('--spec', spec, '--save', 'Older people'), cohortDescription);
    expect(saved.saved).toEqual({ name: 'Older people', version: 1 });
    const [only] = await list();
    expect(only).toMatchObject({ name: 'Older people', version: 1, uses: [] });
    const shown = await runLacuna(['cohorts', 'show', 'older people@1', ...at()], { home });
    const again = file('again.yaml', shown.stdout);
    const byFile = documentOf(await cohort('--spec', again), cohortDescription);
    const byName = documentOf(await cohort('--spec', 'older people'), cohortDescription);
    expect(byName).toEqual(byFile);
    expect(byName).toEqual({ ...saved, saved: undefined });
  });

  it('is trained on, travels with the model, and cannot be deleted then', async () => {
    const to = [...SHORT_TRAINING, '--output', bundle, ...at()];
    const trained = await lacuna('train', '--cohort', 'Older people', ...to);
    documentOf(trained, z.looseObject({ model: z.string() }));
    const manifest = JSON.parse(readFileSync(path.join(bundle, 'manifest.json'), 'utf8')) as {
      cohort: unknown;
    };
    expect(manifest.cohort).toMatchObject({
      filters: { ageYears: { from: 60 } },
      saved: { name: 'Older people', version: 1 },
    });
    const scored = documentOf(
      await lacuna('predict', '--all', '--model', bundle, ...at()),
      z.looseObject({ n: z.number() }),
    );
    const { labelled, unlabelled } = documentOf(await cohort('--spec', 'Older people'), cohortDescription);
    expect(scored.n).toBe(labelled + unlabelled);
    const all = documentOf(await cohort('--task', 'mortality-90d'), cohortDescription);
    expect(scored.n).toBeLessThan(all.labelled + all.unlabelled);
    const [used] = await list();
    expect(used?.uses).toMatchObject([{ kind: 'model' }]);
    expect(errorOf(await lacuna('cohorts', 'delete', 'Older people', ...at()))).toMatchObject({
      code: 'cohort_in_use',
      exit: 1,
    });
  });

  it('of another name is deleted, and refused by names that mean something else', async () => {
    documentOf(await cohort('--task', 'readmission-15d', '--save', 'Spare'), cohortDescription);
    documentOf(await lacuna('cohorts', 'delete', 'spare@1', ...at()), z.looseObject({}));
    expect((await list()).map(({ name }) => name)).toEqual(['Older people']);
    expect(errorOf(await cohort('--spec', 'Spare'))).toMatchObject({ code: 'not_found' });
    for (const name of ['muse', 'a.yaml', 'a@b', ''])
      expect(errorOf(await cohort('--task', 'mortality-90d', '--save', name))).toMatchObject({ exit: 2 });
  });
});
