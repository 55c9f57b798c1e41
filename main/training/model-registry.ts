import { existsSync } from 'node:fs';
import path from 'node:path';
import type { ModelDetails, ModelSummary } from '../api/services.ts';
import { removeBundle, writeBundle } from '../bundles/bundle-files.ts';
import { readModelBundle } from '../bundles/model-bundle.ts';
import { LacunaError } from '../errors.ts';
import { appendAuditLog } from '../records/audit-log.ts';
import type { Database } from '../records/database.ts';
import { listRegisteredModels, registerModel, registeredModel, unregisterModel } from '../records/models.ts';
import { modelDetailsOf } from './model-details.ts';

/** The models of a database, newest first. */
export function listModels(db: Database): ModelSummary[] {
  return listRegisteredModels(db);
}

/**
 * Checks a bundle, whole, and says what it is; nothing is registered.
 * @throws {LacunaError} as `readModelBundle`.
 */
export async function inspectBundle(bundle: string): Promise<ModelDetails> {
  const file = path.resolve(bundle);
  return modelDetailsOf((await readModelBundle(file)).manifest, file);
}

/**
 * Registers a bundle where it lies.
 * @throws {LacunaError} as `readModelBundle`.
 */
export async function importModel(db: Database, bundle: string): Promise<ModelDetails> {
  const file = path.resolve(bundle);
  const { manifest, hash } = await readModelBundle(file);
  const details = modelDetailsOf(manifest, file);
  registerModel(db, { details, hash });
  appendAuditLog(db, { action: 'model.import', model: details.id });
  return registeredModel(db, details.id);
}

/**
 * Copies a model's bundle, once found whole, to a path; a name ending in `.lacuna` makes one file.
 * @throws {LacunaError} as `readModelBundle` and `writeBundle`; `not_found`.
 */
export async function exportModel(db: Database, model: string, target: string): Promise<{ path: string }> {
  const destination = path.resolve(target);
  const { files } = await readModelBundle(pathOf(db, model));
  await writeBundle(destination, files);
  return { path: destination };
}

/** The model card as it was written with the bundle, Markdown. */
export async function readModelCard(db: Database, model: string): Promise<string> {
  return (await readModelBundle(pathOf(db, model))).card;
}

/**
 * Deletes a model's bundle and forgets the model. What lies at its path and is not this model, whole, is left alone.
 * @throws {LacunaError} `not_found`, `output_unwritable`.
 */
export async function deleteModel(db: Database, model: string): Promise<{ deleted: boolean }> {
  const { path: bundle } = registeredModel(db, model);
  if (await holdsModel(bundle, model)) await removeBundle(bundle);
  unregisterModel(db, model);
  appendAuditLog(db, { action: 'model.delete', model });
  return { deleted: true };
}

async function holdsModel(bundle: string, model: string): Promise<boolean> {
  try {
    return (await readModelBundle(bundle)).manifest.id === model;
  } catch (error) {
    if (error instanceof LacunaError) return false;
    throw error;
  }
}

function pathOf(db: Database, model: string): string {
  const details = registeredModel(db, model);
  if (existsSync(details.path)) return details.path;
  throw new LacunaError('bundle_not_found', 'the bundle is no longer where the model was registered', {
    file: details.path,
    hint: 'bring it back, or import it from where it is now',
  });
}
