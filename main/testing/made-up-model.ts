import type { CohortSpec } from '../api/common.ts';
import type { ModelDetails } from '../api/services.ts';

/** What the registry holds of a model `m` that was trained on a cohort, and has no bundle. */
export function madeUpModel(cohort: CohortSpec): ModelDetails {
  return {
    id: 'm',
    name: 'm',
    path: '/m',
    missing: false,
    state: 'active',
    synthetic: false,
    task: cohort.task,
    cohort,
    preset: 'default',
    labels: 'complete',
    timing: 'available',
    encoders: 'ebr',
    fusion: 'gated',
    trainingPreset: 'quick',
    substitution: 'ebr',
    modalities: ['labs'],
    leftOut: [],
    seed: 1,
    createdAt: '2026-01-01T00:00:00.000Z',
    trainingEncounters: 1,
    trainingPositives: 1,
    baseRate: 0.1,
    validation: { auroc: null, auprc: null },
    test: { auroc: null, auprc: null },
    strength: {},
    similarity: null,
    calibration: { method: 'identity', slope: null, events: 0, warnings: [] },
    settings: {},
    features: {},
    dataFingerprint: '',
    warnings: [],
  };
}
