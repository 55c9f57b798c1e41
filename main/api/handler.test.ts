import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  createTRPCClient,
  httpBatchStreamLink,
  httpLink,
  splitLink,
  type TRPCClientError,
  type TRPCLink,
} from '@trpc/client';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { LacunaError } from '../errors.ts';
import { stubServices } from '../testing/stub-services.ts';
import { MAX_BODY_BYTES } from './body-limit.ts';
import { createHandler, type Handler } from './handler.ts';
import type { AppRouter } from './router.ts';
import type { Job, Services } from './services.ts';
import { NONCE_PLACEHOLDER } from './static-files.ts';

const ORIGIN = 'app://lacuna';
let folder: string;
let assets: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lacuna-handler-'));
  assets = join(folder, 'renderer');
  mkdirSync(join(assets, 'assets'), { recursive: true });
  const meta = `<meta property="csp-nonce" nonce="${NONCE_PLACEHOLDER}">`;
  writeFileSync(join(assets, 'index.html'), `<!doctype html>${meta}<title>Lacuna</title>`);
  writeFileSync(join(assets, 'assets', 'index-1a2b.js'), 'export {};');
  writeFileSync(join(assets, 'assets', 'notes.db'), 'not for the window');
  writeFileSync(join(folder, 'secret.json'), '{"secret":true}');
});
afterAll(() => rmSync(folder, { recursive: true }));

function handlerOf(services: Services = stubServices()): Handler {
  return createHandler({ services, assets });
}

function get(handler: Handler, path: string, init?: RequestInit): Promise<Response> {
  return handler(new Request(`${ORIGIN}${path}`, init));
}

/** The window's own client, over the handler instead of a network. */
function clientOf(handler: Handler) {
  const url = `${ORIGIN}/api/trpc`;
  const fetch = (input: RequestInfo | URL | string, init?: RequestInit) => handler(new Request(input, init));
  const streams: TRPCLink<AppRouter> = httpBatchStreamLink({ url, fetch: fetch, maxItems: 1 });
  const calls: TRPCLink<AppRouter> = httpBatchStreamLink({ url, fetch: fetch });
  const link = splitLink({ condition: (op) => /progress|watch/i.test(op.path), true: streams, false: calls });
  return createTRPCClient<AppRouter>({ links: [link] });
}

const job = (fraction: number): Job => ({
  id: 'j1',
  kind: 'import',
  title: 'Import',
  state: 'running',
  startedAt: '2026-01-01T00:00:00.000Z',
  endedAt: null,
  progress: { step: 'reading', fraction, secondsLeft: null },
  result: null,
  error: null,
  resumable: false,
});

describe('files of the window', () => {
  it('serves the page with a fresh nonce for styles and no inline script', async () => {
    const first = await get(handlerOf(), '/');
    const second = await get(handlerOf(), '/');
    const nonceOf = async (response: Response) => /nonce="([^"]+)"/.exec(await response.text())?.[1];
    const nonce = await nonceOf(first);
    expect(nonce).not.toBe(NONCE_PLACEHOLDER);
    expect(nonce).not.toBe(await nonceOf(second));
    const policy = first.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain(`style-src 'self' 'nonce-${nonce}';`);
    expect(policy).not.toContain('unsafe');
    expect(first.headers.get('x-content-type-options')).toBe('nosniff');
    expect(first.headers.get('referrer-policy')).toBe('no-referrer');
    expect(first.headers.get('cache-control')).toBe('no-store');
  });

  it('answers a deep link with the page and a missing file with 404', async () => {
    expect((await get(handlerOf(), '/patients/123')).headers.get('content-type')).toContain('text/html');
    expect((await get(handlerOf(), '/assets/gone.js')).status).toBe(404);
  });

  it('serves hashed assets by type, to be kept, and nothing of unknown type', async () => {
    const script = await get(handlerOf(), '/assets/index-1a2b.js');
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(script.headers.get('cache-control')).toContain('immutable');
    expect(await script.text()).toBe('export {};');
    expect((await get(handlerOf(), '/assets/notes.db')).status).toBe(404);
  });

  it.each([
    '/../secret.json',
    '/%2e%2e/secret.json',
    '/..%2fsecret.json',
    '/assets/..%2f..%2fsecret.json',
    '/..%5csecret.json',
    '/%252e%252e%252fsecret.json',
    '/assets/%00../../secret.json',
    '/%E0%A4%A.json',
    '//secret.json/..%2fsecret.json',
  ])('does not leave its folder for %s', async (path) => {
    const response = await get(handlerOf(), path);
    expect([400, 404]).toContain(response.status);
    expect(await response.text()).not.toContain('secret":true');
  });

  it('answers HEAD without a body and refuses other methods', async () => {
    const head = await get(handlerOf(), '/', { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    expect((await get(handlerOf(), '/', { method: 'POST' })).status).toBe(405);
  });

  it('says so when the window is not built', async () => {
    const handler = createHandler({ services: stubServices(), assets: join(folder, 'nowhere') });
    expect((await get(handler, '/')).status).toBe(503);
  });
});

describe('calls', () => {
  it('answers a batch of queries and a mutation without input', async () => {
    const services = stubServices({
      databases: { list: () => Promise.resolve([]), removeDemo: () => Promise.resolve({ removed: true }) },
      cohorts: { tasks: () => Promise.resolve([]) },
    });
    const client = clientOf(handlerOf(services));
    expect(await Promise.all([client.databases.list.query(), client.cohorts.tasks.query()])).toEqual([
      [],
      [],
    ]);
    expect(await client.databases.removeDemo.mutate()).toEqual({ removed: true });
  });

  it('works with the plain link as well', async () => {
    const handler = handlerOf(
      stubServices({ databases: { removeDemo: () => Promise.resolve({ removed: true }) } }),
    );
    const fetch = (input: string | URL | Request, init?: RequestInit) => handler(new Request(input, init));
    const client = createTRPCClient<AppRouter>({
      links: [httpLink({ url: `${ORIGIN}/api/trpc`, fetch: fetch })],
    });
    expect(await client.databases.removeDemo.mutate()).toEqual({ removed: true });
  });

  it('carries a named error with its place, and hides what an unexpected one says', async () => {
    const onUnexpected = vi.fn();
    const services = stubServices({
      jobs: {
        get: () =>
          Promise.reject(new LacunaError('bad_date', 'cannot read a date', { file: 'a.csv', line: 7 })),
      },
      models: { list: () => Promise.reject(new Error('patient Jane Doe')) },
    });
    const handler = createHandler({ services, assets, onUnexpected });
    const named = await clientOf(handler)
      .jobs.get.query({ id: 'x' })
      .catch((error: unknown) => error);
    expect((named as TRPCClientError<AppRouter>).data?.report).toEqual({
      code: 'bad_date',
      message: 'cannot read a date',
      file: 'a.csv',
      line: 7,
    });
    const response = await get(handler, '/api/trpc/models.list');
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('Jane');
    expect(onUnexpected).toHaveBeenCalledOnce();
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('refuses a body over the limit by name, announced or not', async () => {
    const body = JSON.stringify({ path: 'x'.repeat(MAX_BODY_BYTES) });
    const headers = { 'content-type': 'application/json' };
    const announced = await get(handlerOf(), '/api/trpc/models.import', { method: 'POST', headers, body });
    expect(announced.status).toBe(413);
    const client = clientOf(handlerOf());
    const error = await client.models.import.mutate({ path: body }).catch((failure: unknown) => failure);
    expect((error as TRPCClientError<AppRouter>).data?.report.code).toBe('too_large');
  });

  const json = 'application/json';
  it.each([
    { what: 'bad JSON', path: 'jobs.cancel', body: '{"id":', type: json, status: 400 },
    { what: 'wrong type', path: 'jobs.cancel', body: '{"id":5}', type: json, status: 400 },
    { what: 'unknown call', path: 'jobs.explode', body: '{}', type: json, status: 404 },
    {
      what: 'mutation by form',
      path: 'databases.removeDemo',
      body: 'a=b',
      type: 'multipart/form-data',
      status: 415,
    },
    { what: 'mutation by text', path: 'databases.removeDemo', body: '{}', type: 'text/plain', status: 415 },
    { what: 'call outside the router', path: '../other', body: '{}', type: json, status: 404 },
    { what: 'prototype walk', path: '__proto__.toString', body: '{}', type: json, status: 404 },
  ])('refuses $what', async ({ path, body, type, status }) => {
    const init = { method: 'POST', headers: { 'content-type': type }, body };
    const response = await get(handlerOf(), `/api/trpc/${path}`, init);
    expect(response.status).toBe(status);
    const { error } = (await response.json()) as { error: { data: { report: { code: string } } } };
    expect(error.data.report.code).toMatch(/usage|not_found/);
  });

  it('does not run a mutation by GET or a query by POST', async () => {
    const removeDemo = vi.fn();
    const handler = handlerOf(stubServices({ databases: { removeDemo } }));
    expect((await get(handler, '/api/trpc/databases.removeDemo')).status).toBe(405);
    expect(removeDemo).not.toHaveBeenCalled();
    const headers = { 'content-type': 'application/json' };
    expect((await get(handler, '/api/trpc/jobs.list', { method: 'POST', headers, body: '{}' })).status).toBe(
      405,
    );
  });
});

describe('streams', () => {
  /** Yields a state whenever the test says so, and records that it was stopped. */
  function controlledJobs() {
    let release: (() => void) | undefined;
    const stopped = vi.fn();
    const services = stubServices({
      jobs: {
        watch: async function* ({ signal }) {
          try {
            for (let step = 0; signal?.aborted !== true; step++) {
              yield job(step / 10);
              await new Promise<void>((resolve) => {
                release = resolve;
                signal?.addEventListener('abort', () => resolve(), { once: true });
              });
            }
          } finally {
            stopped();
          }
        },
      },
    });
    return { services, stopped, next: () => release?.() };
  }

  it('deliver each state as it is made, and abort the use case when the reader leaves', async () => {
    const { services, stopped, next } = controlledJobs();
    const controller = new AbortController();
    const states = await clientOf(handlerOf(services)).jobs.progress.query(
      { id: 'j1' },
      { signal: controller.signal },
    );
    const seen: (number | null | undefined)[] = [];
    const reading = (async () => {
      for await (const state of states) {
        seen.push(state.progress?.fraction);
        if (seen.length === 3) controller.abort();
        else next();
      }
    })();
    await reading.catch((error: unknown) => expect((error as Error).name).toMatch(/Abort|TRPCClientError/));
    expect(seen).toEqual([0, 0.1, 0.2]);
    await vi.waitFor(() => expect(stopped).toHaveBeenCalledOnce());
  });

  it('stop when the response body is cancelled, as a closing window does', async () => {
    const { services, stopped } = controlledJobs();
    const input = encodeURIComponent(JSON.stringify({ 0: { id: 'j1' } }));
    const response = await get(handlerOf(services), `/api/trpc/jobs.progress?batch=1&input=${input}`, {
      headers: { 'trpc-accept': 'application/jsonl' },
    });
    const reader = response.body!.getReader();
    await reader.read();
    await sleep(20);
    expect(stopped).not.toHaveBeenCalled();
    await reader.cancel();
    await vi.waitFor(() => expect(stopped).toHaveBeenCalledOnce());
  });
});
