import type { ModelSummary } from '../../../main/api/services.ts';

const task: Record<ModelSummary['task'], string> = {
  'mortality-90d': 'Death within 90 days',
  'readmission-15d': 'Readmission within 15 days',
  'mortality-hospital': 'Death in hospital',
  'readmission-icu': 'Return to intensive care within 15 days',
};

/** Completes "12% ..."; the label card of the host has the same words and is used where it was loaded. */
const outcome: Record<ModelSummary['task'], string> = {
  'mortality-90d': 'die within 90 days of discharge',
  'readmission-15d': 'are readmitted within 15 days of discharge',
  'mortality-hospital': 'die in hospital',
  'readmission-icu': 'return to intensive care within 15 days of leaving it',
};

const timing: Record<ModelSummary['timing'], string> = {
  retrospective: 'retrospective',
  available: 'available at prediction',
};

const timingMeaning: Record<ModelSummary['timing'], string> = {
  retrospective:
    'Codes assigned after discharge and the discharge summary are used: cannot be run at the bedside.',
  available: 'Only what was stored by the prediction time is used.',
};

const encoders: Record<ModelSummary['encoders'], string> = {
  vanilla: 'vanilla',
  kd: 'distilled',
  ebr: 'EBR',
  cmae: 'CM-AE',
  smil: 'SMIL',
  shaspec: 'ShaSpec',
};

const fusion: Record<ModelSummary['fusion'], string> = {
  concat: 'concatenation',
  attention: 'attention',
  gated: 'gated',
  late: 'late',
  mt: 'multi-task transformer (MT)',
  grape: 'graph with predicted edges (GRAPE)',
  m3care: 'loans from similar stays (M3Care)',
  muse: 'graph with two views (MUSE)',
  'muse+': 'graph with two views, unlabelled stays too (MUSE+)',
};

const preset: Record<ModelSummary['preset'], string> = {
  default: 'Default',
  muse: 'MUSE',
  'muse-eicu': 'MUSE on eICU',
  yaib: 'YAIB',
  pyhealth: 'PyHealth',
};

const labels: Record<ModelSummary['labels'], string> = {
  complete: 'complete follow-up',
  muse: 'MUSE’s labels',
  yaib: 'YAIB’s labels',
  pyhealth: 'PyHealth’s labels',
};

const substitution: Record<ModelSummary['substitution'], string> = {
  ebr: 'most similar latent (EBR)',
  omit: 'left out',
  zeros: 'zeros',
  random: 'random values',
  avg: 'training average',
  'rep-nn': 'nearest neighbour',
  late: 'late fusion',
  'avg-class': 'average of the class',
  predicted: 'predicted from what is used',
};

const split = { train: 'training', validation: 'validation', calibration: 'calibration', test: 'test' };

type Label = 'positive' | 'negative' | 'unlabelled';

/** What happened to a person, by task: the label in words. */
const happened: Record<ModelSummary['task'], Record<Label, string>> = {
  'mortality-90d': { positive: 'died', negative: 'survived', unlabelled: 'not known' },
  'readmission-15d': { positive: 'readmitted', negative: 'not readmitted', unlabelled: 'not known' },
  'mortality-hospital': { positive: 'died', negative: 'survived', unlabelled: 'not known' },
  'readmission-icu': { positive: 'returned', negative: 'did not return', unlabelled: 'not known' },
};

const experts = {
  alone: 'logistic experts, no network',
  beside: (share: string) => `logistic experts have ${share} of the say`,
};

export const tasks = {
  task,
  outcome,
  timing,
  timingMeaning,
  encoders,
  fusion,
  experts,
  preset,
  labels,
  substitution,
  split,
  happened,
};
