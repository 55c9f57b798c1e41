import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { BUNDLE_FILES } from '../../models/bundle/bundle.ts';
import { readBundle, writeBundle, type BundleFiles } from '../bundles/bundle-files.ts';
import { readModelBundle } from '../bundles/model-bundle.ts';
import { listAuditLog } from '../records/audit-log.ts';
import { openDatabase, type Database } from '../records/database.ts';
import { importSynthetic, NEVER, QUICK } from '../testing/small-study.ts';
import { withManifest } from '../testing/tampered-bundle.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import {
  deleteModel,
  exportModel,
  importModel,
  inspectBundle,
  listModels,
  readModelCard,
} from './model-registry.ts';
import { runTraining } from './run-training.ts';

const folder = temporaryFolder();
const at = (...parts: string[]): string => path.join(folder, ...parts);
let files: BundleFiles;
let id: string;

beforeAll(async () => {
  const { database } = await importSynthetic(folder, { admissions: 250, seed: 1 });
  const request = { ...QUICK, settings: { epochs: 1 } };
  const trained = await runTraining({ database, request, output: at('bundle') }, { signal: NEVER });
  files = await readBundle(at('bundle'));
  id = trained.model;
});

/** Registries and copies made so far, to name the next. */
let made = 0;

/** An empty registry. */
function registry(): Database {
  const db = openDatabase(at(`registry-${(made += 1)}.sqlite`), { create: true });
  onTestFinished(() => {
    db.close();
  });
  return db;
}

/** A copy of the bundle, as a folder or as one file, at a path of its own. */
async function copyOf(content: BundleFiles = files, ending = ''): Promise<string> {
  const copy = at(`copy-${(made += 1)}${ending}`);
  await writeBundle(copy, content);
  return copy;
}

const actions = (db: Database): string[] =>
  listAuditLog(db, { offset: 0, limit: 100 }).rows.map(({ action }) => action);

describe.each([
  { what: 'a folder', ending: '' },
  { what: 'one file', ending: '.lacuna' },
])('a bundle as $what', ({ ending }) => {
  it.each(BUNDLE_FILES)(
    'is refused without %s, with half of it or with one bit of it changed',
    async (name) => {
      const whole = files.get(name)!;
      const flipped = Uint8Array.from(whole);
      // In the middle, where a changed bit of JSON is often still JSON.
      flipped[Math.trunc(whole.length / 2)]! ^= 1;
      const missing = new Map(files);
      missing.delete(name);
      for (const damaged of [
        missing,
        new Map(files).set(name, whole.subarray(0, whole.length / 2)),
        new Map(files).set(name, flipped),
      ]) {
        const bundle = await copyOf(damaged, ending);
        await expect(readModelBundle(bundle)).rejects.toMatchObject({
          code: 'bundle_damaged',
          message: expect.stringContaining(name) as string,
          file: bundle,
        });
      }
    },
  );

  it('is checked and described before it is registered', async () => {
    const db = registry();
    const bundle = await copyOf(files, ending);
    expect(await inspectBundle(bundle)).toMatchObject({ id, path: bundle, missing: false });
    expect([listModels(db), actions(db)]).toEqual([[], []]);
    const damaged = await copyOf(new Map(files).set('card.md', new Uint8Array([1])), ending);
    await expect(inspectBundle(damaged)).rejects.toMatchObject({ code: 'bundle_damaged', file: damaged });
  });

  it('is registered where it lies, and registered again where it is now', async () => {
    const db = registry();
    const [first, second] = [await copyOf(files, ending), await copyOf(files, ending)];
    expect(await importModel(db, first)).toMatchObject({ id, path: first, missing: false });
    rmSync(first, { recursive: true });
    expect(listModels(db)).toMatchObject([{ id, path: first, missing: true }]);
    expect(await importModel(db, second)).toMatchObject({ id, path: second, missing: false });
    expect(listModels(db)).toHaveLength(1);
    expect(await readModelCard(db, id)).toContain('Research use only');
    expect(actions(db)).toEqual(['model.import', 'model.import']);
  });

  it('is exported in both forms, with the same content', async () => {
    const db = registry();
    await importModel(db, await copyOf(files, ending));
    for (const target of [at(`out-${ending}-folder`), at(`out-${ending}-file.lacuna`)]) {
      await exportModel(db, id, target);
      expect((await readModelBundle(target)).hash).toBe((await readModelBundle(at('bundle'))).hash);
    }
  });

  it('is not exported once it is damaged', async () => {
    const db = registry();
    const bundle = await copyOf(files, ending);
    await importModel(db, bundle);
    rmSync(bundle, { recursive: true });
    await writeBundle(bundle, new Map(files).set('card.md', new Uint8Array(10)));
    const target = at(`never${ending}`);
    await expect(exportModel(db, id, target)).rejects.toMatchObject({ code: 'bundle_damaged' });
    expect(existsSync(target)).toBe(false);
  });

  it('is deleted with its entry', async () => {
    const db = registry();
    const bundle = await copyOf(files, ending);
    await importModel(db, bundle);
    expect(await deleteModel(db, id)).toEqual({ deleted: true });
    expect([existsSync(bundle), listModels(db)]).toEqual([false, []]);
    expect(actions(db)).toEqual(['model.delete', 'model.import']);
    await expect(deleteModel(db, id)).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('deleting a model leaves alone', () => {
  it('what else a person put into its folder', async () => {
    const db = registry();
    const bundle = await copyOf();
    await importModel(db, bundle);
    writeFileSync(path.join(bundle, 'thoughts.txt'), 'mine');
    await deleteModel(db, id);
    expect(readdirSync(bundle)).toEqual(['thoughts.txt']);
  });

  it('another model that lies at its path by now', async () => {
    const db = registry();
    const bundle = await copyOf();
    await importModel(db, bundle);
    rmSync(bundle, { recursive: true });
    withManifest(at('bundle'), bundle, (manifest) => {
      manifest['id'] = 'another';
    });
    await deleteModel(db, id);
    expect(readdirSync(bundle).sort()).toEqual([...BUNDLE_FILES].sort());
    expect(listModels(db)).toEqual([]);
  });

  it('whatever else lies at its path by now', async () => {
    const db = registry();
    const bundle = await copyOf();
    await importModel(db, bundle);
    rmSync(bundle, { recursive: true });
    mkdirSync(bundle);
    cpSync(at('bundle', 'card.md'), path.join(bundle, 'card.md'));
    writeFileSync(path.join(bundle, 'thesis.tex'), 'years of work');
    await deleteModel(db, id);
    expect(readdirSync(bundle).sort()).toEqual(['card.md', 'thesis.tex']);
    expect(readFileSync(path.join(bundle, 'thesis.tex'), 'utf8')).toBe('years of work');
  });
});

it('only the files of a bundle are read, however many others lie beside them', async () => {
  const bundle = await copyOf();
  const { hash } = await readModelBundle(bundle);
  writeFileSync(path.join(bundle, 'notes.md'), 'mine');
  expect([...(await readBundle(bundle)).keys()].sort()).toEqual([...BUNDLE_FILES].sort());
  expect((await readModelBundle(bundle)).hash).toBe(hash);
});
