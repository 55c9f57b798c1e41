import type { EncounterEvidence } from '../../models/features/evidence.ts';
import { vectorizeEncounters } from '../../models/features/vectorize-encounters.ts';
import { AUROC, aurocStatistic } from '../../models/metrics/auroc.ts';
import { notAssessed } from '../../models/metrics/metric.ts';
import type { ModalityName } from '../../models/modalities/modality.ts';
import { difference } from '../../models/statistics/bootstrap.ts';
import type { Audit } from '../api/services.ts';
import type { CohortBatch } from '../prediction/cohort-batch.ts';
import type { LoadedModel } from '../prediction/loaded-model.ts';
import type { Database } from '../records/database.ts';
import { readableBy } from '../note-models/read-notes.ts';
import { evidenceFor } from '../records/evidence/evidence.ts';
import { countEvents, measured } from './rank-scores.ts';

/** Coded after discharge as a whole; of the notes only the discharge summary is written then. */
const CODED: ReadonlySet<ModalityName> = new Set(['diagnoses', 'procedures']);

/**
 * What a `retrospective` model is worth without what is written after the discharge: coded diagnoses, coded procedures
 * and the discharge summary, all handled as missing data are. The bits of what is recorded stay as found.
 * @param logits raw logits as found.
 * @returns `null` for a model whose timing holds nothing back.
 * @see cohorts.md 1
 */
export function withheldAuroc(
  db: Database,
  model: LoadedModel,
  batch: CohortBatch,
  logits: Float32Array,
): Audit['withheld'] {
  if (model.cohort.timing !== 'retrospective') return null;
  const { labels, vectors } = batch;
  if (notAssessed(AUROC, countEvents(labels)) !== null) return { auroc: null, lost: null };
  const evidence = evidenceFor(db, model.cohort, batch.encounters);
  const left = vectorizeEncounters(
    model.vectorizers,
    vectors.modalities,
    readableBy(model.vectorizers, withoutSummaries(evidence)),
  );
  const width = vectors.modalities.length;
  const used = model.predictor
    .usable(left)
    .map((bit, i) => (CODED.has(vectors.modalities[i % width] ?? 'demographics') ? 0 : bit));
  const without = model.predictor
    .logits({ ...left, states: vectors.states }, used)
    // Where nothing else is there the score stays: nothing else could be asked.
    .map((logit, row) => (Number.isNaN(logit) ? (logits[row] ?? logit) : logit));
  const auroc = measured(batch, aurocStatistic(labels, without), true);
  const lost = measured(
    batch,
    difference(aurocStatistic(labels, logits), aurocStatistic(labels, without)),
    true,
  );
  return { auroc: auroc.value, lost: lost.value, lostInterval: lost.interval };
}

function* withoutSummaries(evidence: Iterable<EncounterEvidence>): Generator<EncounterEvidence> {
  for (const own of evidence) yield { ...own, notes: own.notes.filter(({ kind }) => kind !== 'discharge') };
}
