import { decodeBundle, type DecodedBundle } from '../../models/bundle/bundle.ts';
import { cohortSpec, type CohortSpec } from '../api/common.ts';
import { LacunaError } from '../errors.ts';
import { fromModelError } from '../model-errors.ts';
import { bundleHash, readBundle, type BundleFiles } from './bundle-files.ts';

/** A model bundle that was read from disk and found whole. */
export interface ModelBundle extends DecodedBundle {
  readonly files: BundleFiles;
  /** SHA-256 over its files: which model made a score. */
  readonly hash: string;
  /** The cohort the model was trained on: task, timing and rules. */
  readonly cohort: CohortSpec;
}

/**
 * Reads and checks a bundle.
 * @throws {LacunaError} `bundle_not_found`, `bundle_damaged`, `bundle_newer`; `model_mismatch` when its task is none
 * of this version.
 */
export async function readModelBundle(bundlePath: string): Promise<ModelBundle> {
  const files = await readBundle(bundlePath);
  const decoded = fromModelError(() => decodeBundle(files), { file: bundlePath });
  const cohort = cohortSpec.safeParse(decoded.manifest.cohort);
  if (!cohort.success) {
    throw new LacunaError('model_mismatch', 'the model is for a task or cohort that is not known here', {
      file: bundlePath,
      hint: 'use the version of Lacuna that made it',
      cause: cohort.error,
    });
  }
  return { ...decoded, files, hash: bundleHash(files), cohort: cohort.data };
}
