import { once } from 'node:events';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { LacunaError } from '../../../errors.ts';
import { READ_BYTES } from '../csv-file.ts';
import { asServerError } from './server-errors.ts';
import { clientConfig, type ServerLogin } from './server-login.ts';

/**
 * One moment of the server for all tables, and nothing that could change it. Values are written so that they can be read
 * whatever the server's settings: dates as ISO 8601, numbers with all of their digits; rows come as they lie in the
 * table, so that the same table gives the same text.
 */
const BEGIN = `
  BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
  SET LOCAL client_encoding = 'UTF8';
  SET LOCAL DateStyle = 'ISO, YMD';
  SET LOCAL extra_float_digits = 3;
  SET LOCAL standard_conforming_strings = on;
  SET LOCAL synchronize_seqscans = off;
  SET LOCAL idle_in_transaction_session_timeout = 0`;
/** A copy takes as long as it takes; several workers would send their rows in any order. */
const BEFORE_COPY = 'SET LOCAL statement_timeout = 0; SET LOCAL max_parallel_workers_per_gather = 0';
/** Time for what asks the catalogue or the planner. */
const SHORT_SECONDS = 60;

export interface QueryOptions {
  /** For `$1`, `$2` ... */
  readonly values?: readonly unknown[];
  /** Time that the server gets. */
  readonly seconds?: number;
}

/** What a server holds at one moment, read over one connection; a cancelled signal ends what the server is at. */
export class ServerSnapshot {
  /** The address, without a password: the place that errors name. */
  readonly place: string;
  /** The moment, by the server's clock. ISO 8601, UTC. */
  at = '';
  readonly #login: ServerLogin;
  readonly #client: pg.Client;
  readonly #signal: AbortSignal | undefined;
  #backend = 0;
  /** Of a connection that broke while nothing was asked. */
  #failure: Error | null = null;
  #abandoned: Promise<void> | null = null;
  #ended: Promise<void> | null = null;

  private constructor(login: ServerLogin, signal: AbortSignal | undefined) {
    this.#login = login;
    this.#signal = signal;
    this.place = login.address.text;
    this.#client = new pg.Client(clientConfig(login));
    this.#client.on('error', (error) => {
      this.#failure ??= error;
    });
  }

  /**
   * Connects and takes the moment.
   * @throws {LacunaError} `server_unreachable`, `server_untrusted`, `server_password`, `server_login`, `server_database`.
   */
  static async open(login: ServerLogin, signal?: AbortSignal): Promise<ServerSnapshot> {
    signal?.throwIfAborted();
    const snapshot = new ServerSnapshot(login, signal);
    signal?.addEventListener('abort', snapshot.#abandon);
    try {
      await snapshot.#named(() => snapshot.#begin());
      return snapshot;
    } catch (error) {
      snapshot.#abandon();
      await snapshot.close();
      throw asNoServer(error, snapshot.place);
    }
  }

  /**
   * All rows of a query, one statement.
   * @throws {LacunaError} `server_permission`, `server_query`, `server_timeout`, `server_lost`.
   */
  async rows<Row extends pg.QueryResultRow>(
    text: string,
    { values = [], seconds = SHORT_SECONDS }: QueryOptions = {},
  ): Promise<Row[]> {
    return this.#named(async () => {
      await this.#client.query(`SET LOCAL statement_timeout = '${seconds}s'`);
      // The extended protocol takes one statement at a time, so that none can follow behind the user's own.
      const query = { text, values: [...values], queryMode: 'extended' };
      return (await this.#client.query<Row>(query)).rows;
    });
  }

  /**
   * The rows of a query as CSV with a header, in runs of `READ_BYTES` at most; a run is good until the next is asked for.
   * @returns how many rows the server says it sent.
   * @throws {LacunaError} as `rows`.
   */
  async *copy(query: string): AsyncGenerator<Buffer, number> {
    await this.#named(() => this.#client.query(BEFORE_COPY));
    const stream = this.#client.query(copyTo(`COPY (${query}) TO STDOUT WITH (FORMAT csv, HEADER)`));
    // What comes after nobody reads any more is of no interest.
    stream.on('error', () => undefined);
    const isReady = once(this.#client, 'drain');
    isReady.catch(() => undefined);
    let isWhole = false;
    try {
      yield* gathered(stream);
      await isReady;
      isWhole = true;
      return stream.rowCount;
    } catch (error) {
      throw this.#nameOf(error);
    } finally {
      if (!isWhole) this.#abandon();
    }
  }

  /** Ends the connection, and waits until the server has been told to stop what it was at. Once is enough. */
  async close(): Promise<void> {
    this.#signal?.removeEventListener('abort', this.#abandon);
    this.#ended ??= this.#abandoned ?? this.#client.end();
    await this.#ended;
  }

  async #begin(): Promise<void> {
    await this.#client.connect();
    await this.#client.query(BEGIN);
    const [row] = await this.rows<{ backend: number; at: Date }>(
      'SELECT pg_backend_pid() AS backend, now() AS at',
    );
    if (row === undefined) return;
    this.#backend = row.backend;
    this.at = row.at.toISOString();
  }

  /** Drops the connection. A server that computes does not notice, so it is told over another one. */
  readonly #abandon = (): void => {
    this.#abandoned ??= this.#backend === 0 ? Promise.resolve() : cancel(this.#login, this.#backend);
    this.#client.connection.stream.destroy();
  };

  async #named<T>(work: () => Promise<T>): Promise<T> {
    this.#signal?.throwIfAborted();
    try {
      return await work();
    } catch (error) {
      throw this.#nameOf(error);
    }
  }

  #nameOf(error: unknown): unknown {
    if (this.#signal?.aborted === true) return this.#signal.reason;
    // What the server said says more than that nothing can be asked any more.
    const cause = error instanceof pg.DatabaseError ? error : (this.#failure ?? error);
    return asServerError(cause, this.place);
  }
}

/** A connection that broke before it was one. */
function asNoServer(error: unknown, place: string): unknown {
  if (
    !(error instanceof LacunaError) ||
    error.code !== 'server_lost' ||
    error.cause instanceof pg.DatabaseError
  ) {
    return error;
  }
  const message = 'whatever answers at this address is not PostgreSQL, or lets nobody in';
  return new LacunaError('server_unreachable', message, { file: place, cause: error });
}

/** Small pieces put together in one buffer. */
async function* gathered(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const buffer = Buffer.allocUnsafe(READ_BYTES);
  let length = 0;
  for await (const piece of stream) {
    for (let from = 0; from < piece.length;) {
      const taken = piece.copy(buffer, length, from);
      from += taken;
      length += taken;
      if (length < READ_BYTES) continue;
      yield buffer;
      length = 0;
    }
  }
  if (length > 0) yield buffer.subarray(0, length);
}

/** Ends what a session of the same user is at. Where that fails too, the server finds the connection closed sooner or later. */
async function cancel(login: ServerLogin, backend: number): Promise<void> {
  const client = new pg.Client(clientConfig(login));
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT pg_cancel_backend($1)', [backend]);
  } catch {
    // There is nobody left to tell.
  } finally {
    await client.end().catch(() => undefined);
  }
}
