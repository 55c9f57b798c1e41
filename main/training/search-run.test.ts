import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundleManifest } from '../../models/bundle/manifest.ts';
import type { TrainingRequest } from '../api/services.ts';
import { compareModels } from '../audit/compare-models.ts';
import { diagnoseModel } from '../audit/diagnose-model.ts';
import { withLoadedModel } from '../prediction/loaded-model.ts';
import { openDatabase } from '../records/database.ts';
import { comparisonOf, diagnosisOf, saveComparison, saveDiagnosis } from '../records/model-findings.ts';
import { listTrainingRuns } from '../records/training-runs.ts';
import { listTrials, trialOf } from '../records/trials.ts';
import { runLacuna } from '../testing/lacuna-process.ts';
import { importSynthetic, NEVER, QUICK, reading, type SmallStudy } from '../testing/small-study.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { resumeTraining } from './resume-training.ts';
import { runTraining } from './run-training.ts';
import { withSearchSpace } from './search-run.ts';

const folder = temporaryFolder();
const at = (name: string): string => path.join(folder, name);
/** Networks that are trained in a moment. */
const SMALL = {
  components: 8,
  encodingWidth: 8,
  latentWidth: 8,
  headHidden: 8,
  fusionWidth: 8,
  classifierHidden: 4,
};
const REQUEST: TrainingRequest = {
  ...QUICK,
  settings: { ...SMALL, epochs: 4 },
  search: { trials: 2, reduction: 2, space: { learningRate: '0.001..0.1 log', dropout: '0..0.6' } },
};
let study: Pick<SmallStudy, 'home' | 'database'>;

const manifestOf = (bundle: string) =>
  bundleManifest.parse(JSON.parse(readFileSync(path.join(bundle, 'manifest.json'), 'utf8')));
const latest = async () => (await reading(study.database, (db) => listTrainingRuns(db)))[0]!;

beforeAll(async () => {
  study = await importSynthetic(folder, { admissions: 150, seed: 3 });
});

describe('a run whose settings are searched', () => {
  it('trains the chosen trial, keeps all of them, and says so in manifest and card', async () => {
    const output = at('searched');
    const { run } = await runTraining(
      { database: study.database, request: REQUEST, output },
      { signal: NEVER },
    );
    const trials = await reading(study.database, (db) => listTrials(db, run));
    expect(trials.map(({ trial }) => trial)).toEqual([1, 2]);
    const chosen = trials.find(({ outcome }) => outcome === 'chosen')!;
    const { search, network } = manifestOf(output);
    expect(search).toEqual({ reduction: 2, space: REQUEST.search!.space, chosen: chosen.trial, trials });
    expect(network.configuration).toMatchObject({ epochs: 4, ...chosen.settings });
    const card = readFileSync(path.join(output, 'card.md'), 'utf8');
    expect(card).toContain('2 settings were tried');
    expect(card).toContain(`trial ${chosen.trial} was trained as this model`);
    for (const { settings } of trials.slice(1))
      expect(card).toContain(`dropout ${String(settings['dropout'])}`);
  });

  it('is stopped by Ctrl-C, goes on, and ends with the same', async () => {
    const controller = new AbortController();
    const output = at('stopped');
    const stopped = runTraining(
      { database: study.database, request: REQUEST, output },
      { signal: controller.signal, onSearch: ({ trial }) => trial === 2 && controller.abort() },
    );
    await expect(stopped).rejects.toMatchObject({
      code: 'cancelled',
      hint: expect.stringContaining('--resume') as string,
    });
    const { run, resumable, state } = await latest();
    expect({ resumable, state }).toEqual({ resumable: true, state: 'cancelled' });
    await resumeTraining({ database: study.database, run }, { signal: NEVER });
    const [first, again] = [manifestOf(at('searched')), manifestOf(output)];
    expect(again.search!.chosen).toBe(first.search!.chosen);
    expect(again.network).toEqual(first.network);
    expect(again.test).toEqual(first.test);
  });

  it('makes models that can be looked into and compared, and what is found is kept', async () => {
    const db = openDatabase(study.database);
    try {
      await withLoadedModel(at('searched'), (first) =>
        withLoadedModel(at('stopped'), async (second) => {
          const models = { first: first.manifest.id, second: second.manifest.id };
          expect(diagnosisOf(db, { model: models.first })).toBeNull();
          const diagnosis = diagnoseModel(db, first);
          saveDiagnosis(db, diagnosis);
          expect(diagnosisOf(db, { model: models.first })).toEqual(diagnosis);
          const compared = await compareModels(db, [[first, second]], { rates: [0], maskSeed: 1, masks: 1 });
          saveComparison(db, models, { ...compared, n: 0 });
          saveComparison(db, models, compared);
          expect(comparisonOf(db, models)).toEqual(compared);
          expect(comparisonOf(db, { first: models.second, second: models.first })).toBeNull();
        }),
      );
    } finally {
      db.close();
    }
  });

  it('refuses a space that cannot be searched before anything is read', async () => {
    const request = { ...REQUEST, search: { ...REQUEST.search!, space: { dropuot: '0..1' } } };
    await expect(
      runTraining({ database: study.database, request, output: at('never') }, { signal: NEVER }),
    ).rejects.toMatchObject({
      code: 'bad_configuration',
      message: expect.stringContaining('dropuot') as string,
    });
  });

  it('is listed by the command line, and each trial is found by its number', async () => {
    const { run } = await latest();
    const { stdout } = await runLacuna(['trials', 'list', run, '--database', study.database], {
      home: study.home,
    });
    expect(stdout).toMatch(/^trial {2}epochs.*\n {4}1 .*as asked for\n {4}2 .*learningRate /);
    await reading(study.database, (db) => {
      expect(trialOf(db, run, 2).rungs[0]).toMatchObject({ epochs: 2 });
      expect(() => trialOf(db, run, 9)).toThrow(expect.objectContaining({ hint: 'it has trials 1 to 2' }));
    });
  });
});

it('what is usually searched leaves out what was set', () => {
  const { search } = withSearchSpace({
    ...QUICK,
    settings: { dropout: 0.1 },
    search: { trials: 4, reduction: 3 },
  });
  expect(Object.keys(search!.space!)).toContain('lambda');
  expect(Object.keys(search!.space!)).not.toContain('dropout');
});
