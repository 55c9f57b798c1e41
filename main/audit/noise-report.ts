import { noisyEncounters } from '../../models/diagnostics/input-noise.ts';
import { AUROC, auroc } from '../../models/metrics/auroc.ts';
import { isDefined, notAssessed } from '../../models/metrics/metric.ts';
import type { ModalityName } from '../../models/modalities/modality.ts';
import { RandomStream } from '../../models/random/random-stream.ts';
import type { Audit } from '../api/services.ts';
import type { CohortBatch } from '../prediction/cohort-batch.ts';
import type { LoadedModel } from '../prediction/loaded-model.ts';
import { countEvents } from './rank-scores.ts';

const RATES = [0, 0.1, 0.25, 0.5, 1];
/** The noise is the same in every audit. */
const SEED = 'audit-noise';

/**
 * AUROC with uniform noise on what is recorded of each modality, and of all at once: how far a model can be trusted
 * with measurements that are off. Nothing is trained anew.
 * @param onModality awaited before each, e.g. to say so or to stop.
 * @returns nothing with too few events.
 */
export async function noiseRobustness(
  model: LoadedModel,
  { vectors, labels }: CohortBatch,
  onModality: (modality: ModalityName | 'all') => Promise<void>,
): Promise<Audit['noise']> {
  if (notAssessed(AUROC, countEvents(labels)) !== null) return [];
  const results: Audit['noise'] = [];
  for (const modality of [...vectors.modalities, 'all' as const]) {
    await onModality(modality);
    const noised = modality === 'all' ? vectors.modalities : [modality];
    for (const rate of RATES) {
      const random = RandomStream.fromSeed(SEED).fork(modality).fork(rate);
      const logits = model.predictor.logits(noisyEncounters(vectors, noised, { rate, random }));
      const result = auroc(labels, logits);
      results.push({ modality, rate, auroc: isDefined(result) ? result.value : null });
    }
  }
  return results;
}
