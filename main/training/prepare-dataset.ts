import { createHash, type Hash } from 'node:crypto';
import type { VectorizerOptions, Vectorizers } from '../../models/features/vectorizers.ts';
import { MODALITIES, type ModalityName } from '../../models/modalities/modality.ts';
import { SPLITS, type Dataset } from '../../models/training/dataset.ts';
import type { CohortSpec } from '../api/common.ts';
import { LacunaError } from '../errors.ts';
import { selectFrom } from '../records/cohorts/labelled-encounters.ts';
import type { CohortSelection } from '../records/cohorts/select-cohort.ts';
import { refuseQuickErrors } from '../records/lint/lint-cohort.ts';
import type { Database } from '../records/database.ts';
import { featuresInThreads } from './feature-threads.ts';

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
  /** How vectorizers are fitted, where not as usual. */
  readonly vectorizers?: VectorizerOptions | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onStep?: ((step: string) => void) | undefined;
}

/**
 * Reads the labelled encounters of a cohort and vectorizes them, the vectorizers fitted on the training split only.
 * @throws {LacunaError} `cohort_empty`, `leakage`, `labels_unsupported`, `cancelled`.
 */
export async function prepareDataset(
  db: Database,
  cohort: CohortSpec,
  options: PrepareOptions,
): Promise<PreparedDataset> {
  options.onStep?.('selecting the cohort');
  const selected = selectFrom(db, cohort);
  refuseQuickErrors(db, selected);
  const { attrition } = selected;
  const encounters = selected.encounters.filter(({ label }) => label !== null);
  if (!encounters.some(({ split }) => split === 'train')) {
    throw new LacunaError('cohort_empty', 'no labelled encounter is left for training', {
      hint: 'lacuna cohort shows how many are left after each rule',
    });
  }
  const modalities = MODALITIES.filter((modality) => options.modalities?.includes(modality) ?? true);
  const { vectorizers, vectors } = await featuresInThreads(
    { database: db.name, cohort, encounters, modalities, vectorizers: options.vectorizers },
    options,
  );
  const dataset: Dataset = {
    encounters: encounters.map(({ encounter }) => encounter),
    patients: encounters.map(({ patient }) => patient),
    modalities,
    ...vectors,
    labels: Uint8Array.from(encounters, ({ label }) => label ?? 0),
    splits: Uint8Array.from(encounters, ({ split }) => SPLITS.indexOf(split)),
  };
  return { dataset, vectorizers, attrition, fingerprint: fingerprintOf(dataset) };
}

function fingerprintOf(dataset: Dataset): string {
  const hash = createHash('sha256');
  hash.update(JSON.stringify([dataset.encounters, dataset.modalities]));
  hash.update(dataset.labels).update(dataset.splits).update(dataset.states);
  for (const modality of dataset.modalities) {
    const input = dataset.inputs[modality];
    if (input === undefined) continue;
    for (const part of [input.indptr, input.indices, input.values]) updateWith(hash, part);
  }
  return hash.digest('hex');
}

const HASHED_AT_ONCE = 2 ** 20;

/** Whole numbers count as of four bytes, however few they are kept in. */
function updateWith(hash: Hash, numbers: Int32Array | Uint16Array | Float32Array): void {
  const wide =
    numbers instanceof Uint16Array ? new Int32Array(Math.min(numbers.length, HASHED_AT_ONCE)) : null;
  for (let start = 0; start < numbers.length; start += HASHED_AT_ONCE) {
    const some = numbers.subarray(start, start + HASHED_AT_ONCE);
    wide?.set(some);
    const { buffer, byteOffset, byteLength } = wide?.subarray(0, some.length) ?? some;
    hash.update(new Uint8Array(buffer, byteOffset, byteLength));
  }
}
