import type { Job } from '../../../main/api/services.ts';

const jobKind: Record<Job['kind'], string> = {
  import: 'Import',
  demo: 'Demo',
  training: 'Training',
  audit: 'Audit',
  diagnosis: 'Diagnosis',
  comparison: 'Comparison',
  scoring: 'Scoring',
};

const jobState: Record<Job['state'], string> = {
  queued: 'waiting',
  running: 'running',
  done: 'done',
  failed: 'failed',
  cancelled: 'cancelled',
};

export const shell = {
  product: 'Lacuna',
  skip: 'Skip to content',
  research: 'Research use only, not for clinical decisions',
  syntheticData: 'Synthetic data',
  navigation: 'Main',
  menu: 'Menu',
  nav: {
    start: 'Start',
    import: 'Import',
    cohort: 'Cohort',
    patients: 'Patients',
    train: 'Train',
    models: 'Models',
    audit: 'Audit',
    activity: 'Activity',
    settings: 'Settings',
  },
  noDatabase: {
    title: 'No database yet',
    text: 'This page is about the records of a database. Import your own, or try the synthetic demo on the first page.',
    demoText: 'The demo cohort is being prepared. This page fills as soon as it is ready.',
  },
  engine: (name: string, device: string) => `${name}, ${device}`,
  noEngine: 'no compute engine',
  degraded: (count: string) => `Installation: ${count} ${count === '1' ? 'note' : 'notes'}`,
  lostConnection: 'Connection lost, trying again',
  lock: {
    now: 'Lock',
    title: 'Lacuna is locked',
    passphrase: 'Passphrase',
    onlyHides: 'No passphrase is set, so the lock only hides the window.',
    unlock: 'Unlock',
  },
  theme: { switchTo: { light: 'Use the light theme', dark: 'Use the dark theme' } },
  jobs: {
    title: 'Running work',
    button: (running: string) => `Running work: ${running}`,
    running: (count: string) => `${count} running`,
    none: 'Nothing is running.',
    noneHint: 'Imports, trainings and audits appear here and go on when you leave a page.',
    recent: 'Finished',
    cancel: 'Cancel',
    cancelOf: (title: string) => `Cancel ${title}`,
    pause: 'Pause',
    follow: 'Open',
    failedAt: 'failed',
    jobKind,
    jobState,
    ended: {
      done: (title: string) => `${title}: done`,
      failed: (title: string) => `${title}: failed`,
      cancelled: (title: string) => `${title}: cancelled`,
    },
  },
  crash: {
    title: 'This page stopped working',
    text: 'Your data are not affected. Reload the page, or go back to the start.',
    reload: 'Reload',
  },
  notFound: {
    title: 'There is no such page',
    text: 'The address does not lead anywhere.',
    action: 'Go to the start',
  },
};
