import { MODALITIES, type ModalityName } from '../../models/modalities/modality.ts';
import { type Database, writeTransaction } from './database.ts';
import { resolveEncounter } from './patients/encounter-id.ts';

/** The as-found score of an encounter; `null` where nothing is present. */
export interface StoredScore {
  /** The source's id of the admission, or `source:id` where that is ambiguous. */
  readonly encounter: string;
  readonly probability: number | null;
  readonly logit: number | null;
  readonly present: readonly ModalityName[];
}

/**
 * Keeps as-found scores; a model never changes, so a score that is there stays.
 * @throws {LacunaError} `not_found` when an encounter is not in the database; none of the scores is kept then.
 */
export function savePredictions(db: Database, model: string, scores: readonly StoredScore[]): void {
  const insert = db.prepare(
    `INSERT OR IGNORE INTO prediction (model_id, encounter_id, probability, logit, present, created_at)
     VALUES (?, ?, ?, ?, ?, ?)`,
  );
  const now = new Date().toISOString();
  writeTransaction(db, () => {
    for (const { encounter, probability, logit, present } of scores) {
      const { encounterId } = resolveEncounter(db, encounter);
      const bits = present.reduce((mask, modality) => mask | (1 << MODALITIES.indexOf(modality)), 0);
      insert.run(model, encounterId, probability, logit, bits, now);
    }
  });
}
