import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

export interface TableFolderOptions {
  readonly name: string;
  /** Lines of each table, the header first. */
  readonly tables: Readonly<Record<string, readonly string[]>>;
  /** A folder that the caller removes; otherwise a new one, removed when the test ends. */
  readonly where?: string | undefined;
}

/** Writes made-up tables into a temporary place, and lets a test spoil them. */
export class TableFolder {
  readonly folder: string;
  /** A database path beside the folder's files, in no folder that exists yet. */
  readonly database: string;

  constructor({ name, tables, where }: TableFolderOptions) {
    const place = where ?? mkdtempSync(path.join(tmpdir(), 'lacuna-folder-'));
    this.folder = path.join(place, name);
    this.database = path.join(place, 'data', 'records.db');
    if (where === undefined) {
      onTestFinished(() => {
        rmSync(place, { recursive: true, force: true });
      });
    }
    for (const [table, lines] of Object.entries(tables)) this.write(table, `${lines.join('\n')}\n`);
  }

  path(table: string): string {
    return path.join(this.folder, `${table}.csv`);
  }

  write(table: string, text: string | Uint8Array): void {
    mkdirSync(path.dirname(this.path(table)), { recursive: true });
    writeFileSync(this.path(table), text);
  }

  text(table: string): string {
    return readFileSync(this.path(table), 'utf8');
  }

  remove(table: string): void {
    rmSync(this.path(table));
  }

  /** Replaces a text that must occur in the table. */
  replace(table: string, from: string, to: string): void {
    const text = this.text(table);
    if (!text.includes(from)) throw new Error(`${table} does not hold what the test replaces`);
    this.write(table, text.replace(from, to));
  }

  /** Adds a line at the end of the table and returns its physical line. */
  append(table: string, line: string): number {
    const text = this.text(table);
    this.write(table, `${text}${line}\n`);
    return text.split('\n').length;
  }

  /** What lies beside the database that is not the database. */
  get hasDatabase(): boolean {
    return existsSync(this.database);
  }
}
