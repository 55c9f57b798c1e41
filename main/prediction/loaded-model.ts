import type { Calibration } from '../../models/calibration/calibration.ts';
import type { BundleManifest } from '../../models/bundle/manifest.ts';
import type { Vectorizers } from '../../models/features/vectorizers.ts';
import { createPredictor, type Predictor } from '../../models/prediction/predictor.ts';
import type { SubstitutionPolicy } from '../../models/substitution/policy.ts';
import type { CohortSpec } from '../api/common.ts';
import { fromModelError } from '../model-errors.ts';
import { readModelBundle } from '../bundles/model-bundle.ts';
import { noteModelOf } from '../note-models/read-notes.ts';
import { requireNoteModel } from '../note-models/require-note-model.ts';
import { loadPreferredEngine } from '../settings/preferred-engine.ts';

/** A bundle in memory, ready to score. */
export interface LoadedModel {
  readonly path: string;
  /** SHA-256 over the files of the bundle: which model made a score. */
  readonly hash: string;
  readonly manifest: BundleManifest;
  /** The cohort the model was trained on: task, timing and rules. */
  readonly cohort: CohortSpec;
  readonly vectorizers: Vectorizers;
  readonly predictor: Predictor;
  readonly calibration: Calibration;
  /** The substitution policy the model is deployed with. */
  readonly policy: SubstitutionPolicy;
  /** Prevalence of the training labels: where every contribution starts. */
  readonly baseRate: number;
}

/**
 * Reads and checks a bundle and puts its networks on the engine. The caller disposes of the predictor.
 * @throws {LacunaError} as `readModelBundle`, and `engine_unavailable`; `note_model_missing`, `note_model_differs` where notes are read by a text model that is not what it was.
 */
export async function loadModel(bundlePath: string): Promise<LoadedModel> {
  const { manifest, model, vectorizers, hash, cohort } = await readModelBundle(bundlePath);
  const notes = noteModelOf(vectorizers);
  if (notes !== null) await requireNoteModel(notes);
  await loadPreferredEngine();
  return {
    path: bundlePath,
    hash,
    manifest,
    cohort,
    vectorizers,
    predictor: fromModelError(() => createPredictor(model), { file: bundlePath }),
    calibration: manifest.calibration,
    policy: model.policy,
    baseRate: model.baseRate,
  };
}

/** Runs `work` with a loaded model and frees its tensors. */
export async function withLoadedModel<T>(
  bundlePath: string,
  work: (model: LoadedModel) => T | Promise<T>,
): Promise<T> {
  const model = await loadModel(bundlePath);
  try {
    return await work(model);
  } finally {
    model.predictor.dispose();
  }
}
