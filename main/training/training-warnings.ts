import { inspectDataset } from '../../models/training/inspect-dataset.ts';
import { prepareRun } from '../../models/training/prepare.ts';
import { depthAdvice } from '../../models/unimodal-phase/depth-advice.ts';
import type { TrainingConfiguration } from '../../models/training/configuration.ts';
import type { Dataset } from '../../models/training/dataset.ts';
import { learnsUnlabelled } from '../../models/training/unlabelled.ts';
import type { TrainingRequest } from '../api/services.ts';
import { fromModelError } from '../model-errors.ts';
import type { Database } from '../records/database.ts';
import { prepareDataset } from './prepare-dataset.ts';
import { readingOptions } from './reading-options.ts';
import { configurationOf } from './request-configuration.ts';
import { withPresetInputs } from './with-preset-inputs.ts';
import { withSource } from './with-source.ts';
import { sentence, type Sentence } from '../../models/wording.ts';

/**
 * What a person should know before a training on these data begins.
 * @throws {LacunaError} `one_class`, `bad_configuration` without a modality to learn from, `feature_not_finite`,
 * `not_enough_memory`.
 */
export function trainingWarnings(dataset: Dataset, configuration: TrainingConfiguration): Sentence[] {
  return fromModelError(() => inspectDataset(dataset, configuration, process.availableMemory()));
}

/**
 * Reads the features of a request as its training would, and says what there is to know before it.
 * @throws {LacunaError} those of `prepareDataset` and `trainingWarnings`.
 */
export async function checkTraining(
  db: Database,
  asked: TrainingRequest,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<Sentence[]> {
  const request = withSource(db, withPresetInputs(asked));
  const configuration = configurationOf(request);
  const { dataset } = await prepareDataset(db, request, {
    modalities: request.modalities,
    vectorizers: await readingOptions(configuration),
    unlabelled: learnsUnlabelled(configuration),
    signal,
  });
  return [
    ...trainingWarnings(dataset, configuration),
    ...fromModelError(() => depthAdvice(prepareRun(dataset, configuration))).map(
      (advice) => sentence`learned_late: ${advice}`,
    ),
  ];
}
