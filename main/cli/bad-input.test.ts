import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import SQLite from 'better-sqlite3';
import { zipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { ErrorReport } from '../errors.ts';
import { openDatabase } from '../records/database.ts';
import { listRegisteredModels } from '../records/models.ts';
import { listTrainingRuns } from '../records/training-runs.ts';
import { databaseState, integrityOf } from '../testing/database-state.ts';
import { documentOf, errorOf, runLacuna, type ProcessOptions } from '../testing/lacuna-process.ts';
import { inNamespace, namespaceRefusal } from '../testing/namespace.ts';
import { makeSmallStudy, reading, type SmallStudy } from '../testing/small-study.ts';
import { withManifest } from '../testing/tampered-bundle.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

/** What a person can do wrong with models and predictions: each a named error, and nothing is lost or left behind. */
const folder = temporaryFolder();
const at = (...parts: string[]): string => path.join(folder, ...parts);
let study: SmallStudy;

beforeAll(async () => {
  study = await makeSmallStudy(folder, { admissions: 300 });
});

/** Every file of the test's folder that is not SQLite's own, and every table of the database. */
function everything(): unknown {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return {
    files: names.filter((name) => !/-(wal|shm)$/.test(name)).sort(),
    tables: databaseState(study.database),
  };
}

/** Runs a command that must fail, and checks that it changed nothing. */
async function refused(
  args: readonly string[],
  options: Partial<ProcessOptions> = {},
): Promise<ErrorReport & { readonly exit: number | null }> {
  const before = everything();
  const error = errorOf(await runLacuna([...args, '--json'], { home: study.home, ...options }));
  expect(everything()).toEqual(before);
  expect(integrityOf(study.database)).toEqual([]);
  return error;
}

const predict = (model: string, ...args: string[]): string[] => [
  ...['predict', '--database', study.database, '--model', model, ...(args.length === 0 ? ['--all'] : args)],
];
const train = (...args: string[]): string[] => [
  ...['train', '--database', study.database, '--task', 'mortality-90d', '--preset', 'quick', ...args],
];
const failed = { exit: 1 };

describe('what does not exist', () => {
  it('an encounter', async () => {
    expect(await refused(predict(study.bundle, '--encounter', '1'))).toMatchObject({
      ...failed,
      code: 'unknown_encounter',
      hint: expect.stringContaining('hadm_id') as string,
    });
  });

  it('a bundle, a registered model, a database', async () => {
    const nowhere = at('nowhere');
    expect(await refused(predict(nowhere))).toMatchObject({
      ...failed,
      code: 'bundle_not_found',
      file: nowhere,
    });
    const inDatabase = ['--database', study.database];
    expect(await refused(['models', 'export', 'm1', at('m1.lacuna'), ...inDatabase])).toMatchObject({
      ...failed,
      code: 'not_found',
    });
    expect(await refused(['models', 'delete', 'm1', ...inDatabase])).toMatchObject({
      ...failed,
      code: 'not_found',
    });
    expect(await refused(['models', 'list', '--database', nowhere])).toMatchObject({
      ...failed,
      code: 'database_not_found',
      file: nowhere,
    });
  });

  it('anything to score an encounter by, when all is switched off', async () => {
    const encounter = await anEncounter('scored');
    const all = 'demographics,notes,labs,diagnoses,procedures,medications';
    expect(await refused(predict(study.bundle, '--encounter', encounter, '--without', all))).toMatchObject({
      ...failed,
      code: 'nothing_present',
    });
  });
});

/** An encounter of the model's cohort, or a death in hospital, which is not one of it. */
function anEncounter(which: 'scored' | 'died'): Promise<string> {
  return reading(study.database, (db) => {
    const sql = `SELECT source_key FROM encounter WHERE kind = 'admission' AND hospital_expire_flag = ? LIMIT 1`;
    return db
      .prepare<[number], string>(sql)
      .pluck()
      .get(which === 'died' ? 1 : 0)!;
  });
}

describe('a model that does not fit', () => {
  it('an encounter that the task leaves out', async () => {
    const encounter = await anEncounter('died');
    expect(await refused(predict(study.bundle, '--encounter', encounter))).toMatchObject({
      ...failed,
      code: 'model_mismatch',
      hint: expect.stringContaining('label card') as string,
    });
  });

  it('a task that is not known here', async () => {
    const bundle = withManifest(study.bundle, at('other-task'), (manifest) => {
      manifest['cohort'] = { task: 'mortality-30d', timing: 'retrospective' };
    });
    expect(await refused(predict(bundle))).toMatchObject({ ...failed, code: 'model_mismatch', file: bundle });
    expect(await refused(['models', 'import', bundle, '--database', study.database])).toMatchObject({
      code: 'model_mismatch',
    });
  });

  it('a rule of its cohort that is not known here, without which the cohort would be another', async () => {
    const bundle = withManifest(study.bundle, at('other-rule'), (manifest) => {
      manifest['cohort'] = { ...(manifest['cohort'] as object), moonPhase: 'full' };
    });
    expect(await refused(predict(bundle))).toMatchObject({ ...failed, code: 'model_mismatch', file: bundle });
  });

  it('a newer schema', async () => {
    const bundle = withManifest(study.bundle, at('newer'), (manifest) => {
      manifest['schemaVersion'] = 99;
    });
    expect(await refused(predict(bundle))).toMatchObject({ ...failed, code: 'bundle_newer', file: bundle });
  });
});

describe('what is no bundle', () => {
  it('an empty folder, a folder of other things, a file, an archive of other things', async () => {
    mkdirSync(at('empty'));
    writeFileSync(at('letter.lacuna'), 'Dear reader');
    writeFileSync(at('photos.zip'), zipSync({ 'a.txt': new Uint8Array(3) }));
    for (const path of [at('empty'), study.files, at('letter.lacuna'), at('photos.zip')]) {
      expect(await refused(predict(path)), path).toMatchObject({
        ...failed,
        code: 'bundle_damaged',
        file: path,
      });
    }
  });

  it('a bundle with one damaged file', async () => {
    const bundle = at('cut');
    cpSync(study.bundle, bundle, { recursive: true });
    truncateSync(path.join(bundle, 'weights.safetensors'), 1_000);
    const error = await refused(['evaluate', '--database', study.database, '--model', bundle]);
    expect(error).toMatchObject({ ...failed, code: 'bundle_damaged', file: bundle });
    expect(error.message).toContain('weights.safetensors');
  });
});

describe('an output that cannot be written', () => {
  it('a bundle where something is already', async () => {
    expect(await refused(train('--output', study.bundle))).toMatchObject({
      ...failed,
      code: 'bundle_exists',
      file: study.bundle,
    });
    const { model } = study.trained;
    const taken = ['models', 'export', model, study.files, '--database', study.database];
    expect(await refused(taken)).toMatchObject({ ...failed, code: 'bundle_exists' });
  });

  it('a place to train into, before a run is on record', async () => {
    const places = [path.join(study.database, 'below', 'bundle'), at('x'.repeat(300))];
    if (existsSync('/proc/self')) places.push('/proc/x/y', '/proc/x.lacuna');
    for (const output of places) {
      const error = await refused(train('--output', output));
      expect(error, output).toMatchObject({ ...failed, file: output });
      expect(['output_unwritable', 'not_a_folder']).toContain(error.code);
    }
  });

  it('a place for anything else, before what it is made of is looked for', async () => {
    const below = path.join(study.database, 'below');
    const nowhere = at('nowhere');
    for (const command of [
      ['export', '--database', nowhere, '--task', 'mortality-90d', '--output', below],
      ['predict', '--database', nowhere, '--model', nowhere, '--all', '--csv', below],
      ['rejected', '--database', nowhere, '--csv', below],
      ['import', nowhere, '--database', nowhere, '--rejected', below],
      ['mapping', nowhere, '--output', below],
    ]) {
      expect(await refused(command), command[0]).toMatchObject({
        ...failed,
        code: 'not_a_folder',
        file: below,
      });
    }
  });

  it('a path that leads through a file', async () => {
    const below = path.join(study.database, 'bundle');
    const error = await refused([
      'models',
      'export',
      study.trained.model,
      below,
      '--database',
      study.database,
    ]);
    expect(error).toMatchObject({ ...failed, code: 'not_a_folder', file: below });
  });

  it('a CSV where something else lies, be it the database itself', async () => {
    for (const csv of [study.database, path.join(study.bundle, 'card.md')]) {
      expect(await refused(predict(study.bundle, '--all', '--csv', csv))).toMatchObject({
        ...failed,
        code: 'output_unwritable',
        file: csv,
      });
    }
  });

  it('a CSV in a folder that is not there', async () => {
    const csv = at('none', 'scores.csv');
    expect(await refused(predict(study.bundle, '--all', '--csv', csv))).toMatchObject({
      ...failed,
      code: 'folder_not_found',
      file: csv,
    });
  });

  it('a full disk', async (context) => {
    const reason = namespaceRefusal('-rm');
    context.skip(reason !== null, reason ?? '');
    const disk = at('small-disk');
    mkdirSync(disk);
    // A disk that ends with the process, of less than a bundle.
    const within = inNamespace('-rm', 'mount -t tmpfs -o size=64k tmpfs "$0"\ncd "$0"', disk);
    const full = { ...failed, code: 'disk_full', hint: expect.stringContaining('room') as string };
    const { model } = study.trained;
    const inDatabase = ['--database', study.database];
    expect(
      await refused(['models', 'export', model, path.join(disk, 'm'), ...inDatabase], { within }),
    ).toMatchObject(full);
    expect(
      await refused(['models', 'export', model, path.join(disk, 'm.lacuna'), ...inDatabase], { within }),
    ).toMatchObject(full);
    const csv = path.join(disk, 'scores.csv');
    expect(await refused(predict(study.bundle, '--all', '--csv', csv), { within })).toMatchObject(full);
  });
});

it('a disk that fills up while a model is written leaves a failed run and no part of a bundle', async (context) => {
  const reason = namespaceRefusal('-rm');
  context.skip(reason !== null, reason ?? '');
  const disk = at('smaller-disk');
  mkdirSync(disk);
  writeFileSync(at('one-epoch.json'), JSON.stringify({ epochs: 1 }));
  const within = inNamespace('-rm', 'mount -t tmpfs -o size=64k tmpfs "$0"\ntrap "ls -A $0 >&2" EXIT', disk);
  const args = [...train('--config', at('one-epoch.json'), '--output', path.join(disk, 'bundle')), '--json'];
  const { code, stdout, stderr } = await runLacuna(args, { home: study.home, within });
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  // The error is the last line: there is no file for `ls` to name after it.
  expect(JSON.parse(stderr.trimEnd().split('\n').at(-1)!)).toMatchObject({ error: { code: 'disk_full' } });
  await reading(study.database, (db) => {
    expect(listTrainingRuns(db)[0]).toMatchObject({ state: 'failed', model: null, resumable: false });
    expect(listRegisteredModels(db)).toHaveLength(1);
  });
  expect(integrityOf(study.database)).toEqual([]);
});

describe('settings of a training', () => {
  const config = (name: string, text: string): string => {
    writeFileSync(at(name), text);
    return at(name);
  };

  it('that cannot be read', async () => {
    const file = at('no-such.json');
    expect(await refused(train('--config', file))).toMatchObject({
      ...failed,
      code: 'file_unreadable',
      file,
    });
    const broken = config('broken.json', '{"epochs": 3');
    expect(await refused(train('--config', broken))).toMatchObject({
      ...failed,
      code: 'bad_configuration',
      file: broken,
    });
  });

  it.each([
    { settings: { epochz: 3 }, says: 'epochz' },
    { settings: { epochs: 0 }, says: 'epochs' },
    { settings: { optimizer: 'magic' }, says: 'optimizer' },
  ])('that no model has: $settings', async ({ settings, says }) => {
    const file = config(`${says}.json`, JSON.stringify(settings));
    const error = await refused(train('--config', file));
    expect(error).toMatchObject({ ...failed, code: 'bad_configuration' });
    expect(error.message).toContain(says);
  });
});

describe('a database', () => {
  it('of a newer version', async () => {
    const newer = at('newer.sqlite');
    cpSync(study.database, newer);
    const db = new SQLite(newer);
    db.pragma('user_version = 99999');
    db.close();
    for (const args of [predict(study.bundle), train()]) {
      const elsewhere = args.map((word) => (word === study.database ? newer : word));
      expect(await refused(elsewhere)).toMatchObject({ ...failed, code: 'database_newer', file: newer });
    }
  });

  it('that is none, or of another program', async () => {
    writeFileSync(at('notes.txt'), 'not a database, but long enough to be taken for one'.repeat(100));
    const foreign = new SQLite(at('foreign.sqlite'));
    foreign.exec('CREATE TABLE recipe (name TEXT)');
    foreign.close();
    const before = readFileSync(at('foreign.sqlite'));
    for (const file of [at('notes.txt'), at('foreign.sqlite'), study.files]) {
      const elsewhere = train().map((word) => (word === study.database ? file : word));
      expect(await refused(elsewhere), file).toMatchObject({ ...failed, code: 'database_damaged', file });
    }
    expect(readFileSync(at('foreign.sqlite'))).toEqual(before);
  });

  it('that is damaged where it is read only later', async () => {
    const rotten = at('rotten.sqlite');
    cpSync(study.database, rotten);
    const bytes = readFileSync(rotten);
    // The first pages, with the schema, are sound; of each of the others the head is not.
    for (let page = 40; page < bytes.length / 4096; page += 1)
      bytes.fill(0xab, page * 4096, page * 4096 + 60);
    writeFileSync(rotten, bytes);
    for (const args of [predict(study.bundle), train(), ['log', 'verify', '--database', study.database]]) {
      const elsewhere = args.map((word) => (word === study.database ? rotten : word));
      expect(await refused(elsewhere), args[0]).toMatchObject({
        ...failed,
        code: 'database_damaged',
        file: rotten,
        hint: expect.stringContaining('backup') as string,
      });
    }
  });

  it('without records', async () => {
    const empty = at('empty.sqlite');
    openDatabase(empty, { create: true }).close();
    for (const args of [train(), ['evaluate', '--database', study.database, '--model', study.bundle]]) {
      const elsewhere = args.map((word) => (word === study.database ? empty : word));
      expect(await refused(elsewhere)).toMatchObject({ ...failed, code: 'cohort_empty' });
    }
  });

  it('that another process is writing to, while readers go on', async () => {
    const holder = spawn(
      process.execPath,
      [fileURLToPath(new URL('../testing/hold-lock.ts', import.meta.url)), study.database],
      { stdio: ['pipe', 'pipe', 'inherit'] },
    );
    await once(holder.stdout, 'data');
    try {
      const reads = await runLacuna(['models', 'list', '--database', study.database], { home: study.home });
      expect(reads.code).toBe(0);
      const error = errorOf(await runLacuna([...train(), '--json'], { home: study.home }));
      expect(error).toMatchObject({ ...failed, code: 'database_in_use', hint: expect.any(String) as string });
      expect(error.message).toContain(`process ${holder.pid}`);
    } finally {
      holder.stdin.end();
      await once(holder, 'exit');
    }
    expect(integrityOf(study.database)).toEqual([]);
  });

  it('in a folder that may only be read', async (context) => {
    const reason = namespaceRefusal('-rm');
    context.skip(reason !== null, reason ?? '');
    const within = inNamespace('-rm', 'mount --bind "$0" "$0"\nmount -o remount,ro,bind "$0"', folder);
    const home = { env: { LACUNA_HOME: '/tmp' } };
    expect(await refused(train(), { within, ...home })).toMatchObject({
      ...failed,
      code: 'database_read_only',
      file: study.database,
    });
    // What can be read is given, and what could not be noted is said.
    const predict = ['predict', '--all', '--model', study.bundle, '--database', study.database, '--json'];
    const predicted = await runLacuna(predict, { within, home: '/tmp' });
    expect(documentOf(predicted, z.object({ n: z.number() })).n).toBeGreaterThan(0);
    expect(predicted.stderr).toContain('this is not in the audit log');
  });
});

describe('the computer', () => {
  it('has the port taken', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const error = await refused(['serve', '--port', String(port), '--no-browser', '--no-demo']);
    server.close();
    expect(error).toMatchObject({
      ...failed,
      code: 'port_taken',
      hint: expect.stringContaining('--port') as string,
    });
    expect(existsSync(path.join(study.home, 'host.json'))).toBe(false);
  });

  it('has damaged settings: they are set aside and named, and the next call works', async () => {
    const home = at('other-home');
    mkdirSync(home);
    writeFileSync(path.join(home, 'settings.json'), '{"version": 1, "settings": ');
    const error = errorOf(await runLacuna(['settings', 'get', '--json'], { home }));
    expect(error).toMatchObject({
      ...failed,
      code: 'settings_damaged',
      hint: expect.stringContaining('rename') as string,
    });
    expect(readFileSync(error.file!, 'utf8')).toBe('{"version": 1, "settings": ');
    expect((await runLacuna(['settings', 'get', '--json'], { home })).code).toBe(0);
    rmSync(home, { recursive: true });
  });

  it('has no place for the data folder', async () => {
    const error = errorOf(
      await runLacuna(['settings', 'get', '--json'], { home: path.join(study.database, 'home') }),
    );
    expect(error).toMatchObject({
      ...failed,
      code: 'not_a_folder',
      hint: expect.stringContaining('LACUNA_HOME') as string,
    });
  });
});
