import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import SQLite from 'better-sqlite3';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { MimicFolder } from '../testing/mimic-folder.ts';
import {
  checkIntegrity,
  type Database,
  openDatabase,
  type OpenOptions,
  writeTransaction,
} from './database.ts';
import { importFolder } from './importers/import-folder.ts';

let place: string;
let file: string;

beforeEach(() => {
  place = mkdtempSync(path.join(tmpdir(), 'lacuna-database-'));
  file = path.join(place, 'data', 'records.db');
  onTestFinished(() => {
    rmSync(place, { recursive: true, force: true });
  });
});

function open(options: OpenOptions = {}): Database {
  const db = openDatabase(file, options);
  onTestFinished(() => {
    if (db.open) db.close();
  });
  return db;
}

function failure(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('expected a failure');
}

const isRoot = process.getuid?.() === 0;

describe('a database', () => {
  it('is made for its owner alone, with foreign keys and a write-ahead log', () => {
    const db = open({ create: true });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(path.dirname(file)).mode & 0o777).toBe(0o700);
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(() =>
      db.prepare(`INSERT INTO concept (source_id, system, code) VALUES (9, 'DRUG', 'x')`).run(),
    ).toThrow('FOREIGN KEY');
    expect(checkIntegrity(db)).toEqual([]);
  });

  it('is closed to others when it was open to them', () => {
    open({ create: true }).close();
    chmodSync(file, 0o644);
    open();
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('is not made unasked', () => {
    expect(failure(() => open())).toMatchObject({ code: 'database_not_found', file });
    expect(failure(() => open({ readOnly: true, create: true }))).toMatchObject({
      code: 'database_not_found',
    });
  });

  it('is refused when it is no database, that of another program, or a folder', () => {
    mkdirSync(path.dirname(file));
    writeFileSync(file, 'this is no database, though it is long enough to have been one'.repeat(20));
    expect(failure(() => open())).toMatchObject({ code: 'database_damaged', file });
    expect(failure(() => open({ readOnly: true }))).toMatchObject({ code: 'database_damaged', file });
    rmSync(file);
    const other = new SQLite(file);
    other.exec('CREATE TABLE recipe (name TEXT)');
    other.close();
    expect(failure(() => open())).toMatchObject({ code: 'database_damaged', file });
    expect(failure(() => open({ readOnly: true }))).toMatchObject({ code: 'database_damaged', file });
    writeFileSync(file, '');
    expect(failure(() => open({ readOnly: true }))).toMatchObject({ code: 'database_damaged', file });
    rmSync(file);
    mkdirSync(file);
    expect(failure(() => open())).toMatchObject({ code: 'database_damaged', file });
  });

  it('is refused when its pages are damaged', () => {
    open({ create: true }).close();
    const bytes = readFileSync(file);
    bytes.fill(0xff, 4096, 3 * 4096);
    writeFileSync(file, bytes);
    expect(
      failure(() => {
        const db = open();
        return checkIntegrity(db);
      }),
    ).toMatchObject({ code: 'database_damaged' });
  });

  it.skipIf(isRoot)(
    'is refused when it may not be written (skipped for root, who may write anything)',
    () => {
      open({ create: true }).close();
      chmodSync(file, 0o400);
      expect(failure(() => open())).toMatchObject({ code: 'database_read_only', file });
    },
  );

  it('is refused where its folder cannot be made', () => {
    writeFileSync(path.join(place, 'file'), '');
    file = path.join(place, 'file', 'records.db');
    expect(failure(() => open({ create: true }))).toMatchObject({ code: 'database_read_only', file });
  });

  it('finds rows whose parents are missing', () => {
    const db = open({ create: true });
    db.pragma('foreign_keys = OFF');
    db.prepare(`INSERT INTO concept (source_id, system, code) VALUES (9, 'DRUG', 'x')`).run();
    expect(checkIntegrity(db)).toEqual(['a row of concept points to a row of source that does not exist']);
  });

  it('says who is writing when the lock is not free', async () => {
    open({ create: true }).close();
    const holder = spawn(
      process.execPath,
      [fileURLToPath(new URL('../testing/hold-lock.ts', import.meta.url)), file],
      {
        stdio: ['pipe', 'pipe', 'inherit'],
      },
    );
    await once(holder.stdout, 'data');
    const startedMs = performance.now();
    expect(failure(() => open({ busyTimeoutMs: 300 }))).toMatchObject({
      code: 'database_in_use',
      message: `the database is being written by lock-holder (process ${holder.pid})`,
    });
    expect(performance.now() - startedMs).toBeGreaterThan(290);
    const reader = open({ readOnly: true });
    expect(reader.prepare('SELECT count(*) FROM patient').pluck().get()).toBe(0);
    holder.stdin.end();
    await once(holder, 'exit');
    const db = open({ busyTimeoutMs: 300 });
    expect(writeTransaction(db, () => 7)).toBe(7);
  });

  it('forgets writers that have died, and takes its own note away', () => {
    const db = open({ create: true });
    const dead = spawnSync(process.execPath, ['--version']).pid;
    writeFileSync(`${file}.writer-${dead}-0-1`, 'dead');
    const other = new SQLite(file);
    other.exec('BEGIN IMMEDIATE');
    expect(failure(() => open({ busyTimeoutMs: 10 }))).toMatchObject({
      message: 'the database is being written by another process',
    });
    other.close();
    db.close();
    expect(readdirSync(path.dirname(file)).filter((name) => name.includes('writer'))).toEqual([]);
  });

  it('clears the notes of killed writers when it is opened for writing', () => {
    open({ create: true }).close();
    const dead = spawnSync(process.execPath, ['--version']).pid;
    writeFileSync(`${file}.writer-${dead}-0-1`, 'dead');
    open().close();
    expect(readdirSync(path.dirname(file))).toEqual([path.basename(file)]);
  });

  it('rolls a failed transaction back', () => {
    const db = open({ create: true });
    const insert =
      db.prepare(`INSERT INTO model (id, name, path, state, task, synthetic, details, manifest_sha256,
      created_at) VALUES (?, '', '', 'active', '', 0, '', '', '')`);
    expect(() =>
      writeTransaction(db, () => {
        insert.run('a');
        throw new Error('no');
      }),
    ).toThrow('no');
    expect(db.prepare('SELECT count(*) FROM model').pluck().get()).toBe(0);
  });
});

/** A disk of two megabytes, which only root may make. */
const canMount = isRoot && spawnSync('mount', ['--version']).status === 0 && process.platform === 'linux';

describe.skipIf(!canMount)('a small disk (skipped where no small disk can be mounted)', () => {
  function smallDisk(size: string): string {
    const disk = path.join(place, 'disk');
    mkdirSync(disk);
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', disk]);
    onTestFinished(() => {
      spawnSync('umount', [disk]);
    });
    return mounted.status === 0 ? disk : '';
  }

  it('that may not be written is named, for root too', ({ skip }) => {
    const disk = smallDisk('2m');
    if (disk === '') skip('tmpfs cannot be mounted here');
    file = path.join(disk, 'records.db');
    open({ create: true }).close();
    spawnSync('mount', ['-o', 'remount,ro', disk]);
    expect(failure(() => open())).toMatchObject({ code: 'database_read_only', file });
  });

  it('that a transaction fills is named, and nothing is lost', ({ skip }) => {
    const disk = smallDisk('2m');
    if (disk === '') skip('tmpfs cannot be mounted here');
    file = path.join(disk, 'records.db');
    const db = open({ create: true });
    const insert =
      db.prepare(`INSERT INTO model (id, name, path, state, task, synthetic, details, manifest_sha256,
      created_at) VALUES (?, '', '', 'active', '', 0, ?, '', '')`);
    writeTransaction(db, () => insert.run('kept', 'small'));
    const fill = (): void => {
      writeTransaction(db, () => {
        for (let row = 0; row < 100; row += 1) insert.run(`row ${row}`, 'x'.repeat(100_000));
      });
    };
    expect(failure(fill)).toMatchObject({ code: 'disk_full', file });
    expect(db.prepare('SELECT id FROM model').pluck().all()).toEqual(['kept']);
    expect(checkIntegrity(db)).toEqual([]);
  });

  it('that an import would not fit on is named before, which changes nothing', async ({ skip }) => {
    const disk = smallDisk('20m');
    if (disk === '') skip('tmpfs cannot be mounted here');
    file = path.join(disk, 'records.db');
    const folder = new MimicFolder();
    await expect(
      importFolder({ folder: folder.folder, source: 'mimic-iv', database: file }),
    ).rejects.toMatchObject({ code: 'disk_full' });
    const db = open();
    expect(db.prepare('SELECT count(*) FROM import_run').pluck().get()).toBe(0);
  });

  it('that fills while an import is under way is named, and nothing is lost', async ({ skip }) => {
    const disk = smallDisk('140m');
    if (disk === '') skip('tmpfs cannot be mounted here');
    file = path.join(disk, 'records.db');
    const filler = path.join(disk, 'filler');
    const folder = new MimicFolder();
    const onProgress = ({ file: current }: { file: string | null }): void => {
      if (current !== 'hosp/diagnoses_icd.csv') return;
      // Runs out of room on purpose: every free byte is taken.
      spawnSync('dd', ['if=/dev/zero', `of=${filler}`, 'bs=4096', 'status=none']);
    };
    await expect(
      importFolder({ folder: folder.folder, source: 'mimic-iv', database: file, onProgress }),
    ).rejects.toMatchObject({ code: 'disk_full' });
    rmSync(filler);
    const db = open();
    expect(checkIntegrity(db)).toEqual([]);
    expect(db.prepare('SELECT count(*) FROM source').pluck().get()).toBe(0);
    expect(readdirSync(disk).filter((name) => name.includes('import'))).toEqual([]);
  });
});
