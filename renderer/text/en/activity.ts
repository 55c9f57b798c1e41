export const activity = {
  title: 'Activity',
  subtitle:
    'Who viewed or predicted what, and when. Entries are only ever added; each holds the hash of the one before.',
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
