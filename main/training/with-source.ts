import type { TrainingRequest } from '../api/services.ts';
import { cohortSource } from '../records/cohorts/cohort-source.ts';
import type { Database } from '../records/database.ts';

/**
 * The request with the name of its source, so that the model still knows its own when another one is imported.
 * @throws {LacunaError} `usage`, `not_found`, `labels_unsupported`.
 */
export function withSource(db: Database, request: TrainingRequest): TrainingRequest {
  const source = cohortSource(db, request);
  return source === null ? request : { ...request, source: source.name };
}
