import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { TRPCClient } from '@trpc/client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createHandler } from '../api/handler.ts';
import type { AppRouter } from '../api/router.ts';
import type { Job, ServerInput } from '../api/services.ts';
import { MimicFolder } from '../testing/mimic-folder.ts';
import { loadMimicFolder } from '../testing/mimic-server.ts';
import { clusterForTests } from '../testing/cluster-for-tests.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { windowClient } from '../testing/window-client.ts';
import { createServices, type RunningServices } from './create-services.ts';

/** A server as the window meets it: through the host, which alone connects. */
const folder = temporaryFolder();
const home = path.join(folder, 'home');
const unexpected: unknown[] = [];
let kept: string | undefined;
let running: RunningServices;
let window: TRPCClient<AppRouter>;
const cluster = clusterForTests(async (server) => {
  await server.run('CREATE DATABASE mimic');
  await loadMimicFolder(server, new MimicFolder(folder).folder);
});

beforeAll(() => {
  mkdirSync(home);
  const onUnexpected = (error: unknown): unknown => unexpected.push(error);
  running = createServices({
    home,
    window: 'browser',
    passwordOf: () => Promise.resolve(kept),
    onUnexpected,
  });
  window = windowClient(createHandler({ services: running.services, assets: folder, onUnexpected }));
});
afterAll(() => running.close());

const server = (): ServerInput => ({
  address: cluster().address({ database: 'mimic' }),
  password: cluster().password,
  patients: { minimumAge: 40 },
});
const codeOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'none',
    (failure: { data: { report: { code: string } } }) => failure.data.report.code,
  );

it('is refused until the user allows it', async () => {
  await window.databases.open.mutate({ path: path.join(home, 'records.sqlite'), create: true });
  expect(await codeOf(window.imports.inspectServer.mutate(server()))).toBe('server_off');
  expect(await codeOf(window.imports.startServer.mutate(server()))).toBe('server_off');
  expect(await window.system.serverContacts.query()).toEqual([]);
  expect(await cluster().sessions()).toBe(0);
});

it('is inspected and read, and every contact is noted', async () => {
  await window.settings.set.mutate({ postgresAllowed: true });
  expect(await codeOf(window.imports.inspectServer.mutate({ ...server(), password: 'wrong' }))).toBe(
    'server_login',
  );
  const found = await window.imports.inspectServer.mutate(server());
  expect(found.server?.attrition.map(({ patients }) => patients)).toEqual([3, 2, 2]);
  const { job } = await window.imports.startServer.mutate(server());
  let last: Job | null = null;
  for await (const state of await window.jobs.progress.query({ id: job })) last = state;
  const { address } = server();
  expect(last).toMatchObject({ state: 'done', title: `Importing ${address}` });
  const summary = await window.imports.summary.query({ run: last!.result!.run! });
  expect(summary).toMatchObject({ imported: { patient: 2 }, server: { address } });
  expect((await window.system.serverContacts.query()).map(({ purpose }) => purpose)).toEqual([
    'import',
    'inspection',
    'inspection',
  ]);
  const { rows } = await window.activity.list.query({ offset: 0, limit: 20 });
  const contacts = rows.filter(({ action }) => action === 'server.contact');
  expect(contacts.map(({ subject }) => subject)).toEqual([address, address, address]);
  expect(unexpected).toEqual([]);
});

it('lets in with the password that is kept, where none is typed', async () => {
  const { address } = server();
  kept = 'wrong';
  expect(await codeOf(window.imports.inspectServer.mutate({ address }))).toBe('server_login');
  expect(await codeOf(window.imports.inspectServer.mutate(server()))).toBe('none');
  kept = cluster().password;
  expect(await codeOf(window.imports.inspectServer.mutate({ address }))).toBe('none');
});

it('leaves its password nowhere in the data folder', () => {
  for (const name of readdirSync(home, { recursive: true, encoding: 'utf8' })) {
    if (name.includes('.'))
      expect(readFileSync(path.join(home, name)).includes(cluster().password)).toBe(false);
  }
});
