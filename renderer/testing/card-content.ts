import { cohortSpec } from '../../main/api/common.ts';
import { cohortInWords } from '../../main/records/cohorts/cohort-in-words.ts';
import { LABEL_CARDS } from '../../main/records/cohorts/label-card-texts.ts';
import type { CardContent } from '../../models/bundle/card.ts';

const RUNG = { epochs: 2, loss: 0.3, auroc: 0.7, aurocHalfMissing: null, seconds: 1 };

/** What a card may say, all of it. */
export function cardContent(choice: Pick<CardContent, 'timing' | 'expertShare'>): CardContent {
  const card = LABEL_CARDS['mortality-90d'];
  return {
    ...choice,
    name: 'Model 7',
    id: 'f00',
    createdAt: '2026-01-02T03:04:05.000Z',
    lacuna: '1.0.0',
    synthetic: true,
    task: card,
    predictionTime: card.predictionTime,
    excluded: card.excluded,
    cohort: {
      choices: cohortInWords(cohortSpec.parse({ task: 'mortality-90d' })),
      attrition: [{ step: 'all admissions', left: 90 }],
    },
    caveats: card.caveats,
    encoders: 'kd',
    remarks: [
      'labs was taught by diagnoses, then notes',
      'it keeps the encodings of up to 128 training patients',
    ],
    fusion: 'm3care',
    policy: 'omit',
    modalities: ['labs', 'diagnoses'],
    leftOut: [{ modality: 'notes', reason: 'present in 3 training encounters, needs 10' }],
    strength: { labs: { auroc: 0.7 }, diagnoses: { auroc: null } },
    training: { encounters: 20, positives: 2 },
    calibration: 'identity, slope 1.000, 12 events',
    validation: { auroc: null, auprc: null, intervals: { auroc: null, auprc: null } },
    test: { auroc: 0.71, auprc: 0.2, intervals: { auroc: [0.6, 0.8], auprc: null } },
    dataFingerprint: 'abc123',
    seed: 1,
    search: {
      chosen: 2,
      trials: [
        { trial: 1, settings: {}, seed: 1, rungs: [RUNG], outcome: 'dropped', reason: null },
        { trial: 2, settings: { dropout: 0.3 }, seed: 1, rungs: [RUNG], outcome: 'chosen', reason: null },
      ],
    },
    warnings: ['The test split has 12 positive encounters; below 20 its AUROC is not assessed.'],
  };
}
