import { createHash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import { LacunaError } from '../errors.ts';
import { writeWhole } from '../system/write-whole.ts';

/** The files of a bundle by name, e.g. `manifest.json`. */
export type BundleFiles = ReadonlyMap<string, Uint8Array>;

/** A bundle is a folder, or one zip file when its name ends so. Both load alike. */
const ARCHIVE_SUFFIX = '.lacuna';
/** Far above any real bundle; an archive that claims more is not one of ours. */
const MAX_BYTES = 2 ** 31;
const FILE_NAME = /^[a-z0-9][a-z0-9.-]*$/;

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
  await writeWhole(bundlePath, 'the model bundle', async (staging) => {
    await mkdir(path.dirname(path.resolve(bundlePath)), { recursive: true });
    if (isArchive(bundlePath)) await writeFile(staging, zipSync(Object.fromEntries(files)), { mode: 0o600 });
    else await writeFolder(staging, files);
  });
}

/** @throws {LacunaError} `bundle_exists`: nothing is ever written over. */
export function requireFreePath(bundlePath: string): void {
  if (!existsSync(bundlePath)) return;
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
 * Reads the files of a bundle; what they hold is checked by `decodeBundle`.
 * @throws {LacunaError} `bundle_not_found`, `bundle_damaged`.
 */
export async function readBundle(bundlePath: string): Promise<BundleFiles> {
  if (!existsSync(bundlePath)) {
    throw new LacunaError('bundle_not_found', 'there is no model bundle at this path', { file: bundlePath });
  }
  const files = statSync(bundlePath).isDirectory()
    ? await readFolder(bundlePath)
    : await readArchive(bundlePath);
  if (!files.has('manifest.json')) {
    throw new LacunaError('bundle_damaged', 'the bundle has no manifest.json', { file: bundlePath });
  }
  return files;
}

async function readFolder(folder: string): Promise<BundleFiles> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile() && FILE_NAME.test(entry.name))
    .map((entry) => entry.name);
  return new Map(
    await Promise.all(names.map(async (name) => [name, await readFile(path.join(folder, name))] as const)),
  );
}

async function readArchive(file: string): Promise<BundleFiles> {
  try {
    const entries = unzipSync(await readFile(file), {
      // Names with a folder or a size beyond reason never leave the archive.
      filter: ({ name, originalSize }) => FILE_NAME.test(name) && originalSize < MAX_BYTES,
    });
    return new Map(Object.entries(entries));
  } catch (cause) {
    throw new LacunaError('bundle_damaged', 'the file is not a readable .lacuna archive', { file, cause });
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
