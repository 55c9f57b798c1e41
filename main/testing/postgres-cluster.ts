import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { findPostgres } from './postgres-programs.ts';

const PROGRAMS = findPostgres();

/** Why tests on a server are skipped; `null` where one can be started. */
export const POSTGRES_MISSING = whyMissing();

function whyMissing(): string | null {
  if (PROGRAMS === null)
    return 'skipped: PostgreSQL is missing: sudo apt-get install -y --no-install-recommends postgresql';
  return process.getuid?.() === 0 && serverUser() === null
    ? 'skipped: PostgreSQL does not run as root, and there is no user postgres'
    : null;
}

/** Who the server runs as: this user, or the package's own where this one is root, which PostgreSQL refuses. */
function serverUser(): { readonly uid: number; readonly gid: number } | null {
  const id = (flag: string): number =>
    Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout || NaN);
  const user = { uid: id('-u'), gid: id('-g') };
  return Number.isInteger(user.uid) && Number.isInteger(user.gid) ? user : null;
}

const START_MS = 60_000;
const SUPERUSER = 'postgres';
/** Small, and fast rather than safe: the cluster goes with the test. */
const SETTINGS = {
  fsync: 'off',
  shared_buffers: '32MB',
  max_connections: '20',
  listen_addresses: '127.0.0.1',
};

/** A server of PostgreSQL with a cluster of its own, in a temporary folder and on a free port of the loopback. */
export class PostgresCluster {
  readonly port: number;
  /** Of the superuser `postgres`; who comes from the loopback must give one. */
  readonly password: string;
  /** Where its Unix socket lies, through which everybody is let in. */
  readonly folder: string;
  readonly #server: ChildProcess;

  private constructor(server: ChildProcess, { port, password, folder }: Place) {
    this.#server = server;
    this.port = port;
    this.password = password;
    this.folder = folder;
  }

  /** @param secure speak TLS, with a certificate that nobody has signed, in `certificate.pem` of the folder. */
  static async start({ secure = false } = {}): Promise<PostgresCluster> {
    const place = { folder: makeFolder(), password: randomBytes(12).toString('hex'), port: await freePort() };
    initialise(place);
    if (secure) makeCertificate(place.folder);
    const settings = { ...SETTINGS, port: String(place.port), unix_socket_directories: place.folder };
    const secured = secure
      ? { ssl: 'on', ssl_cert_file: certificateOf(place.folder), ssl_key_file: keyOf(place.folder) }
      : {};
    const flags = Object.entries({ ...settings, ...secured }).flatMap(([name, value]) => [
      '-c',
      `${name}=${value}`,
    ]);
    const server = spawn(program('postgres'), ['-D', path.join(place.folder, 'data'), ...flags], {
      ...asServer(),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    await isReady(server);
    return new PostgresCluster(server, place);
  }

  /** As a user types it, without the password. */
  address({ user = SUPERUSER, database = 'postgres', host = '127.0.0.1', query = '' } = {}): string {
    return `postgresql://${user}@${host}:${this.port}/${database}${query}`;
  }

  /** Runs statements as the superuser. @returns the rows of the last. */
  async run(sql: string, database = 'postgres'): Promise<Record<string, unknown>[]> {
    return this.#connected(database, async (client) => {
      const results: pg.QueryResult | pg.QueryResult[] = await client.query(sql);
      return ([results].flat().at(-1)?.rows ?? []) as Record<string, unknown>[];
    });
  }

  /** Fills a table from the text of a CSV file with a header; what is empty is NULL, as mimic-code loads it. */
  async copyIn(table: string, csv: Readable, database = 'postgres'): Promise<void> {
    await this.#connected(database, async (client) => {
      await pipeline(
        csv,
        client.query(copyFrom(`COPY ${table} FROM STDIN WITH (FORMAT csv, HEADER, NULL '')`)),
      );
    });
  }

  /** The rows of a query as CSV with a header. */
  async copyOut(query: string, database = 'postgres'): Promise<string> {
    return this.#connected(database, (client) =>
      text(client.query(copyTo(`COPY (${query}) TO STDOUT WITH (FORMAT csv, HEADER)`))),
    );
  }

  /** The sessions of Lacuna that the server has. */
  async sessions(): Promise<number> {
    const [row] = await this.run(
      `SELECT count(*)::int AS n FROM pg_stat_activity WHERE application_name = 'lacuna'`,
    );
    return Number(row?.['n']);
  }

  /** Takes the server away as a crash does. */
  async crash(): Promise<void> {
    await this.#end('SIGQUIT');
  }

  async stop(): Promise<void> {
    await this.#end('SIGINT');
    rmSync(this.folder, { recursive: true, force: true });
  }

  async #connected<T>(database: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
    const { port, password } = this;
    const client = new pg.Client({
      host: '127.0.0.1',
      port,
      user: SUPERUSER,
      password,
      database,
      ssl: false,
    });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }

  async #end(signal: 'SIGINT' | 'SIGQUIT'): Promise<void> {
    if (this.#server.exitCode !== null || this.#server.signalCode !== null) return;
    const ended = once(this.#server, 'exit');
    this.#server.kill(signal);
    await ended;
  }
}

interface Place {
  readonly folder: string;
  readonly port: number;
  readonly password: string;
}

function program(name: string): string {
  if (PROGRAMS === null) throw new Error('PostgreSQL is not installed');
  return path.join(PROGRAMS, name);
}

function asServer(): { readonly uid?: number; readonly gid?: number } {
  return process.getuid?.() === 0 ? (serverUser() ?? {}) : {};
}

/** A folder of the server's own; a path to a socket is short by the system's limits. */
function makeFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'lacuna-pg-'));
  own(folder);
  return folder;
}

function own(file: string): void {
  const { uid, gid } = asServer();
  if (uid !== undefined && gid !== undefined) chownSync(file, uid, gid);
}

function initialise({ folder, password }: Place): void {
  const passwordFile = path.join(folder, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  own(passwordFile);
  run(program('initdb'), [
    '--pgdata',
    path.join(folder, 'data'),
    '--username',
    SUPERUSER,
    '--pwfile',
    passwordFile,
    '--auth-local=trust',
    '--auth-host=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--no-sync',
  ]);
}

const certificateOf = (folder: string): string => path.join(folder, 'certificate.pem');
const keyOf = (folder: string): string => path.join(folder, 'key.pem');

function makeCertificate(folder: string): void {
  const files = ['-keyout', keyOf(folder), '-out', certificateOf(folder)];
  const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  run('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...files, ...names]);
  chmodSync(keyOf(folder), 0o600);
  chmodSync(certificateOf(folder), 0o644);
}

function run(file: string, args: readonly string[]): void {
  const { status, stderr, error } = spawnSync(file, args, { ...asServer(), encoding: 'utf8' });
  if (status !== 0) throw new Error(`${path.basename(file)} failed: ${error?.message ?? stderr}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function isReady(server: ChildProcess): Promise<void> {
  if (server.stderr === null) throw new Error('the server says nothing');
  const lines: string[] = [];
  const timeout = setTimeout(() => server.kill('SIGQUIT'), START_MS);
  try {
    for await (const line of createInterface({ input: server.stderr })) {
      lines.push(line);
      if (line.includes('is ready to accept connections')) {
        server.stderr.resume();
        return;
      }
    }
  } finally {
    clearTimeout(timeout);
  }
  throw new Error(`the server did not start:\n${lines.join('\n')}`);
}
