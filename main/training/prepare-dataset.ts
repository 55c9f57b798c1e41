import { createHash } from 'node:crypto';
import { fitVectorizers, type Vectorizers } from '../../models/features/vectorizers.ts';
import { vectorizeEncounters } from '../../models/features/vectorize-encounters.ts';
import type { EncounterEvidence } from '../../models/features/evidence.ts';
import { MODALITIES, type ModalityName } from '../../models/modalities/modality.ts';
import { SPLITS, type Dataset } from '../../models/training/dataset.ts';
import type { CohortSpec } from '../api/common.ts';
import { LacunaError } from '../errors.ts';
import { selectFrom } from '../records/cohorts/labelled-encounters.ts';
import type { CohortSelection } from '../records/cohorts/select-cohort.ts';
import { evidenceFor } from '../records/evidence/evidence.ts';
import { refuseQuickErrors } from '../records/lint/lint-cohort.ts';
import type { Database } from '../records/database.ts';

export interface PreparedDataset {
  readonly dataset: Dataset;
  readonly vectorizers: Vectorizers;
  /** How many encounters each rule of the cohort left. */
  readonly attrition: CohortSelection['attrition'];
  /** SHA-256 over encounters, labels, splits and features: the same data, the same fingerprint. */
  readonly fingerprint: string;
}

export interface PrepareOptions {
  /** Default: all six. */
  readonly modalities?: readonly ModalityName[] | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onStep?: ((step: string) => void) | undefined;
}

/** How often the count of encounters read is told. */
const REPORT_EVERY = 500;

/**
 * Reads the labelled encounters of a cohort and vectorizes them, the vectorizers fitted on the training split only.
 * @throws {LacunaError} `cohort_empty`, `leakage`, `labels_unsupported`, `cancelled`.
 */
export function prepareDataset(db: Database, cohort: CohortSpec, options: PrepareOptions): PreparedDataset {
  options.onStep?.('selecting the cohort');
  const selected = selectFrom(db, cohort);
  refuseQuickErrors(db, selected);
  const { encounters, attrition } = selected;
  const labelled = encounters.filter(({ label }) => label !== null);
  const training = labelled.filter(({ split }) => split === 'train');
  if (training.length === 0) {
    throw new LacunaError('cohort_empty', 'no labelled encounter is left for training', {
      hint: 'lacuna cohort shows how many are left after each rule',
    });
  }
  const read = (encounters: typeof labelled, step: string): Iterable<EncounterEvidence> =>
    watched(evidenceFor(db, cohort, encounters), { step, total: encounters.length, ...options });
  const vectorizers = fitVectorizers(read(training, 'learning the vocabulary'));
  const modalities = MODALITIES.filter((modality) => options.modalities?.includes(modality) ?? true);
  const vectors = vectorizeEncounters(vectorizers, modalities, read(labelled, 'reading the records'));
  const dataset: Dataset = {
    ...vectors,
    labels: Uint8Array.from(labelled, ({ label }) => label ?? 0),
    splits: Uint8Array.from(labelled, ({ split }) => SPLITS.indexOf(split)),
  };
  return { dataset, vectorizers, attrition, fingerprint: fingerprintOf(dataset) };
}

interface Watch extends PrepareOptions {
  readonly step: string;
  readonly total: number;
}

/** Passes evidence on, says how far it is, and stops when cancelled. */
function* watched(
  evidence: Iterable<EncounterEvidence>,
  { step, total, signal, onStep }: Watch,
): Generator<EncounterEvidence> {
  let done = 0;
  for (const encounter of evidence) {
    if (signal?.aborted === true) throw new LacunaError('cancelled', 'cancelled');
    if (done % REPORT_EVERY === 0) onStep?.(`${step}: ${done} of ${total} encounters`);
    done += 1;
    yield encounter;
  }
}

function fingerprintOf(dataset: Dataset): string {
  const hash = createHash('sha256');
  hash.update(JSON.stringify([dataset.encounters, dataset.modalities]));
  hash.update(dataset.labels).update(dataset.splits).update(dataset.states);
  for (const modality of dataset.modalities) {
    const input = dataset.inputs[modality];
    if (input === undefined) continue;
    for (const part of [input.indptr, input.indices, input.values]) {
      hash.update(new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
    }
  }
  return hash.digest('hex');
}
