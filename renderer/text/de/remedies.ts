import type { Catalogue } from '../index.ts';

export const remedies = {
  '/': 'Zum Start',
  '/import': 'Zum Import',
  '/cohort': 'Zur Kohorte',
  '/train': 'Zum Training',
  '/models': 'Zu den Modellen',
  '/settings': 'Einstellungen öffnen',
  reload: 'Das Fenster neu laden',
} satisfies Catalogue['errors']['remedies'];
