import { describe, expect, it } from 'vitest';
import { RecordDatabase } from '../../testing/record-database.ts';
import type { SelectedEvents } from './select-events.ts';
import { TellingFeatures } from './telling-features.ts';

/** An encounter with the codes of these concepts, each written twice. */
function withCodes(concepts: readonly number[]): SelectedEvents {
  const rows = [...concepts, ...concepts].map((conceptId) => ({
    row: { encounterId: 1, conceptId, fileId: 1, line: 2 },
    minutesBefore: null,
  }));
  return { diagnoses: rows, procedures: [], medications: [], labs: [], notes: [], entries: [] };
}

describe('TellingFeatures', () => {
  it('lists what comes with the outcome in half of ten or more encounters', () => {
    const made = new RecordDatabase();
    const limit = made.concept('ICD10CM', 'Z66', 'Do not resuscitate');
    const rare = made.concept('ICD10CM', 'R99');
    const usual = made.concept('ICD10CM', 'I10');
    const features = new TellingFeatures(made.db);
    for (let i = 0; i < 10; i += 1) features.add(withCodes([limit, usual]), i < 5 ? 1 : 0);
    for (let i = 0; i < 9; i += 1) features.add(withCodes([rare, usual]), 1);
    for (let i = 0; i < 100; i += 1) features.add(withCodes(i < 50 ? [usual] : []), i < 20 ? 1 : 0);
    expect(features.list()).toEqual([
      { feature: 'Do not resuscitate (ICD10CM Z66)', encounters: 10, positives: 5 },
    ]);
  });

  it('lists what has an AUROC of .85 alone, also by its absence', () => {
    const made = new RecordDatabase();
    const marker = made.concept('DRUG', 'comfort care', 'comfort care');
    const shield = made.concept('DRUG', 'discharge kit');
    const features = new TellingFeatures(made.db);
    // 8 of 10 positives and 10 of 100 negatives have the marker: (.8 - .1) / 2 + .5 = .85, at a rate of 8 of 18.
    for (let i = 0; i < 10; i += 1) features.add(withCodes(i < 8 ? [marker] : []), 1);
    for (let i = 0; i < 100; i += 1) features.add(withCodes(i < 10 ? [marker, shield] : [shield]), 0);
    expect(features.list()).toEqual([
      { feature: 'DRUG comfort care', encounters: 18, positives: 8 },
      { feature: 'DRUG discharge kit', encounters: 100, positives: 0 },
    ]);
  });

  it('lists nothing where all labels are the same', () => {
    const made = new RecordDatabase();
    const code = made.concept('ICD10CM', 'I10');
    const features = new TellingFeatures(made.db);
    for (let i = 0; i < 20; i += 1) features.add(withCodes([code]), 0);
    expect(features.list()).toEqual([]);
  });
});
