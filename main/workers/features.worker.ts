import type { Database } from '../records/database.ts';
import { openReader } from '../records/open-reader.ts';
import type { EvidenceEncounter } from '../records/evidence/evidence-context.ts';
import { type FeatureOrder, FeatureReader, type Features } from '../training/feature-reader.ts';
import { expose, handedOver } from './expose.ts';
import { nameDatabaseFailure } from './name-database-failure.ts';

/** Reads features of a cohort, a stretch of encounters at a time, some modalities in each thread. */

let opened: { readonly db: Database; readonly reader: FeatureReader } | null = null;

function reader(): FeatureReader {
  if (opened === null) throw new RangeError('features are read after their order was given');
  return opened.reader;
}

const functions = {
  start: ({ database, order }: { readonly database: string; readonly order: FeatureOrder }) => {
    const db = openReader(database);
    opened = { db, reader: new FeatureReader(db, order) };
  },
  learn: ({ encounters }: { readonly encounters: readonly EvidenceEncounter[] }) =>
    reader().learn(encounters),
  vectorize: ({ encounters }: { readonly encounters: readonly EvidenceEncounter[] }) =>
    reader().vectorize(encounters),
  features: (_input: null): Features => {
    const features = reader().features();
    return handedOver(features, buffersOf(features));
  },
};
export type FeatureFunctions = typeof functions;

/** There are too many of them to be copied. */
function buffersOf({ vectors: { inputs, states } }: Features): ArrayBufferLike[] {
  const matrices = Object.values(inputs);
  return [
    states.buffer,
    ...matrices.flatMap(({ indptr, indices, values }) => [indptr.buffer, indices.buffer, values.buffer]),
  ];
}

expose({ functions, nameFailure: nameDatabaseFailure, close: () => void opened?.db.close() });
