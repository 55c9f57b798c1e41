import { comparison, diagnosis } from '../api/findings.ts';
import type { ComparisonReport, Diagnosis } from '../api/services.ts';
import { type Database, writeTransaction } from './database.ts';

/** What looking into a model found, or comparing it with another one; the last look replaces the one before. */
function save(db: Database, [model, other]: readonly [string, string | null], report: object): void {
  writeTransaction(db, () => {
    db.prepare('DELETE FROM model_finding WHERE model_id = ? AND other_id IS ?').run(model, other);
    db.prepare('INSERT INTO model_finding (model_id, other_id, report, created_at) VALUES (?, ?, ?, ?)').run(
      model,
      other,
      JSON.stringify(report),
      new Date().toISOString(),
    );
  });
}

function read(db: Database, model: string, other: string | null): unknown {
  const report = db
    .prepare<[string, string | null], string>(
      'SELECT report FROM model_finding WHERE model_id = ? AND other_id IS ?',
    )
    .pluck()
    .get(model, other);
  return report === undefined ? null : JSON.parse(report);
}

/** @param report a `Diagnosis`. */
export function saveDiagnosis(db: Database, report: { readonly model: string }): void {
  save(db, [report.model, null], report);
}

/** The last diagnosis of a model; `null` when there is none yet. */
export function diagnosisOf(db: Database, { model }: { readonly model: string }): Diagnosis | null {
  return diagnosis.nullable().parse(read(db, model, null));
}

/**
 * @param models as they were compared: the difference is the first less the second.
 * @param report a `ComparisonReport`.
 */
export function saveComparison(
  db: Database,
  models: { readonly first: string; readonly second: string },
  report: object,
): void {
  save(db, [models.first, models.second], report);
}

/** The last comparison of the first model with the second; `null` when there is none yet. */
export function comparisonOf(
  db: Database,
  { first, second }: { readonly first: string; readonly second: string },
): ComparisonReport | null {
  return comparison.nullable().parse(read(db, first, second));
}
