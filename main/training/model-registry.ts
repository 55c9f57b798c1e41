import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { decodeBundle } from '../../models/bundle/bundle.ts';
import type { ModelDetails, ModelSummary } from '../api/services.ts';
import { bundleHash, readBundle, writeBundle } from '../bundles/bundle-files.ts';
import { LacunaError } from '../errors.ts';
import { fromModelError } from '../model-errors.ts';
import type { Database } from '../records/database.ts';
import { listRegisteredModels, registerModel, registeredModel, unregisterModel } from '../records/models.ts';
import { modelDetailsOf } from './model-details.ts';

/** The models of a database, newest first. */
export function listModels(db: Database): ModelSummary[] {
  return listRegisteredModels(db);
}

/**
 * Registers a bundle where it lies.
 * @throws {LacunaError} `bundle_not_found`, `bundle_damaged`, `bundle_newer`.
 */
export async function importModel(db: Database, bundle: string): Promise<ModelDetails> {
  const file = path.resolve(bundle);
  const files = await readBundle(file);
  const { manifest } = fromModelError(() => decodeBundle(files), { file });
  const details = modelDetailsOf(manifest, file);
  registerModel(db, { details, hash: bundleHash(files) });
  return registeredModel(db, details.id);
}

/** Copies a model's bundle to a path; a name ending in `.lacuna` makes one file. */
export async function exportModel(db: Database, model: string, target: string): Promise<{ path: string }> {
  const destination = path.resolve(target);
  await writeBundle(destination, await readBundle(pathOf(db, model)));
  return { path: destination };
}

/** The model card as it was written with the bundle, Markdown. */
export async function readModelCard(db: Database, model: string): Promise<string> {
  const file = pathOf(db, model);
  const files = await readBundle(file);
  return fromModelError(() => decodeBundle(files), { file }).card;
}

/** Forgets a model and deletes its bundle; what is no longer at its path is only forgotten. */
export async function deleteModel(db: Database, model: string): Promise<{ deleted: boolean }> {
  const details = registeredModel(db, model);
  unregisterModel(db, model);
  if (!details.missing) await rm(details.path, { recursive: true, force: true });
  return { deleted: true };
}

function pathOf(db: Database, model: string): string {
  const details = registeredModel(db, model);
  if (existsSync(details.path)) return details.path;
  throw new LacunaError('bundle_not_found', 'the bundle is no longer where the model was registered', {
    file: details.path,
    hint: 'bring it back, or import it from where it is now',
  });
}
