import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { LacunaError } from '../../errors.ts';
import { makeFolder } from '../../system/make-folder.ts';
import { asOutputError } from '../../system/output-error.ts';
import { COVERAGE_COLUMNS, COVERAGE_FILE, type CoverageRow } from '../coverage.ts';
import { TRUTH_COLUMNS, TRUTH_FILE } from '../truth/columns.ts';
import { COLUMNS, TABLE_NAMES, type Cell, type Row, type TableName } from './columns.ts';
import { CsvFile } from './csv-file.ts';
import { sentence } from '../../../models/wording.ts';

/** The folder of a cohort while it is being written. */
export class CohortFiles {
  readonly folder: string;
  readonly #tables: ReadonlyMap<TableName, CsvFile>;
  readonly #coverage: CsvFile;
  readonly #truth: CsvFile;

  private constructor(folder: string) {
    this.folder = folder;
    this.#tables = new Map(
      TABLE_NAMES.map((table) => [table, new CsvFile(path.join(folder, `${table}.csv.gz`), COLUMNS[table])]),
    );
    this.#coverage = new CsvFile(path.join(folder, `${COVERAGE_FILE}.gz`), COVERAGE_COLUMNS);
    this.#truth = new CsvFile(path.join(folder, TRUTH_FILE), TRUTH_COLUMNS);
  }

  /**
   * Makes the folder and opens every file in it.
   * @throws {LacunaError} `bundle_exists` when there is something in the folder already, `not_a_folder`,
   * `output_unwritable`, `disk_full`.
   */
  static async create(folder: string): Promise<CohortFiles> {
    try {
      makeFolder(folder);
      await refuseFull(folder);
      for (const part of ['hosp', 'icu', 'note']) await mkdir(path.join(folder, part), { mode: 0o700 });
    } catch (error) {
      throw asOutputError(error, folder, sentence`the synthetic cohort`);
    }
    return new CohortFiles(folder);
  }

  write<T extends TableName>(table: T, row: Row<T>): void {
    this.#tables.get(table)?.write(row);
  }

  writeCoverage({ hadmId, modality, covered }: CoverageRow): void {
    this.#coverage.write({ hadm_id: hadmId, modality, covered });
  }

  /** @param cells in the order of `TRUTH_COLUMNS`. */
  writeTruth(cells: readonly Cell[]): void {
    this.#truth.writeCells(cells);
  }

  get truthPath(): string {
    return path.join(this.folder, TRUTH_FILE);
  }

  /** Rows of each table so far. */
  rowCounts(): Record<TableName, number> {
    const counts = [...this.#tables].map(([table, file]) => [table, file.rows] as const);
    return Object.fromEntries(counts) as Record<TableName, number>;
  }

  async flush(): Promise<void> {
    for (const file of this.#all()) await file.flush();
  }

  async writeText(name: string, text: string): Promise<void> {
    await writeFile(path.join(this.folder, name), text, { mode: 0o600, flag: 'wx' });
  }

  async close(): Promise<void> {
    for (const file of this.#all()) await file.close();
  }

  /** Gives up: closes every file and empties the folder, which was empty at the start. */
  async discard(): Promise<void> {
    await Promise.all(this.#all().map((file) => file.abandon()));
    for (const name of await readdir(this.folder)) {
      await rm(path.join(this.folder, name), { recursive: true, force: true });
    }
  }

  #all(): CsvFile[] {
    return [...this.#tables.values(), this.#coverage, this.#truth];
  }
}

async function refuseFull(folder: string): Promise<void> {
  if ((await readdir(folder)).length === 0) return;
  throw new LacunaError('bundle_exists', 'the output folder is not empty', {
    file: folder,
    hint: 'name a new folder, or empty this one',
  });
}
