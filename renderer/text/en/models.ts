import type { Diagnosis, ModelSummary } from '../../../main/api/services.ts';

type Standing = NonNullable<Diagnosis['learning']['labs']>['standing'];

const state: Record<ModelSummary['state'], string> = {
  candidate: 'candidate',
  active: 'active',
  retired: 'retired',
};

const standing: Record<Standing, string> = {
  alive: 'has signal',
  dead: 'no signal of its own',
  notAssessed: 'too few to tell',
};

export const models = {
  title: 'Models',
  subtitle:
    'Every model that was trained or imported here. A score keeps the version of the model that made it.',
  import: {
    action: 'Import model',
    title: 'Import a model',
    label: 'Path of a .lacuna file or model folder',
    confirm: 'Import',
    fileKind: 'Lacuna model',
  },
  columns: {
    name: 'Name',
    task: 'Task',
    model: 'Encoders and fusion',
    created: 'Created',
    auroc: 'Test AUROC',
    auprc: 'Test AUPRC',
    prevalence: 'Base rate in training',
    state: 'State',
    actions: 'Actions',
  },
  /** Two models of the list, side by side. */
  compare: {
    column: 'Compare',
    choose: (name: string) => `Compare ${name}`,
    chooseTwo: 'Tick two models of one task to compare them.',
    chooseOther: 'Tick another model of the same task.',
    action: 'Compare the two',
  },
  state,
  missing: 'file not found',
  missingText:
    'The model is no longer at the place where it was registered. Move it back, or import it from where it is.',
  train: 'Train a model',
  empty: { title: 'No models yet', text: 'Train one on a cohort, or import one that was exported.' },
  model: {
    open: (name: string) => `Model ${name}`,
    audit: 'Audit',
    patients: 'Patients',
    export: 'Export',
    exportTitle: 'Export the model',
    exportLabel: 'Path to write to; a name ending in .lacuna makes one file',
    exported: (path: string) => `Written to ${path}`,
    delete: 'Delete',
    deleteTitle: (name: string) => `Delete ${name}?`,
    deleteText:
      'The model and its files are deleted. Scores that it made stay in the log. This cannot be undone.',
    stateLabel: 'State',
    tabs: {
      overview: 'Overview',
      similarity: 'Similarity',
      diagnosis: 'Diagnosis',
      compare: 'Compare',
      settings: 'Settings',
      card: 'Card',
    },
    /** A heading or single word of a card. */
    cardWord: (text: string) => text,
    performance: 'Performance',
    metric: 'Metric',
    prevalence: (rate: string) =>
      `An AUPRC is read against how often the event occurs: ${rate} in training. The audit has the figure of the test split.`,
    notAssessed: (split: string, metrics: string, reason: string) =>
      `${split} ${metrics} not assessed: ${reason}.`,
    validation: 'Validation',
    test: 'Test',
    data: 'Data and rules',
    strength: 'Each modality alone, at validation',
    strengthTitle: (modality: string, auroc: string) => `${modality} carry most alone: AUROC ${auroc}`,
    strengthUnknown:
      'Not assessed: fewer than 20 encounters with the outcome to judge one modality alone by.',
    strengthAxis: 'Validation AUROC of one modality, linear head',
    features: 'Features',
    calibration: 'Calibration',
    calibrationFacts: { method: 'Method', slope: 'Slope', events: 'Events' },
    leftOut: 'Left out of this model',
    filtered: (cohort: string) => `${cohort}, narrowed by filters: see Card`,
    facts: {
      task: 'Task',
      timing: 'Timing',
      cohort: 'Cohort',
      labels: 'Labels',
      kind: 'Networks',
      preset: 'Preset',
      substitution: 'Stands in for gaps',
      seed: 'Seed',
      search: 'Settings searched',
      encounters: 'Training stays',
      positives: 'Positives',
      baseRate: 'Base rate',
      fingerprint: 'Data fingerprint',
      path: 'Path',
      created: 'Created',
    },
    similarity: {
      title: (a: string, b: string, value: string) => `${a} and ${b} are most alike: ${value}`,
      unrelated: 'No two modalities are alike',
      legend:
        'Centred cosine of the latents over training stays with both. 1 = alike, 0 = unrelated. A missing modality is filled by the one closest to it in the ranked list.',
      reference: 'Reference',
      ranked: 'Ranked by similarity to the reference',
      none: 'This model has no shared latent space: nothing stands in by similarity.',
      modality: 'Modality',
    },
    settings: { name: 'Setting', value: 'Value', flag: 'Name with --set' },
    diagnosis: {
      none: {
        title: 'Not looked into yet',
        text: 'What became of each modality, from the validation split: rank, similarity, separation, reliance. The test split is not read.',
      },
      start: 'Diagnose',
      again: 'Diagnose again',
      running: 'Looking into the model',
      rows: (rows: string, positives: string, training: string) =>
        `On ${rows} validation stays (${positives} positive); probes fitted on ${training} training stays.`,
      learning: {
        title: 'What became of each modality',
        modality: 'Modality',
        standing: 'Standing',
        alone: 'AUROC alone',
        reliance: 'AUROC lost without',
        encoder: 'Encoder',
        untrained: 'Untrained',
        similarity: 'CKA',
        collapsed: 'eliminated',
        legend:
          'Alone: a linear head on its encoding. Lost without: how far the model falls when it is masked. Encoder and untrained: a probe on its encoder, and on one that never learned. CKA: how alike its encoding and the fused representation are.',
      },
      standing,
      reliance: {
        title: (modality: string, auroc: string) =>
          `The model relies most on ${modality.toLowerCase()}: ${auroc}`,
        axis: 'AUROC lost when masked, validation',
      },
      similarity: {
        title: (modality: string, value: string) =>
          `The fused representation is most like ${modality.toLowerCase()}: ${value}`,
        axis: 'CKA of the encoding with the fused representation',
        debiased: 'debiased',
      },
      rank: {
        title: (effective: string, width: string) =>
          `The fused representation uses ${effective} of ${width} dimensions`,
        axis: 'Effective rank',
        fused: 'Fused',
        numerical: 'Numerical rank',
        of: 'Width',
      },
      loss: {
        panel: 'Losses of the run',
        title: (epoch: string) => `Nine tenths of what was learned is learned by epoch ${epoch}`,
        axis: 'Loss',
        training: 'training',
        validation: 'validation',
      },
      facts: {
        title: 'Separation and redundancy',
        linear: 'Modality told from its latent, linear probe',
        network: 'the same, small network',
        chance: 'Chance',
        adversary: 'The adversary itself',
        share: 'Share of variance between modalities',
        vif: 'Variance inflation of the fused',
        entropy: 'Modalities a neuron reads, 0 one to 1 all',
      },
      notAssessed: 'Not assessed',
    },
    compare: {
      with: 'Compare with',
      choose: 'Choose a model',
      start: 'Compare',
      again: 'Compare again',
      running: 'Comparing the two models',
      noOther: {
        title: 'Nothing to compare with',
        text: 'Train another model on the same cohort, with other encoders or another seed: both are then scored on the same test stays, under the same masks.',
      },
      none: {
        title: 'Not compared yet',
        text: 'Both models are scored on the test split with the same masks, and the difference is given an interval from the same resamples of patients.',
      },
      about: (n: string, positives: string) =>
        `${n} test stays, ${positives} positive. Differences are this model less the other, with 95 % intervals; headings are about the stays as recorded.`,
      leftOut: (count: string) => `${count} stays are left out that one of the two cannot score.`,
      better: (metric: string, first: string, difference: string) =>
        `${metric}: ${first} is better by ${difference}`,
      same: (metric: string) => `${metric}: no difference can be told`,
      unknown: (metric: string) => `${metric}: not assessed`,
      axis: (metric: string) => `${metric}, this model less the other`,
      metrics: { auroc: 'AUROC', auprc: 'AUPRC', brier: 'Brier score' },
      rate: (share: string) => `${share} missing`,
      none0: 'as recorded',
      table: {
        title: 'All figures',
        rate: 'Missing',
        metric: 'Metric',
        first: 'This model',
        second: 'The other',
        difference: 'Difference',
        interval: '95 % interval',
      },
      tests: {
        title: 'Wilcoxon signed-rank tests over missing rates',
        note: 'Rates of one model share its weights, so these are not independent. The command line compares over seeds: lacuna compare --pair.',
        metric: 'Metric',
        n: 'Differences',
        p: 'p',
        adjusted: 'p by Holm',
      },
    },
  },
};
