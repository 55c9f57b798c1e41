/** What the log calls an action, in words; an action that is new to this window stands for itself. */
const actions: Readonly<Record<string, string>> = {
  'patient.view': 'Patient viewed',
  'prediction.run': 'Risk predicted',
  'prediction.coalitions': 'Risk explained',
  'import.start': 'Import started',
  'import.done': 'Import done',
  'server.contact': 'Server contacted',
  'source.remove': 'Source removed',
  'cohort.export': 'Cohort exported without ids',
  'cohort.export.identified': 'Cohort exported with ids',
  'training.start': 'Training started',
  'training.resume': 'Training resumed',
  'training.done': 'Training done',
  'training.cancelled': 'Training cancelled',
  'model.candidate': 'Model made a candidate',
  'model.active': 'Model made active',
  'model.retired': 'Model retired',
  'model.export': 'Model exported',
  'model.import': 'Model imported',
  'model.delete': 'Model deleted',
  'audit.start': 'Audit started',
  'database.open': 'Database opened',
};

export const activity = {
  actions,
  title: 'Activity',
  subtitle:
    'What was viewed, predicted, imported or trained, and when. Entries are only ever added; each holds the hash of the one before.',
  when: 'When',
  action: 'Action',
  subject: 'About',
  model: 'Model',
  verify: 'Verify chain',
  intact: (entries: string) => `All ${entries} entries are intact.`,
  broken: (entry: string) => `The chain is broken at entry ${entry}: the log was changed from outside.`,
  empty: {
    title: 'Nothing has happened yet',
    text: 'Imports, trainings, views and predictions are logged here.',
  },
  shown: (shown: string, total: string) => `${shown} of ${total} entries`,
  more: 'Show more',
};
