import type { SourceKind } from '../../api/services.ts';
import type { Database } from '../database.ts';

/** Whether a kind of source says of every event when it was and when it was entered. */
const IS_TIMED: Readonly<Record<SourceKind, boolean>> = {
  'mimic-iv': false,
  eicu: true,
  fhir: true,
  omop: true,
  meds: true,
  csv: true,
};

export const SOURCE_KINDS_SQL = 'SELECT id, kind FROM source';

/** Row ids of the sources whose coded events are in `stay_event`. */
export function readTimedSources(db: Database): ReadonlySet<number> {
  const sources = db.prepare<[], { id: number; kind: SourceKind }>(SOURCE_KINDS_SQL).all();
  return new Set(sources.filter(({ kind }) => IS_TIMED[kind]).map(({ id }) => id));
}
