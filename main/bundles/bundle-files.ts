import { createHash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, rmdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import { BUNDLE_FILES } from '../../models/bundle/bundle.ts';
import { LacunaError } from '../errors.ts';
import { makeFolder } from '../system/make-folder.ts';
import { requireWritablePlace } from '../system/output-place.ts';
import { writeWhole } from '../system/write-whole.ts';
import { type Said, sentence, worded } from '../../models/wording.ts';

/** The files of a bundle by name, e.g. `manifest.json`. */
export type BundleFiles = ReadonlyMap<string, Uint8Array>;

/** A bundle is a folder, or one zip file when its name ends so. Both load alike. */
const ARCHIVE_SUFFIX = '.lacuna';
/** Far above any real bundle; an archive that claims more is not one of ours. */
const MAX_BYTES = 2 ** 31;
const MANIFEST = 'manifest.json';
const WHAT = sentence`the model bundle`;
const NAMES: ReadonlySet<string> = new Set(BUNDLE_FILES);

export function isArchive(bundlePath: string): boolean {
  return bundlePath.endsWith(ARCHIVE_SUFFIX);
}

/**
 * Writes a bundle so that it appears whole or not at all.
 * @throws {LacunaError} `bundle_exists` when something is at the path already, `output_unwritable`, `not_a_folder`,
 * `disk_full`.
 */
export async function writeBundle(bundlePath: string, files: BundleFiles): Promise<void> {
  requireFreePath(bundlePath);
  await writeWhole(bundlePath, WHAT, async (staging) => {
    makeFolder(path.dirname(path.resolve(bundlePath)));
    if (isArchive(bundlePath)) await writeFile(staging, zipSync(Object.fromEntries(files)), { mode: 0o600 });
    else await writeFolder(staging, files);
  });
}

/**
 * Finds out whether a bundle may be written, so that hours of training are not spent first; leaves nothing behind.
 * @throws {LacunaError} `bundle_exists`: nothing is ever written over; `output_unwritable`, `not_a_folder`, `disk_full`.
 */
export function requireFreePath(bundlePath: string): void {
  if (!existsSync(bundlePath)) {
    requireWritablePlace(bundlePath, { what: WHAT, makesFolders: true });
    return;
  }
  throw new LacunaError('bundle_exists', 'there is something at the output path already', {
    file: bundlePath,
    hint: 'choose another path, or delete it first',
  });
}

async function writeFolder(folder: string, files: BundleFiles): Promise<void> {
  await mkdir(folder, { mode: 0o700 });
  for (const [name, bytes] of files) await writeFile(path.join(folder, name), bytes, { mode: 0o600 });
}

/**
 * Reads the files of a bundle and no others; what they hold is checked by `readModelBundle`.
 * @throws {LacunaError} `bundle_not_found`, `bundle_damaged`, `file_unreadable`.
 */
export async function readBundle(bundlePath: string): Promise<BundleFiles> {
  if (!existsSync(bundlePath)) {
    throw new LacunaError('bundle_not_found', 'there is no model bundle at this path', { file: bundlePath });
  }
  const kind = statSync(bundlePath);
  if (!kind.isDirectory() && !kind.isFile()) throw damaged(bundlePath, 'the path is neither file nor folder');
  const files = kind.isDirectory() ? await readFolder(bundlePath) : await readArchive(bundlePath);
  if (!files.has(MANIFEST)) throw damaged(bundlePath, worded`the bundle has no ${MANIFEST}`);
  return files;
}

async function readFolder(folder: string): Promise<BundleFiles> {
  const there = BUNDLE_FILES.filter((name) => existsSync(path.join(folder, name)));
  return new Map(
    await Promise.all(there.map(async (name) => [name, await contentOf(path.join(folder, name))] as const)),
  );
}

async function readArchive(file: string): Promise<BundleFiles> {
  const bytes = await contentOf(file);
  try {
    const entries = unzipSync(bytes, {
      // Other names, and a size beyond reason, never leave the archive.
      filter: ({ name, originalSize }) => NAMES.has(name) && originalSize < MAX_BYTES,
    });
    return new Map(Object.entries(entries));
  } catch (cause) {
    throw damaged(file, 'the file is not a readable .lacuna archive', cause);
  }
}

async function contentOf(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (cause) {
    throw new LacunaError('file_unreadable', 'a file of the model bundle cannot be read', { file, cause });
  }
}

function damaged(file: string, what: Said, cause?: unknown): LacunaError {
  return new LacunaError('bundle_damaged', what, {
    file,
    cause,
    hint: 'name the folder or the .lacuna file of a model; if it was one, take a copy of it that is whole',
  });
}

/**
 * Deletes the files of a bundle; what else a person put into its folder stays.
 * @throws {LacunaError} `output_unwritable`
 */
export async function removeBundle(bundlePath: string): Promise<void> {
  try {
    if (!statSync(bundlePath).isDirectory()) {
      await rm(bundlePath);
      return;
    }
    for (const name of BUNDLE_FILES) await rm(path.join(bundlePath, name), { force: true });
    if ((await readdir(bundlePath)).length === 0) await rmdir(bundlePath);
  } catch (cause) {
    throw new LacunaError('output_unwritable', 'the model bundle cannot be deleted', {
      file: bundlePath,
      cause,
    });
  }
}

/** Fingerprint of a bundle: the same for a folder and for its archive. */
export function bundleHash(files: BundleFiles): string {
  const hash = createHash('sha256');
  for (const name of [...files.keys()].sort()) {
    hash.update(`${name}\0`);
    hash.update(files.get(name) ?? new Uint8Array());
  }
  return hash.digest('hex');
}
