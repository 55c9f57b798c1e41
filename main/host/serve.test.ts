import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { request as httpRequest, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createHandler } from '../api/handler.ts';
import type { Job } from '../api/services.ts';
import type { LacunaError } from '../errors.ts';
import { stubServices } from '../testing/stub-services.ts';
import { requestLink } from './control-file.ts';
import { serve, type Host } from './serve.ts';

interface Reply {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
}

interface Ask {
  readonly method?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string | Buffer;
}

let folder: string;
let host: Host;
let port: number;
const removeDemo = vi.fn(() => Promise.resolve({ removed: true }));
const streamEnded = vi.fn();

const runningJob: Job = {
  id: 'j1',
  kind: 'training',
  title: 'Train',
  state: 'running',
  startedAt: '2026-01-01T00:00:00.000Z',
  endedAt: null,
  progress: null,
  result: null,
  error: null,
  resumable: false,
};

beforeEach(async () => {
  vi.clearAllMocks();
  folder = mkdtempSync(join(tmpdir(), 'lacuna-host-'));
  const assets = join(folder, 'renderer');
  mkdirSync(assets);
  writeFileSync(join(assets, 'index.html'), '<!doctype html><title>Lacuna</title>');
  writeFileSync(join(folder, 'secret.txt'), 'patient data');
  const services = stubServices({
    databases: { list: () => Promise.resolve([]), removeDemo },
    jobs: {
      watch: async function* ({ signal }) {
        yield runningJob;
        await new Promise<void>((resolve) =>
          signal?.addEventListener('abort', () => resolve(), { once: true }),
        );
        streamEnded();
      },
    },
  });
  host = await serve({ handler: createHandler({ services, assets }), port: 0, dataFolder: folder });
  port = Number(new URL(host.address).port);
});

afterEach(async () => {
  await host.close();
  rmSync(folder, { recursive: true });
});

function ask(path: string, { method = 'GET', headers = {}, body }: Ask = {}): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const call = httpRequest({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
      );
      response.on('error', reject);
    });
    call.on('error', reject).end(body);
  });
}

/** Bytes to the socket as they are, and what comes back until the host closes. */
async function askRaw(bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let text = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  socket.on('error', () => undefined);
  socket.end(bytes);
  await once(socket, 'close');
  return text;
}

async function signIn(link = host.url): Promise<string> {
  const { pathname, search } = new URL(link);
  const reply = await ask(pathname + search);
  return reply.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
}

const LIST = '/api/trpc/databases.list';
const REMOVE = '/api/trpc/databases.removeDemo';

async function signedHeaders(): Promise<OutgoingHttpHeaders> {
  return { cookie: await signIn(), origin: host.address, 'content-type': 'application/json' };
}

describe('signing in', () => {
  it('exchanges the token for an HttpOnly SameSite=Strict cookie and redirects', async () => {
    const { pathname, search } = new URL(host.url);
    const reply = await ask(pathname + search);
    expect([reply.status, reply.headers.location]).toEqual([303, '/']);
    const cookie = reply.headers['set-cookie']?.[0] ?? '';
    expect(cookie).toMatch(/^lacuna-\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    const page = await ask('/', { headers: { cookie: cookie.split(';')[0] } });
    expect([page.status, page.text]).toEqual([200, '<!doctype html><title>Lacuna</title>']);
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
  });

  it('refuses a replayed token, a made-up one, none at all, and does not let HEAD use one up', async () => {
    const { pathname, search } = new URL(host.url);
    expect((await ask(pathname + search, { method: 'HEAD' })).status).toBe(401);
    expect((await ask(pathname + search)).status).toBe(303);
    const replayed = await ask(pathname + search);
    expect([replayed.status, replayed.headers['set-cookie']]).toEqual([401, undefined]);
    expect(replayed.text).toContain('lacuna open');
    expect((await ask(`/open?token=${'A'.repeat(43)}`)).status).toBe(401);
    expect((await ask('/open')).status).toBe(401);
  });

  it('lets nothing through without a session', async () => {
    for (const path of ['/', '/assets/index.js', LIST, '/index.html'])
      expect((await ask(path)).status).toBe(401);
    const forged = { cookie: `lacuna-${port}=${'A'.repeat(43)}` };
    const reply = await ask(LIST, { headers: forged });
    expect([reply.status, JSON.parse(reply.text)]).toMatchObject([
      401,
      { error: { data: { report: { code: 'unauthorized' } } } },
    ]);
    const doubled = `${await signIn()}; lacuna-${port}=${'A'.repeat(43)}`;
    expect((await ask(LIST, { headers: { cookie: doubled } })).status).toBe(401);
  });

  it('gives a second process of the same user a fresh link, and nobody else', async () => {
    expect(statSync(join(folder, 'host.json')).mode & 0o777).toBe(0o600);
    const link = await requestLink(folder);
    expect(link).not.toBe(host.url);
    expect(await signIn(link)).not.toBe('');
    const { secret } = JSON.parse(readFileSync(join(folder, 'host.json'), 'utf8')) as { secret: string };
    const authorization = `Bearer ${secret}`;
    const stolen = await ask('/link', {
      method: 'POST',
      headers: { authorization, origin: 'https://evil.example' },
    });
    expect(stolen.status).toBe(401);
    expect((await ask('/link', { headers: { authorization } })).status).toBe(401);
    expect((await ask('/link', { method: 'POST', headers: { authorization: 'Bearer guess' } })).status).toBe(
      401,
    );
    expect((await ask('/link', { method: 'POST', headers: await signedHeaders() })).status).toBe(401);
  });
});

describe('attacks on the host', () => {
  it.each([
    'evil.example',
    'evil.example:PORT',
    '127.0.0.1',
    'localhost.evil.example:PORT',
    '127.0.0.1:1',
    '[::1]:PORT',
  ])('refuses the host name %s (DNS rebinding), even with a session', async (name) => {
    const headers = { ...(await signedHeaders()), host: name.replace('PORT', String(port)) };
    expect((await ask(LIST, { headers })).status).toBe(421);
    expect((await ask('/', { headers })).status).toBe(421);
  });

  it('answers to localhost as to 127.0.0.1, but not across the two', async () => {
    const headers = { ...(await signedHeaders()), host: `localhost:${port}` };
    expect((await ask(REMOVE, { method: 'POST', headers, body: '' })).status).toBe(403);
    const same = { ...headers, origin: `http://localhost:${port}` };
    expect((await ask(REMOVE, { method: 'POST', headers: same, body: '' })).status).toBe(200);
  });

  it.each([
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://127.0.0.1:1' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'none' },
  ])('refuses a call from elsewhere: %o', async (foreign) => {
    const headers = { ...(await signedHeaders()), ...foreign };
    for (const method of ['GET', 'POST']) {
      const reply = await ask(method === 'GET' ? LIST : REMOVE, { method, headers });
      expect(reply.status).toBe(403);
      expect(reply.text).toContain('forbidden_origin');
    }
    expect(removeDemo).not.toHaveBeenCalled();
  });

  it('refuses a change that names no origin, and lets the window make one', async () => {
    const { origin, ...headers } = await signedHeaders();
    expect((await ask(REMOVE, { method: 'POST', headers, body: '' })).status).toBe(403);
    expect(removeDemo).not.toHaveBeenCalled();
    expect((await ask(REMOVE, { method: 'POST', headers: { ...headers, origin }, body: '' })).status).toBe(
      200,
    );
    expect(removeDemo).toHaveBeenCalledOnce();
  });

  it('gives other sites no permission by CORS', async () => {
    const headers = { ...(await signedHeaders()), origin: 'https://evil.example' };
    const preflight = await ask(REMOVE, {
      method: 'OPTIONS',
      headers: { ...headers, 'access-control-request-method': 'POST' },
    });
    expect(preflight.status).toBe(405);
    for (const reply of [preflight, await ask(LIST, { headers })]) {
      expect(Object.keys(reply.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });

  it.each(['PUT', 'DELETE', 'PATCH', 'TRACE', 'OPTIONS', 'PROPFIND'])(
    'refuses the method %s',
    async (method) => {
      expect((await ask(REMOVE, { method, headers: await signedHeaders() })).status).toBe(405);
    },
  );

  it('takes no other method by header or query for a mutation by GET', async () => {
    const headers = {
      ...(await signedHeaders()),
      'x-http-method-override': 'POST',
      'x-method-override': 'POST',
    };
    expect((await ask(`${REMOVE}?_method=POST`, { headers })).status).toBe(405);
    expect(removeDemo).not.toHaveBeenCalled();
  });

  it.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/%2e%2e%2fsecret.txt',
    '/%252e%252e%252fsecret.txt',
    '/..\\secret.txt',
    '/..%5csecret.txt',
    '/....//secret.txt',
    '/%c0%ae%c0%ae/secret.txt',
    '/assets/../../secret.txt',
    '/%00/../secret.txt',
  ])('serves nothing outside the window for %s', async (path) => {
    const reply = await ask(path, { headers: await signedHeaders() });
    expect([400, 404]).toContain(reply.status);
    expect(reply.text).not.toContain('patient data');
  });

  it('refuses an oversized body by name, with announced length and in chunks', async () => {
    const body = Buffer.alloc(1024 * 1024 + 1, 32);
    const headers = await signedHeaders();
    for (const more of [{ 'content-length': body.length }, { 'transfer-encoding': 'chunked' }]) {
      const reply = await ask(REMOVE, { method: 'POST', headers: { ...headers, ...more }, body });
      expect([reply.status, reply.headers.connection]).toEqual([413, 'close']);
      expect(reply.text).toContain('too_large');
    }
    expect(removeDemo).not.toHaveBeenCalled();
  });

  it.each(['{"id":', '[]', 'null', '{"id":{"$ne":1}}', '{"__proto__":{"id":"x"}}', '\u0000'])(
    'refuses the malformed call %j',
    async (body) => {
      const reply = await ask('/api/trpc/jobs.cancel', {
        method: 'POST',
        headers: await signedHeaders(),
        body,
      });
      expect([reply.status, reply.text.includes('"code":"usage"')]).toEqual([400, true]);
    },
  );

  it('refuses headers that make two readers disagree', async () => {
    const cookie = await signIn();
    const start = `POST ${REMOVE} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nCookie: ${cookie}\r\nOrigin: ${host.address}\r\nContent-Type: application/json\r\n`;
    const both = `${start}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n`;
    expect(await askRaw(both)).toMatch(/^HTTP\/1.1 400/);
    expect(await askRaw(`${start}Content-Length: 0\r\nContent-Length: 5\r\n\r\n`)).toMatch(/^HTTP\/1.1 400/);
    expect(await askRaw(`${start}Host: evil.example\r\nContent-Length: 0\r\n\r\n`)).toMatch(/^HTTP\/1.1 421/);
    expect(await askRaw(`${start}Transfer-Encoding : chunked\r\n\r\n`)).toMatch(/^HTTP\/1.1 400/);
    expect(await askRaw(`GET http://evil.example/ HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`)).toMatch(
      / 400 /,
    );
    expect(await askRaw(`GET / HTTP/1.1\r\n\r\n`)).toMatch(/^HTTP\/1.1 400/);
    expect(removeDemo).not.toHaveBeenCalled();
  });
});

describe('running', () => {
  it('streams states as they are made and ends the use case when the reader leaves', async () => {
    const input = encodeURIComponent(JSON.stringify({ 0: { id: 'j1' } }));
    const headers = { ...(await signedHeaders()), 'trpc-accept': 'application/jsonl' };
    const path = `/api/trpc/jobs.progress?batch=1&input=${input}`;
    const call = httpRequest({ host: '127.0.0.1', port, path, headers, agent: false }).end();
    const [response] = (await once(call, 'response')) as [IncomingMessage];
    let text = '';
    response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    await vi.waitFor(() => expect(text).toContain('"running"'));
    expect(streamEnded).not.toHaveBeenCalled();
    call.destroy();
    await vi.waitFor(() => expect(streamEnded).toHaveBeenCalledOnce());
  });

  it('listens on the loopback address only', () => {
    expect(host.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it('names a port that is taken', async () => {
    const handler = () => Promise.resolve(new Response());
    const error = await serve({ handler, port, dataFolder: folder }).catch((failure: unknown) => failure);
    expect((error as LacunaError).code).toBe('port_taken');
  });

  it('leaves no word of itself after closing, and says that it is not running', async () => {
    const other = await serve({
      handler: () => Promise.resolve(new Response()),
      port: 0,
      dataFolder: folder,
    });
    await host.close();
    expect(await requestLink(folder)).toContain(other.address);
    await other.close();
    await expect(requestLink(folder)).rejects.toMatchObject({ code: 'not_found' });
    host = await serve({ handler: () => Promise.resolve(new Response()), port: 0, dataFolder: folder });
  });

  it('answers a failure of the handler without its details, and reports it', async () => {
    const onUnexpected = vi.fn();
    const handler = () => Promise.reject(new Error('defect'));
    const broken = await serve({ handler, port: 0, dataFolder: folder, onUnexpected });
    const { pathname, search } = new URL(broken.url);
    const opened = await fetch(broken.address + pathname + search, { redirect: 'manual' });
    const cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? '';
    const answer = await fetch(broken.address, { headers: { cookie } });
    expect([answer.status, await answer.text()]).toEqual([500, '']);
    expect(onUnexpected).toHaveBeenCalledOnce();
    await broken.close();
  });
});
