import type { TRPCClient } from '@trpc/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHandler } from '../api/handler.ts';
import type { CohortSpec } from '../api/common.ts';
import type { AppRouter } from '../api/router.ts';
import { parseCohort } from '../cohort-files/cohort-file.ts';
import { importSynthetic } from '../testing/small-study.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { windowClient } from '../testing/window-client.ts';
import { createServices, type RunningServices } from './create-services.ts';

/** Cohorts as the window asks for them, through the real services and threads. */
const folder = temporaryFolder();
const MORTALITY: CohortSpec = { task: 'mortality-90d', preset: 'default' };
const OLDER: CohortSpec = { ...MORTALITY, filters: { ageYears: { from: 60 } } };

let running: RunningServices;
let window: TRPCClient<AppRouter>;

beforeAll(async () => {
  const { home, database } = await importSynthetic(folder, { admissions: 200, seed: 2 });
  running = createServices({ home, window: 'browser' });
  window = windowClient(createHandler({ services: running.services, assets: folder }));
  await window.databases.open.mutate({ path: database, create: false });
});
afterAll(() => running.close());

it('counts what the description counts', async () => {
  const { presence, patterns, leakage, warnings, rejected, counts, ...description } =
    await window.cohorts.describe.query(OLDER);
  const { counts: counted, ...numbers } = await window.cohorts.count.query(OLDER);
  expect(numbers).toEqual(description);
  expect(counts).toMatchObject(counted);
  const beside = [presence.labs?.present, patterns.length, leakage.length, warnings.length, rejected.length];
  expect(beside).not.toContain(undefined);
});

it('does not answer what was given up while it waited', async () => {
  const controller = new AbortController();
  const { cohorts } = running.services;
  const given = Array.from({ length: 30 }, (_, i) =>
    cohorts.count({ ...MORTALITY, filters: { ageYears: { from: 30 + i } } }, controller.signal),
  );
  controller.abort();
  const last = cohorts.count(OLDER);
  const outcomes = await Promise.allSettled(given);
  // The thread may have begun with the first before it hears of the rest.
  expect(outcomes.filter(({ status }) => status === 'rejected').length).toBeGreaterThan(25);
  expect((await last).attrition).toContainEqual(expect.objectContaining({ step: 'aged 60 or over' }));
});

describe('choices', () => {
  it('are what the source holds and the task has there', async () => {
    const choices = await window.cohorts.choices.query(MORTALITY);
    expect(choices).toMatchObject({
      sources: ['mimic-iv'],
      source: 'mimic-iv',
      presets: ['default', 'muse', 'pyhealth'],
      switches: ['mergeEpisodes', 'observationStays', 'hospiceDischarges'],
      hospitals: 0,
      firstIsKnown: true,
      ownDiagnosesAreKnown: true,
    });
    expect(choices.units.length).toBeGreaterThan(1);
    expect(choices.units[0]?.stays).toBeGreaterThanOrEqual(choices.units[1]?.stays ?? 0);
    expect(choices.testYears).not.toEqual([]);
  });

  it('do not hang on what another task had', async () => {
    const spec: CohortSpec = {
      task: 'mortality-hospital',
      preset: 'pyhealth',
      rules: { mergeEpisodes: true },
      variant: 'icu',
    };
    const { presets, switches, units, ownDiagnosesAreKnown } = await window.cohorts.choices.query(spec);
    expect([presets, switches]).toEqual([['default', 'muse', 'yaib'], ['observationStays']]);
    expect(units.every(({ name }) => /ICU|Intensive|Care/.test(name))).toBe(true);
    expect(ownDiagnosesAreKnown).toBe(false);
  });
});

it('gives a cohort as the text of a file', async () => {
  const text = await window.cohorts.text.query(OLDER);
  expect(parseCohort(text, 'a.yaml')).toEqual(OLDER);
});

describe('saved cohorts', () => {
  it('are saved, listed, trained on by name, and deleted', async () => {
    const saved = await window.cohorts.save.mutate({ name: 'Older', spec: OLDER });
    expect(await window.cohorts.saved.query()).toEqual([saved]);
    const { command } = await window.training.estimate.query({
      ...OLDER,
      saved: { name: 'Older', version: 1 },
    });
    expect(command).toContain('--cohort Older@1');
    expect(await window.cohorts.delete.mutate({ name: 'Older', version: 1 })).toEqual({
      deleted: [{ name: 'Older', version: 1 }],
    });
    expect(await window.cohorts.saved.query()).toEqual([]);
  });

  it('have names that mean nothing else', async () => {
    for (const name of ['muse', 'a.yaml', '', 'a@1'])
      await expect(window.cohorts.save.mutate({ name, spec: OLDER })).rejects.toThrow();
  });
});
