import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { TRPCClient } from '@trpc/client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { createHandler } from '../api/handler.ts';
import type { AppRouter } from '../api/router.ts';
import { ADMISSIONS, HospitalExtract, LONG, mappingOf } from '../testing/hospital-extract.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { windowClient } from '../testing/window-client.ts';
import { createServices, type RunningServices } from './create-services.ts';

/** The first rows as the window asks for them, anew with every change of a mapping. */
const folder = temporaryFolder();
const extract = new HospitalExtract(folder);
const mapping = stringify(mappingOf(ADMISSIONS, LONG));
let running: RunningServices;
let window: TRPCClient<AppRouter>;

beforeAll(() => {
  const home = path.join(folder, 'home');
  mkdirSync(home);
  running = createServices({ home, window: 'browser' });
  window = windowClient(createHandler({ services: running.services, assets: folder }));
});
afterAll(() => running.close());

it('is asked without a database, and shows as many rows as are asked for', async () => {
  const { faults, tables } = await window.imports.preview.mutate({
    folder: extract.folder,
    mapping,
    rows: 2,
  });
  expect(faults).toEqual([]);
  expect(tables.map(({ file, rows }) => [file, rows.length])).toEqual([
    ['faelle.csv', 2],
    ['labor_lang.csv', 2],
  ]);
  expect(await window.databases.list.query()).toEqual([]);
});

it('names what is no YAML by its line, and refuses more rows than are looked at', async () => {
  const asked = { folder: extract.folder, mapping: 'schema: 1\ntables: [' };
  await expect(window.imports.preview.mutate(asked)).rejects.toMatchObject({
    data: { report: { code: 'bad_mapping', file: 'mapping.yaml', line: 2 } },
  });
  await expect(window.imports.preview.mutate({ ...asked, rows: 101 })).rejects.toMatchObject({
    data: { report: { code: 'usage' } },
  });
});

it('gives up what nobody waits for any more', async () => {
  const asked = { folder: extract.folder, mapping, rows: 20 };
  const giveUp = new AbortController();
  const stale = running.services.imports.preview(asked, giveUp.signal);
  giveUp.abort();
  await expect(stale).rejects.toMatchObject({ code: 'cancelled' });
  expect((await running.services.imports.preview(asked)).tables[0]?.rows).toHaveLength(4);
});
