import type { Database } from '../records/database.ts';
import { savePredictions } from '../records/predictions.ts';
import { loadModel } from './loaded-model.ts';
import { predictAll, type BatchChoices } from './predict-all.ts';

/**
 * Scores a model's cohort as found and keeps the scores, so that the patient list can show and sort by them.
 * @param bundle path of the model's bundle.
 */
export async function scoreCohort(
  db: Database,
  bundle: string,
  choices: Pick<BatchChoices, 'signal' | 'onProgress'>,
): Promise<void> {
  const model = await loadModel(bundle);
  try {
    const rows = await predictAll(db, model, { ...choices, without: [] });
    savePredictions(db, model.manifest.id, rows);
  } finally {
    model.predictor.dispose();
  }
}
