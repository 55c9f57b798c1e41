import { LacunaError } from '../../errors.ts';
import type { Database } from '../database.ts';

export interface EncounterRef {
  /** Row id in `encounter`, of an admission. */
  readonly encounterId: number;
  /** Row id in `patient`. */
  readonly patientId: number;
}

export const ENCOUNTER_BY_KEY_SQL = `
  SELECT e.id AS encounterId, e.patient_id AS patientId, s.name AS source
  FROM encounter AS e JOIN source AS s ON s.id = e.source_id
  WHERE e.source_key = ? AND e.kind = 'admission'`;

/**
 * The admission that an id names: the source's own id, or `source:id` where several sources have the same.
 * @throws {LacunaError} `unknown_encounter` when none does, `not_found` when the source must be named.
 */
export function resolveEncounter(db: Database, id: string): EncounterRef {
  const find = db.prepare<[string], EncounterRef & { source: string }>(ENCOUNTER_BY_KEY_SQL);
  const plain = find.all(id);
  const colon = id.lastIndexOf(':');
  const named = find
    .all(id.slice(colon + 1))
    .filter(({ source }) => source === id.slice(0, Math.max(colon, 0)));
  const [found, another] = plain.length > 0 ? plain : named;
  if (found === undefined) {
    throw new LacunaError('unknown_encounter', 'there is no such encounter in the database', {
      hint: 'name it as the source does: hadm_id of MIMIC-IV, patientunitstayid of eICU, the key of an admission of your own tables',
    });
  }
  if (another !== undefined) {
    throw new LacunaError('not_found', 'several sources have an encounter of this id', {
      hint: 'name the source as well: source:id',
    });
  }
  return found;
}
