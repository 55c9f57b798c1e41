import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ServerInput } from '../../../api/services.ts';
import { LacunaError } from '../../../errors.ts';
import { MimicFolder } from '../../../testing/mimic-folder.ts';
import { loadMimicFolder } from '../../../testing/mimic-server.ts';
import { clusterForTests } from '../../../testing/cluster-for-tests.ts';
import { POSTGRES_MISSING, PostgresCluster } from '../../../testing/postgres-cluster.ts';
import { temporaryFolder } from '../../../testing/temporary-folder.ts';
import { listAuditLog } from '../../audit-log.ts';
import { checkIntegrity, openDatabase } from '../../database.ts';
import { listImportRuns } from '../../import-runs.ts';
import type { ImportProgress } from '../import-folder.ts';
import { importServer, inspectServer } from './import-server.ts';

const place = temporaryFolder();
/** Rows enough that a copy takes a while. */
const MANY = 300_000;
const cluster = clusterForTests(
  async (server) => {
    await server.run('CREATE DATABASE mimic');
    await loadMimicFolder(server, new MimicFolder(place).folder);
    await server.run(
      `INSERT INTO mimiciv_hosp.labevents (labevent_id, subject_id, hadm_id, itemid, charttime, value, valuenum)
       SELECT i, 101, 201, 50912, '2150-03-02 06:00', i::text, i FROM generate_series(100, ${MANY}) i`,
      'mimic',
    );
  },
  { secure: true },
);
let databases = 0;

afterEach(() => vi.unstubAllEnvs());

function newDatabase(): string {
  databases += 1;
  return path.join(place, `records-${databases}.db`);
}

function server(more: Partial<ServerInput> = {}): ServerInput {
  return { address: cluster().address({ database: 'mimic' }), password: cluster().password, ...more };
}

const inspect = (more: Partial<ServerInput>): Promise<unknown> => inspectServer(server(more), place);

/** Waits until something holds, and fails when it never does. */
async function eventually(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (await holds()) return;
    await delay(100);
  }
  expect.unreachable(what);
}

/** The database of an import that came to nothing is sound and holds no records. */
function expectNothingIn(database: string, states: readonly string[]): void {
  const db = openDatabase(database, { readOnly: true });
  try {
    expect(checkIntegrity(db)).toEqual([]);
    expect(db.prepare('SELECT count(*) FROM source').pluck().get()).toBe(0);
    expect(db.prepare('SELECT count(*) FROM patient').pluck().get()).toBe(0);
    expect(listImportRuns(db).map(({ state }) => state)).toEqual(states);
  } finally {
    db.close();
  }
}

/** A promise of the first report that a table is being read. */
function firstRows(table: string): {
  readonly seen: Promise<void>;
  readonly onProgress: (step: ImportProgress) => void;
} {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  return {
    seen: promise,
    onProgress: ({ file, rows }) => {
      if (file === table && rows > 0) resolve(undefined);
    },
  };
}

describe('a server that cannot be read', () => {
  it('does not answer', async () => {
    const listener = createServer().listen(0, '127.0.0.1');
    await once(listener, 'listening');
    const { port } = listener.address() as AddressInfo;
    listener.close();
    await once(listener, 'close');
    await expect(inspect({ address: `postgresql://me@127.0.0.1:${port}/mimic` })).rejects.toMatchObject({
      code: 'server_unreachable',
      message: 'the server does not answer (ECONNREFUSED)',
      file: `postgresql://me@127.0.0.1:${port}/mimic`,
    });
    await expect(inspect({ address: 'postgresql://me@nowhere.invalid/mimic' })).rejects.toMatchObject({
      code: 'server_unreachable',
    });
    await expect(
      inspect({ address: `postgresql://me@${encodeURIComponent(place)}/mimic` }),
    ).rejects.toMatchObject({
      code: 'server_unreachable',
      message: 'the server does not answer (ENOENT)',
    });
  });

  it('is no PostgreSQL', async () => {
    const listener = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')).listen(
      0,
      '127.0.0.1',
    );
    await once(listener, 'listening');
    const { port } = listener.address() as AddressInfo;
    await expect(inspect({ address: `postgresql://me@127.0.0.1:${port}/mimic` })).rejects.toMatchObject({
      code: 'server_unreachable',
      message: 'whatever answers at this address is not PostgreSQL, or lets nobody in',
    });
    listener.close();
  });

  it('refuses the password, the user, the database', async () => {
    await expect(inspect({ password: 'wrong' })).rejects.toMatchObject({ code: 'server_login' });
    await expect(inspect({ address: cluster().address({ user: 'nobody' }) })).rejects.toMatchObject({
      code: 'server_login',
    });
    await expect(inspect({ address: cluster().address({ database: 'other' }) })).rejects.toMatchObject({
      code: 'server_database',
    });
    await expect(inspect({ address: cluster().address() })).rejects.toMatchObject({
      code: 'server_schema',
      message: 'no schema of the database has the tables patients and admissions',
    });
    await expect(inspect({ schemaPrefix: 'other_' })).rejects.toMatchObject({
      code: 'server_schema',
      message: 'there is no schema other_hosp: it has mimiciv_hosp',
    });
  });

  it('never has its password in an error', async () => {
    const error: unknown = await inspect({ password: 'a-very-secret-word' }).catch(
      (reason: unknown) => reason,
    );
    if (!(error instanceof LacunaError)) throw new Error('expected a named error');
    expect(JSON.stringify(error.report())).not.toContain('a-very-secret-word');
  });

  it('is noted before it is contacted', async () => {
    const database = newDatabase();
    await expect(importServer({ server: server({ password: 'wrong' }), database })).rejects.toMatchObject({
      code: 'server_login',
    });
    const db = openDatabase(database, { readOnly: true });
    expect(listAuditLog(db, { offset: 0, limit: 9 }).rows).toMatchObject([
      { action: 'server.contact', subject: cluster().address({ database: 'mimic' }) },
    ]);
    db.close();
  });
});

describe('the password', () => {
  it('is taken from the environment or the password file, and asked for where neither has it', async () => {
    const { password: _typed, ...silent } = server();
    vi.stubEnv('PGPASSFILE', path.join(place, 'no-such-file'));
    await expect(inspectServer(silent, place)).rejects.toMatchObject({ code: 'server_password' });
    vi.stubEnv('PGPASSWORD', cluster().password);
    expect(await inspectServer(silent, place)).toMatchObject({ ready: true });
    vi.unstubAllEnvs();
    const file = path.join(place, 'pgpass');
    writeFileSync(file, `127.0.0.1:${cluster().port}:mimic:postgres:${cluster().password}\n`, {
      mode: 0o600,
    });
    vi.stubEnv('PGPASSFILE', file);
    expect(await inspectServer(silent, place)).toMatchObject({ ready: true });
  });

  it('is not needed where the server asks for none', async () => {
    vi.stubEnv('PGPASSFILE', path.join(place, 'no-such-file'));
    const address = cluster().address({ host: encodeURIComponent(cluster().folder), database: 'mimic' });
    expect(await inspectServer({ address }, place)).toMatchObject({ ready: true });
  });
});

describe('the way to a server', () => {
  it('is secured by a certificate that is known, or not taken', async () => {
    const to = (query: string): Promise<unknown> =>
      inspect({ address: cluster().address({ database: 'mimic', query }) });
    const certificate = encodeURIComponent(path.join(cluster().folder, 'certificate.pem'));
    chmodSync(cluster().folder, 0o755);
    await expect(to('?sslmode=verify-full')).rejects.toMatchObject({ code: 'server_untrusted' });
    expect(await to(`?sslmode=verify-full&sslrootcert=${certificate}`)).toMatchObject({ ready: true });
    expect(await to('?sslmode=require')).toMatchObject({ ready: true });
    await expect(to('?sslmode=verify-full&sslrootcert=%2Fnowhere.pem')).rejects.toMatchObject({
      code: 'file_unreadable',
    });
  });

  it('is not taken where the server does not speak TLS', async () => {
    const plain = await PostgresCluster.start();
    try {
      const address = plain.address({ query: '?sslmode=require' });
      await expect(inspectServer({ address, password: plain.password }, place)).rejects.toMatchObject({
        code: 'server_untrusted',
        message: 'the server does not speak TLS',
      });
    } finally {
      await plain.stop();
    }
  });
});

describe('an import that is interrupted', () => {
  it('stops when cancelled while rows come, and so does the server', async () => {
    const controller = new AbortController();
    const { seen, onProgress } = firstRows('mimiciv_hosp.labevents');
    const database = newDatabase();
    const reason = new LacunaError('cancelled', 'cancelled');
    const importing = importServer({ server: server(), database, signal: controller.signal, onProgress });
    void seen.then(() => controller.abort(reason));
    await expect(importing).rejects.toBe(reason);
    expectNothingIn(database, ['cancelled']);
    await eventually('the session ends', async () => (await cluster().sessions()) === 0);
  });

  it('stops when cancelled while the server computes, and so does the server', async () => {
    const controller = new AbortController();
    const reason = new LacunaError('cancelled', 'cancelled');
    const query = 'SELECT 101 AS subject_id FROM pg_sleep(300)';
    const database = newDatabase();
    const importing = importServer({
      server: server({ patients: { query } }),
      database,
      signal: controller.signal,
    });
    importing.catch(() => undefined);
    await eventually('the server computes', async () => (await cluster().sessions()) === 1);
    await delay(300);
    const started = performance.now();
    controller.abort(reason);
    await expect(importing).rejects.toBe(reason);
    expect(performance.now() - started).toBeLessThan(10_000);
    // Of a closed connection alone the server would learn only after its five minutes.
    await eventually('the session ends', async () => (await cluster().sessions()) === 0);
    expectNothingIn(database, []);
  });

  it('says so when the server ends the session midway', async () => {
    const { seen, onProgress } = firstRows('mimiciv_hosp.labevents');
    const database = newDatabase();
    void seen.then(() =>
      cluster().run(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'lacuna'`,
      ),
    );
    await expect(importServer({ server: server(), database, onProgress })).rejects.toMatchObject({
      code: 'server_lost',
      file: cluster().address({ database: 'mimic' }),
    });
    expectNothingIn(database, ['failed']);
    expect(readdirSync(place).filter((name) => name.includes('.import-'))).toEqual([]);
  });

  it('says so when somebody at the server stops the query', async () => {
    const query = 'SELECT 101 AS subject_id FROM pg_sleep(300)';
    const inspecting = inspect({ patients: { query } });
    inspecting.catch(() => undefined);
    await eventually('the server computes', async () => (await cluster().sessions()) === 1);
    await delay(300);
    await cluster().run(
      `SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE application_name = 'lacuna'`,
    );
    await expect(inspecting).rejects.toMatchObject({ code: 'server_timeout' });
  });

  it('stops when cancelled before anybody answered', async () => {
    const sockets: Socket[] = [];
    const listener = createServer((socket) => sockets.push(socket)).listen(0, '127.0.0.1');
    await once(listener, 'listening');
    const controller = new AbortController();
    const reason = new LacunaError('cancelled', 'cancelled');
    const address = `postgresql://me@127.0.0.1:${(listener.address() as AddressInfo).port}/mimic`;
    const importing = importServer({
      server: { address },
      database: newDatabase(),
      signal: controller.signal,
    });
    importing.catch(() => undefined);
    await eventually('the server is called', () => Promise.resolve(sockets.length > 0));
    controller.abort(reason);
    await expect(importing).rejects.toBe(reason);
    for (const socket of sockets) socket.destroy();
    listener.close();
  });

  it('leaves the database as it was when its process is killed, and the server free', async () => {
    const database = newDatabase();
    const script = new URL('../../../testing/server-import-process.ts', import.meta.url).pathname;
    const child = spawn(process.execPath, [script, database], {
      env: { ...process.env, LACUNA_TEST_SERVER: JSON.stringify(server()) },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    for await (const said of child.stdout) if (String(said).includes('labevents')) break;
    child.kill('SIGKILL');
    await once(child, 'exit');
    const db = openDatabase(database, { readOnly: true });
    expect(listImportRuns(db)).toMatchObject([{ state: 'interrupted' }]);
    db.close();
    expectNothingIn(database, ['interrupted']);
    await eventually('the session ends', async () => (await cluster().sessions()) === 0);
    // The second start clears what the first left, and succeeds.
    const summary = await importServer({ server: server(), database });
    expect(summary.imported['lab']).toBeGreaterThan(MANY - 100);
    expect(readdirSync(place).filter((name) => name.includes('.import-'))).toEqual([]);
  });
});

it('a server that goes away while it is asked is named as lost', async (context) => {
  context.skip(POSTGRES_MISSING !== null, POSTGRES_MISSING ?? '');
  const doomed = await PostgresCluster.start();
  try {
    await loadMimicFolder(doomed, path.join(place, 'mimic'), { database: 'postgres' });
    const query = 'SELECT 101 AS subject_id FROM pg_sleep(300)';
    const database = newDatabase();
    const importing = importServer({
      server: { address: doomed.address(), password: doomed.password, patients: { query } },
      database,
    });
    importing.catch(() => undefined);
    await eventually('the server computes', async () => (await doomed.sessions()) === 1);
    await delay(300);
    await doomed.crash();
    await expect(importing).rejects.toMatchObject({ code: 'server_lost' });
    expect(existsSync(database)).toBe(true);
  } finally {
    await doomed.stop();
  }
});
