import type { Remedy } from '../../app/remedies.ts';

/** What the button of a failure says. */
export const remedies: Readonly<Record<Remedy, string>> = {
  '/': 'Go to Start',
  '/import': 'Go to Import',
  '/cohort': 'Go to Cohort',
  '/train': 'Go to Train',
  '/models': 'Go to Models',
  '/settings': 'Open Settings',
  reload: 'Reload the window',
};
