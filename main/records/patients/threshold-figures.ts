import { patientQuery } from '../../api/patients.ts';
import type { ThresholdFigures } from '../../api/services.ts';
import type { Database } from '../database.ts';
import { LABELS } from './list-columns.ts';
import { findPatients } from './list-patients.ts';

/**
 * What would follow from acting at a risk, counted over the labelled encounters of the model's test split that have a
 * score: sensitivity is `truePositives / positives`, PPV `truePositives / alerts`.
 * @param thresholds probabilities in [0, 1], in any order.
 * @throws {LacunaError} `not_found`: no such model.
 */
export function thresholdFigures(
  db: Database,
  { model, thresholds }: { readonly model: string; readonly thresholds: readonly number[] },
): ThresholdFigures {
  const { listing, found } = findPatients(db, patientQuery.parse({ model, split: 'test' }));
  const { values } = listing.risksOf(model);
  const scored = Array.from(found).flatMap((position) => {
    const label = LABELS[listing.columns.labels[position] ?? -1];
    const risk = values[position] ?? Number.NaN;
    return label === undefined || label === 'unlabelled' || Number.isNaN(risk) ? [] : [{ risk, label }];
  });
  const positives = scored.filter(({ label }) => label === 'positive');
  return {
    encounters: scored.length,
    positives: positives.length,
    thresholds: thresholds.map((threshold) => ({
      threshold,
      alerts: scored.filter(({ risk }) => risk >= threshold).length,
      truePositives: positives.filter(({ risk }) => risk >= threshold).length,
    })),
  };
}
