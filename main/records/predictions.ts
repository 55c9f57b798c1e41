import type { ModalityName } from '../../models/modalities/modality.ts';
import { MODALITIES } from '../../models/modalities/modality.ts';
import { type Database, writeTransaction } from './database.ts';

/** The as-found score of an encounter; `null` where nothing is present. */
export interface StoredScore {
  /** The source's id of the admission. */
  readonly encounter: string;
  readonly probability: number | null;
  readonly logit: number | null;
  readonly present: readonly ModalityName[];
}

/** Keeps as-found scores; a model never changes, so a score that is there stays. */
export function savePredictions(db: Database, model: string, scores: readonly StoredScore[]): void {
  const insert = db.prepare(
    `INSERT OR IGNORE INTO prediction (model_id, encounter_id, probability, logit, present, created_at)
     SELECT ?, id, ?, ?, ?, ? FROM encounter WHERE source_key = ? AND kind = 'admission'`,
  );
  const now = new Date().toISOString();
  writeTransaction(db, () => {
    for (const { encounter, probability, logit, present } of scores) {
      const bits = present.reduce((mask, modality) => mask | (1 << MODALITIES.indexOf(modality)), 0);
      insert.run(model, probability, logit, bits, now, encounter);
    }
  });
}
