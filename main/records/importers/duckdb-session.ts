import {
  type DuckDBConnection,
  type DuckDBDataChunk,
  DuckDBInstance,
  type DuckDBValue,
} from '@duckdb/node-api';
import { availableParallelism } from 'node:os';
import { fromDuckDb } from './duckdb-errors.ts';
import { memoryLimit } from './memory-limit.ts';

export interface SessionOptions {
  /** Where DuckDB puts what does not fit into memory; without one, what does not fit fails. */
  readonly spillFolder?: string;
  readonly signal?: AbortSignal | undefined;
  /** As DuckDB writes it, `450MB`; default: as `memoryLimit` says. */
  readonly memory?: string;
}

/** Rows held ready for the consumer of a result; twice as fast as the default for large ones. */
const STREAMING_BUFFER = '16MB';

/** A row as an object, by column name. */
export type Row = Record<string, DuckDBValue>;

/**
 * An in-memory DuckDB for one import. A cancelled signal interrupts the statement that runs; what fails for want of disk or memory
 * throws `disk_full` or `records_memory`.
 */
export class DuckDbSession {
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;
  readonly #signal: AbortSignal | undefined;
  readonly #memory: string;
  readonly #interrupt = (): void => {
    this.#connection.interrupt();
  };

  private constructor(
    instance: DuckDBInstance,
    connection: DuckDBConnection,
    { signal, memory }: { readonly signal: AbortSignal | undefined; readonly memory: string },
  ) {
    this.#instance = instance;
    this.#connection = connection;
    this.#signal = signal;
    this.#memory = memory;
    signal?.addEventListener('abort', this.#interrupt);
  }

  /** @throws {LacunaError} `usage`: the environment names no amount of memory. */
  static async open({ spillFolder, signal, memory = memoryLimit() }: SessionOptions): Promise<DuckDbSession> {
    const instance = await DuckDBInstance.create(':memory:', {
      memory_limit: memory,
      temp_directory: spillFolder ?? '',
      // Rows carry their line, so their order does not matter until it is asked for.
      preserve_insertion_order: 'false',
      // Joins are written with the small table on the right; of a CSV file DuckDB takes the size for small.
      disabled_optimizers: 'join_order,build_side_probe_side',
      // Chunks are read once, and other chunks written over them.
      enable_external_file_cache: 'false',
      // Without those optimizers DuckDB crashes on an ASOF join that it would do as a loop, behind another join.
      asof_loop_join_threshold: '0',
      // Nothing may be fetched from the network.
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
    });
    const connection = await instance.connect();
    await connection.run(`SET streaming_buffer_size = '${STREAMING_BUFFER}'`);
    return new DuckDbSession(instance, connection, { signal, memory });
  }

  /** Runs a statement whose rows do not matter. */
  async run(sql: string): Promise<void> {
    await this.#named(() => this.#connection.run(sql));
  }

  /**
   * Does work during which this process itself keeps a core busy: with a thread a core DuckDB would wait for the one
   * that has none, and it waits by asking again and again.
   */
  async leavingCore<T>(work: () => Promise<T>): Promise<T> {
    await this.#useThreads(Math.max(1, availableParallelism() - 1));
    try {
      return await work();
    } finally {
      await this.#useThreads(availableParallelism());
    }
  }

  /** All rows of a small result. */
  async rows(sql: string): Promise<Row[]> {
    return this.#named(async () => (await this.#connection.runAndReadAll(sql)).getRowObjects());
  }

  /** The one number that a query gives. */
  async number(sql: string): Promise<number> {
    const [row] = await this.rows(sql);
    return Number(Object.values(row ?? {})[0] ?? 0);
  }

  /** A large result, chunk by chunk, with the names of its columns. */
  async *chunks(sql: string): AsyncGenerator<{ names: readonly string[]; chunk: DuckDBDataChunk }> {
    const result = await this.#named(() => this.#connection.stream(sql));
    const names = result.columnNames();
    for (;;) {
      const chunk = await this.#named(() => result.fetchChunk());
      if (chunk === null || chunk.rowCount === 0) return;
      yield { names, chunk };
    }
  }

  async #useThreads(threads: number): Promise<void> {
    await this.#connection.run(`SET threads = ${threads}`);
  }

  close(): void {
    this.#signal?.removeEventListener('abort', this.#interrupt);
    this.#connection.closeSync();
    this.#instance.closeSync();
  }

  async #named<T>(work: () => Promise<T>): Promise<T> {
    this.#signal?.throwIfAborted();
    try {
      return await work();
    } catch (error) {
      this.#signal?.throwIfAborted();
      throw fromDuckDb(error, this.#memory);
    }
  }
}
