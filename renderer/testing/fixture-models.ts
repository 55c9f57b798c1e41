import type {
  Audit,
  EpochReport,
  ModelDetails,
  PresetDescription,
  TrainingRun,
} from '../../main/api/services.ts';
import { MODALITIES, type ModalityName } from '../../models/modalities/modality.ts';
import { FIXTURE_CURVES } from './fixture-curves.ts';
import { BASE_RATE } from './fixture-predictions.ts';
import { fixtureRandom } from './random.ts';

const COSINE: readonly (readonly number[])[] = [
  [1, 0.18, 0.21, 0.41, 0.12, 0.33],
  [0.18, 1, 0.37, 0.58, 0.26, 0.31],
  [0.21, 0.37, 1, 0.29, 0.11, 0.22],
  [0.41, 0.58, 0.29, 1, 0.28, 0.83],
  [0.12, 0.26, 0.11, 0.28, 1, 0.34],
  [0.33, 0.31, 0.22, 0.83, 0.34, 1],
];

const common = {
  missing: false,
  synthetic: true,
  task: 'mortality-90d',
  preset: 'default',
  labels: 'complete',
  timing: 'retrospective',
  trainingPreset: 'desktop',
  modalities: [...MODALITIES],
  leftOut: [],
  seed: 1,
  trainingEncounters: 3_012,
  trainingPositives: 271,
  baseRate: BASE_RATE,
} satisfies Partial<ModelDetails>;

const details = {
  strength: {
    demographics: 0.641,
    notes: 0.705,
    labs: 0.712,
    diagnoses: 0.688,
    procedures: 0.502,
    medications: 0.651,
  },
  similarity: {
    modalities: [...MODALITIES],
    reference: 'labs',
    ranked: ['labs', 'notes', 'diagnoses', 'medications', 'demographics', 'procedures'],
    centredCosine: COSINE.map((row) => [...row]),
    cosine: COSINE.map((row) => row.map((value) => Math.min(1, value + 0.1))),
    cka: COSINE.map((row) => row.map((value) => value * 0.8)),
  },
  calibration: { method: 'ridge logistic with presence', slope: 0.97, events: 47, warnings: [] },
  settings: { members: 5, width: 64, lambda: 0.1, blockEpochs: 2, maskedTraining: true, learningRate: 0.003 },
  features: { demographics: 14, notes: 400, labs: 270, diagnoses: 186, procedures: 60, medications: 144 },
  dataFingerprint: 'sha256:0000demo0000',
  warnings: [],
} satisfies Partial<ModelDetails>;

/** Invented models; every name says so. */
export const FIXTURE_MODELS: readonly ModelDetails[] = [
  {
    ...common,
    ...details,
    id: 'demo-mortality-ebr',
    name: 'Demo mortality, EBR',
    path: '/demo/models/mortality-ebr.lacuna',
    state: 'active',
    encoders: 'ebr',
    fusion: 'gated',
    substitution: 'ebr',
    createdAt: '2026-07-01T09:30:00Z',
    validation: { auroc: 0.801, auprc: 0.331, intervals: { auroc: [0.752, 0.848], auprc: [0.246, 0.423] } },
    test: { auroc: 0.793, auprc: 0.318, intervals: { auroc: [0.757, 0.829], auprc: [0.255, 0.391] } },
  },
  {
    ...common,
    ...details,
    id: 'demo-mortality-vanilla',
    name: 'Demo mortality, vanilla',
    path: '/demo/models/mortality-vanilla.lacuna',
    state: 'candidate',
    encoders: 'vanilla',
    fusion: 'concat',
    substitution: 'omit',
    similarity: null,
    createdAt: '2026-06-28T14:05:00Z',
    validation: { auroc: 0.772, auprc: 0.296, intervals: { auroc: [0.719, 0.823], auprc: [0.214, 0.386] } },
    test: { auroc: 0.768, auprc: 0.288, intervals: { auroc: [0.73, 0.806], auprc: [0.229, 0.36] } },
  },
  {
    ...common,
    ...details,
    id: 'demo-readmission-quick',
    name: 'Demo readmission, quick look',
    path: '/demo/models/readmission-quick.lacuna',
    state: 'retired',
    missing: true,
    task: 'readmission-15d',
    trainingPreset: 'quick',
    modalities: MODALITIES.filter((name) => name !== 'procedures'),
    leftOut: [{ modality: 'procedures', reason: 'present in 12 training encounters, fewer than 30' }],
    encoders: 'ebr',
    fusion: 'late',
    substitution: 'late',
    createdAt: '2026-06-20T08:00:00Z',
    validation: {
      auroc: null,
      auprc: null,
      undefined: [{ metric: 'auroc', reason: 'fewer than 20 events' }],
    },
    test: { auroc: 0.702, auprc: 0.244 },
  },
];

const RELIANCE: Readonly<Record<ModalityName, readonly [number, number, number, number]>> = {
  demographics: [0.34, -0.02, 0.021, 0.641],
  notes: [0.49, -0.05, 0.038, 0.705],
  labs: [0.61, 0.03, 0.055, 0.712],
  diagnoses: [0.33, -0.04, 0.012, 0.688],
  procedures: [0.01, 0, -0.001, 0.502],
  medications: [0.18, -0.01, 0.004, 0.651],
};

const UNASSESSED = { auroc: null, auprc: null, interval: null };

export const FIXTURE_AUDIT: Audit = {
  model: 'demo-mortality-ebr',
  n: 1_004,
  positives: 92,
  auroc: 0.793,
  auprc: 0.318,
  prevalence: 0.0916,
  intervals: { auroc: [0.757, 0.829], auprc: [0.255, 0.391] },
  modalities: Object.fromEntries(
    MODALITIES.map((name) => {
      const [meanAbsolute, meanSigned, ablation, alone] = RELIANCE[name];
      const dead = name === 'procedures';
      const ablationInterval: [number, number] = [ablation - 0.012, ablation + 0.013];
      return [
        name,
        { meanAbsolute, meanSigned, ablation, ablationInterval, alone, dead, collapsed: dead },
      ] as const;
    }),
  ),
  withheld: { auroc: 0.71, lost: 0.06, lostInterval: [0.03, 0.09] },
  patterns: [
    {
      present: [...MODALITIES],
      n: 381,
      positives: 36,
      auroc: 0.812,
      auprc: 0.344,
      interval: [0.741, 0.872],
      meanProbability: 0.098,
    },
    {
      present: without('procedures'),
      n: 262,
      positives: 21,
      auroc: 0.801,
      auprc: 0.33,
      interval: [0.71, 0.881],
      meanProbability: 0.083,
    },
    { present: without('notes'), n: 118, positives: 13, ...UNASSESSED, meanProbability: 0.101 },
    { present: without('labs'), n: 74, positives: 4, ...UNASSESSED, meanProbability: 0.067 },
    { present: ['demographics', 'diagnoses'], n: 41, positives: 3, ...UNASSESSED, meanProbability: 0.081 },
  ],
  substituted: [
    { modality: 'notes', by: 'diagnoses', n: 240 },
    { modality: 'labs', by: 'notes', n: 131 },
    { modality: 'labs', by: 'diagnoses', n: 38 },
  ],
  calibration: {
    slope: 0.94,
    intercept: -0.06,
    inTheLarge: 0.02,
    brier: 0.0731,
    ece: 0.0142,
    bins: [0.012, 0.024, 0.035, 0.048, 0.063, 0.081, 0.105, 0.14, 0.2, 0.36].map((meanProbability, index) => {
      const observedRate = Math.max(0, meanProbability + [0.004, -0.006, 0.01, -0.004][index % 4]!);
      return {
        n: 100,
        meanProbability,
        observedRate,
        interval: [observedRate * 0.6, observedRate * 1.4 + 0.02],
      };
    }),
    intervals: {
      slope: [0.79, 1.1],
      intercept: [-0.3, 0.17],
      inTheLarge: [-0.19, 0.22],
      brier: [0.0612, 0.0851],
    },
  },
  ...FIXTURE_CURVES,
  undefined: [{ metric: 'auroc of 3 patterns', reason: 'fewer than 20 events' }],
  rejected: [],
  warnings: [],
};

function without(absent: ModalityName): ModalityName[] {
  return MODALITIES.filter((name) => name !== absent);
}

export const FIXTURE_PRESETS: readonly PresetDescription[] = [
  {
    preset: 'quick',
    title: 'Quick',
    description: 'One network, 10 epochs, width 32. Shows within a minute whether the data carry anything.',
    settings: { members: 1, epochs: 10, width: 32 },
  },
  {
    preset: 'desktop',
    title: 'Desktop',
    description: 'Five networks, masked training, early stopping. The choice for results on a laptop.',
    settings: { members: 5, epochs: 60, width: 64, lambda: 0.1 },
  },
  {
    preset: 'paper',
    title: 'Paper',
    description: 'The published configuration, 1,200 epochs. Takes hours without a GPU.',
    settings: { members: 1, epochs: 1200, width: 512, lambda: 1 },
  },
  {
    preset: 'reference',
    title: 'Reference',
    description: 'No network: a logistic regression for each modality. In seconds.',
    settings: { members: 1, epochs: 1, expertShare: 1 },
  },
];

/** Curves with the shape of a run that goes well, with procedures dying. */
export function fixtureEpochs(count: number, epochs: number): EpochReport[] {
  const next = fixtureRandom(7);
  return Array.from({ length: count }, (_, index) => {
    const done = 1 - Math.exp(-(index + 1) / 12);
    const noise = () => (next() - 0.5) * 0.012;
    const contributions = {
      demographics: 0.3,
      notes: 0.45,
      labs: 0.6,
      diagnoses: 0.3,
      procedures: 0.01,
      medications: 0.2,
    };
    return {
      member: 0,
      epoch: index + 1,
      epochs,
      block: Math.floor(index / 2) % 2 === 0 ? 'semantic' : 'discrimination',
      semanticLoss: 0.31 - 0.08 * done + noise(),
      discriminationLoss: 1.2 + 0.55 * done + noise() * 4,
      distillationLoss: null,
      auxiliaryLoss: null,
      validationLoss: 0.3 - 0.05 * done + noise(),
      auroc: 0.6 + 0.2 * done + noise(),
      aurocHalfMissing: 0.55 + 0.17 * done + noise(),
      discriminatorAccuracy: 1 / 6 + 0.5 * (1 - done) + noise(),
      discriminatorChance: 1 / 6,
      effectiveRank: 4 + 9 * done + noise() * 20,
      contributions: Object.fromEntries(
        Object.entries(contributions).map(([name, value]) => [
          name,
          name === 'procedures' ? 0.12 * (1 - done) + 0.004 : value * done + Math.abs(noise()),
        ]),
      ),
      collapsed: [],
      seconds: 0.9,
    } satisfies EpochReport;
  });
}

export const FIXTURE_RUNS: readonly TrainingRun[] = [
  {
    run: 'run-done',
    model: 'demo-mortality-ebr',
    request: {
      task: 'mortality-90d',
      preset: 'default',
      trainingPreset: 'desktop',
      encoders: 'ebr',
      fusion: 'gated',
      seed: 1,
    },
    state: 'done',
    startedAt: '2026-07-01T09:28:00Z',
    epochs: 60,
    resumable: false,
  },
  {
    run: 'run-paused',
    model: null,
    request: {
      task: 'readmission-15d',
      preset: 'default',
      trainingPreset: 'desktop',
      encoders: 'ebr',
      fusion: 'late',
      seed: 2,
    },
    state: 'interrupted',
    startedAt: '2026-06-30T19:12:00Z',
    epochs: 23,
    resumable: true,
  },
];
