import type { Disagreement, DisagreementInput } from '../api/services.ts';
import { LacunaError } from '../errors.ts';
import { appendAuditLog } from './audit-log.ts';
import { type Database, writeTransaction } from './database.ts';
import { resolveEncounter } from './patients/encounter-id.ts';

const INSERT_SQL = `
  INSERT INTO disagreement (encounter_id, model_id, at, probability, direction, reason, estimate, comment)
  VALUES (@encounterId, @model, @at, @probability, @direction, @reason, @estimate, @comment)`;

export const DISAGREEMENTS_SQL = `
  SELECT model_id AS model, at, probability, direction, reason, estimate, comment
  FROM disagreement WHERE encounter_id = ? ORDER BY id DESC`;

/**
 * Keeps what somebody thinks of a score and notes in the log that they did; the score stays as it is.
 * @throws {LacunaError} `unknown_encounter`, `not_found`; `usage` for a comment of more than 500 characters.
 */
export function addDisagreement(db: Database, input: DisagreementInput): void {
  const { encounterId } = resolveEncounter(db, input.encounter);
  const comment = input.comment?.trim() ?? '';
  if (comment.length > 500) {
    throw new LacunaError('usage', 'the comment has more than 500 characters', { hint: 'shorten it' });
  }
  writeTransaction(db, () => {
    db.prepare(INSERT_SQL).run({
      encounterId,
      model: input.model,
      at: new Date().toISOString(),
      probability: input.probability,
      direction: input.direction,
      reason: input.reason,
      estimate: input.estimate ?? null,
      comment: comment === '' ? null : comment,
    });
    appendAuditLog(db, { action: 'prediction.disagree', subject: input.encounter, model: input.model });
  });
}

/** What was said of the scores of a stay, the newest first. */
export function listDisagreements(db: Database, encounter: string): Disagreement[] {
  const { encounterId } = resolveEncounter(db, encounter);
  return db.prepare<[number], Disagreement>(DISAGREEMENTS_SQL).all(encounterId);
}
