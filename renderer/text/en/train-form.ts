/** The choices of a run. */
export const form = {
  title: 'New run',
  cohort: 'Cohort',
  cohortHere: 'as chosen here',
  cohortLine: (labelled: string, positives: string, rules: string) =>
    `${labelled} labelled stays, ${positives} of them positive, are left after ${rules} rules.`,
  cohortChange: 'See and change the cohort',
  preset: 'Preset',
  custom: 'Custom',
  customText: (preset: string) => `${preset} with settings of your own, each explained.`,
  base: 'Start from',
  ensemble: 'Networks in the ensemble',
  substitution: 'A missing modality is',
  substitutionNames: {
    auto: 'as suits the encoders',
    ebr: 'stood in for by the most similar',
    omit: 'left out',
  },
  task: 'Task',
  timing: 'Timing',
  timingDefault: 'the task’s own',
  encoders: 'Encoders',
  encoderNames: {
    ebr: 'EBR: latents that stand in for each other',
    kd: 'KD: weaker learn from stronger',
    vanilla: 'Vanilla: one encoder a modality',
    cmae: 'CM-AE: reconstructs every modality',
    smil: 'SMIL: fills from typical patients',
    shaspec: 'ShaSpec: shared and specific features',
  },
  encoderMeaning: {
    ebr: 'All modalities are encoded on common ground, so that one can stand in for another that is missing.',
    kd: 'Weaker modalities are taught to tell patients apart as stronger ones do, then all are tuned together. A missing modality is left out.',
    vanilla: 'Each modality is encoded for itself. A missing one is left out.',
    cmae: 'What is used must suffice to reconstruct all that was recorded. A missing modality is left out. Published method, for comparison.',
    smil: 'A missing modality is a mix of typical encodings of it, weighed by what is used. Published method, for comparison.',
    shaspec:
      'Encodings are split into what modalities share and what is their own; a missing one is what the others share. Published method, for comparison.',
  },
  fusion: 'Fusion',
  fusionMeaning: {
    gated: 'Each modality opens a gate of its own and adds what it says.',
    concat: 'All modalities side by side go through one layer; a missing one is zero.',
    attention: 'Modalities are weighed by scores of their own; what is missing has no weight.',
    late: 'Each modality scores by itself, and the scores are added up.',
    mt: 'A transformer over the modalities, taught on every stay twice: as it is and with some of it hidden. Our reading of a published rival.',
    grape:
      'A graph of stays and modalities, which also learns to tell what hidden modalities would say. Our reading of a published rival.',
    m3care:
      'What a stay lacks is lent by stays that are alike in what both have. Our reading of a published rival. The model keeps encodings of up to 128 training stays.',
    muse: 'A graph of stays and modalities, taught so that a stay looks the same with some of it hidden, and like others of its outcome. After a published rival.',
    'muse+':
      'As MUSE, and training stays whose outcome is not known take part in what needs no outcome. After a published rival.',
  },
  depth: {
    title: 'Depth of the fusion',
    names: { early: 'early', intermediate: 'intermediate', late: 'late' },
    meaning: {
      early: 'Modalities meet after one layer of their own.',
      intermediate: 'Each modality has an encoder of its own before they meet.',
      late: 'Each modality also has the layers of the classifier before they meet.',
    } as Readonly<Record<string, string>>,
  },
  reading: {
    labs: {
      title: 'Laboratory results',
      names: { summary: 'Summary of the stay', sequence: 'Hour by hour' },
      meaning: {
        summary: 'Last, first, lowest, highest, mean, trend and count of each item.',
        sequence:
          'A network reads the last 48 hours in their order. Of earlier results only the latest of each item stands; how many those are is said with the model.',
      } as Readonly<Record<string, string>>,
    },
    codes: {
      title: 'Codes',
      names: { multihot: 'Indicators', bag: 'Learned vectors' },
      meaning: {
        multihot: 'Each code, its category and its chapter is there or not.',
        bag: 'A vector is learned for each code, its category and its chapter, and those of a stay are added up.',
      } as Readonly<Record<string, string>>,
    },
    notes: {
      title: 'Notes',
      names: { tfidf: 'By their words', onnx: 'By a text model' },
      meaning: {
        tfidf: 'Words, pairs of words and words by section, weighted by how rare they are.',
        onnx: 'A text model on this machine turns notes into vectors. Of each note the first 8 windows of up to 256 tokens are read, of a stay the newest 32 notes; what is left out is said with the model.',
      },
      folder: 'Folder of the text model',
      folderMeaning:
        'It holds model.onnx and tokenizer.json or vocab.txt. Nothing is fetched from the network.',
      folderMissing: 'Until a folder is named, notes are read by their words.',
    },
  },
  modalities: 'Modalities',
  seed: 'Seed',
  name: 'Name',
  namePlaceholder: 'optional',
  start: 'Start training',
  settings: 'Settings of this preset',
};
