import { describe, expect, it } from 'vitest';
import type { EncounterEvidence } from '../../../models/features/evidence.ts';
import { vectorizeEncounters } from '../../../models/features/vectorize-encounters.ts';
import { fitVectorizers } from '../../../models/features/vectorizers.ts';
import { MODALITIES, perModality } from '../../../models/modalities/modality.ts';
import { TELLING_FEATURE, tellingFeatures } from './single-features.ts';
import type { LintSubject, TrainingFeatures } from './rule.ts';

const place = { file: 'f', line: 2 };

interface Stay {
  readonly codes?: readonly string[];
  /** Value of the one laboratory item. */
  readonly lactate?: number;
  readonly label: 0 | 1;
}

function featuresOf(stays: readonly Stay[]): TrainingFeatures {
  const evidence = stays.map(({ codes = [], lactate }, i): EncounterEvidence => ({
    encounter: String(i),
    patient: String(i),
    states: perModality(() => 'present'),
    demographics: { ...place, values: { sex: 'F' } },
    diagnoses: [...codes, 'I10'].map((code) => ({
      ...place,
      system: 'ICD10CM',
      code,
      name: `title of ${code}`,
      minutesBefore: null,
    })),
    procedures: [],
    medications: [],
    labs:
      lactate === undefined
        ? []
        : [
            {
              ...place,
              item: 'MIMIC-LAB:50813',
              name: 'Lactate',
              minutesBefore: 60,
              value: lactate,
              text: null,
              unit: 'mmol/L',
              abnormal: false,
              referenceLow: null,
              referenceHigh: null,
            },
          ],
    notes: [],
  }));
  const vectorizers = fitVectorizers(evidence);
  const vectors = vectorizeEncounters(vectorizers, MODALITIES, evidence);
  return { vectorizers, vectors, labels: Uint8Array.from(stays, ({ label }) => label) };
}

const times = (n: number, stay: Stay): Stay[] => Array.from({ length: n }, () => stay);
/** Codes that are found, not the chapters that they are rolled up to. */
const found = (stays: readonly Stay[]) =>
  tellingFeatures(featuresOf(stays))
    .map(({ code }) => code)
    .filter((code) => /^[A-Z]\d/.test(code ?? ''));

describe('tellingFeatures', () => {
  it('lists what comes with the outcome in half of ten or more stays', () => {
    const stays = [
      ...times(5, { codes: ['Z66'], label: 1 }),
      ...times(5, { codes: ['Z66'], label: 0 }),
      ...times(9, { codes: ['R99'], label: 1 }),
      ...times(11, { codes: ['E11'], label: 0 }),
      ...times(50, { label: 1 }),
      ...times(200, { label: 0 }),
    ];
    expect(found(stays)).toEqual(['Z66']);
  });

  it('lists what has an AUROC of .85 alone, also by its absence', () => {
    // 8 of 10 positives and 10 of 100 negatives have it: (.8 - .1) / 2 + .5 = .85, at a rate of 8 of 18.
    const stays = [
      ...times(8, { codes: ['Z51'], label: 1 }),
      ...times(2, { codes: ['K35'], label: 1 }),
      ...times(10, { codes: ['Z51'], label: 0 }),
      ...times(90, { codes: ['K35'], label: 0 }),
    ];
    expect(found(stays)).toEqual(['Z51', 'K35']);
    expect(found([...stays, ...times(2, { codes: ['Z51'], label: 0 })])).toEqual([]);
  });

  it('lists a value that tells, once for all that is computed of it', () => {
    const stays = [
      ...Array.from({ length: 20 }, (_, i): Stay => ({ lactate: 6 + i / 10, label: 1 })),
      ...Array.from({ length: 60 }, (_, i): Stay => ({ lactate: 1 + i / 20, label: 0 })),
    ];
    expect(tellingFeatures(featuresOf(stays))).toMatchObject([
      { name: 'Lactate', modality: 'labs', auroc: 1 },
    ]);
  });

  it('lists nothing where all labels are the same', () => {
    expect(found(times(20, { codes: ['Z66'], label: 0 }))).toEqual([]);
  });

  it('is told for a person to judge', () => {
    const check = TELLING_FEATURE.start({} as LintSubject);
    const stays = [...times(10, { codes: ['Z66'], label: 1 }), ...times(40, { label: 0 })];
    check?.weigh?.(featuresOf(stays));
    expect(check?.findings()[0]).toEqual({
      severity: 'judge',
      feature: 'title of Z66 (ICD10CM Z66)',
      detail: 'training stays with it, 10 of them positive; AUROC 1.00 alone',
      count: 10,
    });
  });
});
