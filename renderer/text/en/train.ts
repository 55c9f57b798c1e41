import type { TrainingRun } from '../../../main/api/services.ts';

const runState: Record<TrainingRun['state'], string> = {
  running: 'running',
  done: 'done',
  failed: 'failed',
  cancelled: 'cancelled',
  interrupted: 'interrupted',
};

export const train = {
  title: 'Train',
  subtitle: 'Train a model on a cohort of the open database. The run goes on when you leave the page.',
  form: {
    title: 'New run',
    preset: 'Preset',
    task: 'Task',
    timing: 'Timing',
    timingDefault: 'the task’s own',
    encoders: 'Encoders',
    encoderNames: {
      ebr: 'EBR: latents that stand in for each other',
      vanilla: 'Vanilla: one encoder a modality',
    },
    fusion: 'Fusion',
    modalities: 'Modalities',
    seed: 'Seed',
    name: 'Name',
    namePlaceholder: 'optional',
    start: 'Start training',
    settings: 'Settings of this preset',
  },
  estimate: {
    title: 'Before it starts',
    time: 'Expected time here',
    unknown: 'cannot be told before a first run',
    engine: 'Engine',
    noEngine: 'none',
    command: 'The same run from the command line',
    commandOf: 'the command line',
  },
  runs: {
    title: 'Runs',
    none: 'No run yet.',
    started: 'Started',
    task: 'Task',
    what: 'Model',
    epochs: 'Epochs',
    state: 'State',
    open: 'Open',
    resume: 'Resume',
    model: 'Model card',
  },
  runState,
  job: {
    title: 'Preparing the run',
    waiting: 'The data are being prepared; the curves appear with the first epoch.',
  },
  run: {
    title: (task: string) => `Training for ${task.toLowerCase()}`,
    cancel: 'Stop and keep the best',
    pause: 'Pause',
    pauseHint: 'Keeps a checkpoint; the run goes on from it with the same numbers.',
    audit: 'Audit the model',
    openModel: 'Open the model',
    noEpochs: { title: 'No epoch yet', text: 'The curves appear when the first epoch is done.' },
    facts: {
      encoders: 'Encoders',
      fusion: 'Fusion',
      preset: 'Preset',
      seed: 'Seed',
      epoch: 'Epoch',
      block: 'Now learning',
      elapsed: 'Elapsed',
    },
    block: { semantic: 'to predict', discrimination: 'to make modalities alike' },
  },
  alarm: {
    title: (modality: string) => `${modality} contribute almost nothing`,
    text: (share: string) =>
      `Mean contribution under ${share} of the largest. The data may carry no signal there, or the modality has collapsed: look at its figures in the audit.`,
  },
  charts: {
    panel: 'What the run learns',
    epoch: 'Epoch',
    loss: {
      title: (value: string) => `Semantic loss is at ${value}`,
      axis: 'Loss',
      semantic: 'training',
      validation: 'validation',
    },
    auroc: {
      title: (full: string, half: string) => `Validation AUROC ${full}; with half missing ${half}`,
      axis: 'AUROC',
      full: 'as recorded',
      half: 'half missing',
    },
    discriminator: {
      title: (accuracy: string, chance: string) =>
        `The discriminator tells modalities apart in ${accuracy}; chance is ${chance}`,
      axis: 'Balanced accuracy',
      accuracy: 'discriminator',
      chance: 'chance',
      none: 'Without a discriminator',
      noneText: 'Vanilla encoders have none.',
    },
    discrimination: {
      title: (value: string) => `Modality-discrimination loss is at ${value}`,
      axis: 'Loss',
      line: 'discrimination loss',
    },
    rank: {
      title: (value: string) => `Effective rank of the fused representation: ${value}`,
      axis: 'Effective rank',
      line: 'effective rank',
    },
    contributions: {
      title: (modality: string) => `${modality} contribute most`,
      axis: 'Mean absolute contribution (log-odds)',
    },
    noNumbers: 'no figures yet',
  },
};
