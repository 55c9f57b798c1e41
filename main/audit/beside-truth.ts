import { cohortBatch } from '../prediction/cohort-batch.ts';
import type { LoadedModel } from '../prediction/loaded-model.ts';
import { scoreRows } from '../prediction/score-rows.ts';
import type { Database } from '../records/database.ts';
import type { BesideTruth } from '../records/lint/rule.ts';
import { LacunaError } from '../errors.ts';
import { SYNTHETIC_TASKS } from '../synthetic/tasks.ts';
import { readTruth } from '../synthetic/truth/read-truth.ts';

/**
 * What a model says of the test split of a synthetic cohort, beside the best that can be said: all modalities of the
 * stay, and whether labs were recorded.
 * @param folder the files of the cohort, with the truth beside them.
 * @throws {LacunaError} `model_mismatch` where the truth is not that of this database or task, and those of `readTruth`.
 */
export async function scoresBesideTruth(
  db: Database,
  model: LoadedModel,
  folder: string,
): Promise<BesideTruth> {
  const task = SYNTHETIC_TASKS.find((name) => name === model.cohort.task);
  if (task === undefined) throw new LacunaError('model_mismatch', 'there is no known truth for this task');
  const best = new Map<string, number>();
  for await (const { hadmId, tasks } of readTruth(folder)) {
    best.set(hadmId, tasks[task].informedLogits.at(-1) ?? Number.NaN);
  }
  const { encounters, labels, patients, vectors } = cohortBatch(db, model, ['test']);
  const bayes = encounters.map(({ encounter }) => best.get(encounter));
  if (bayes.some((logit) => logit === undefined)) {
    throw new LacunaError('model_mismatch', 'the truth is that of another cohort', {
      file: folder,
      hint: 'name the folder from which the synthetic cohort was imported',
    });
  }
  const { logits } = scoreRows(model, vectors, model.predictor.usable(vectors));
  return { labels, patients, model: logits, bayes: bayes.map((logit) => logit ?? Number.NaN) };
}
