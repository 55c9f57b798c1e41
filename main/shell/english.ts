import type { ErrorReport } from '../errors.ts';
import type { Role } from './menu.ts';
import type { Question } from './text.ts';

/** What the shell says in English. */
export const en = {
  language: 'en' as 'en' | 'de',
  product: 'Lacuna',
  menu: {
    file: '&File',
    openDatabase: 'Open Database…',
    openRecent: 'Open Recent',
    clearRecent: 'Clear List',
    noRecent: 'No Recent Databases',
    openModel: 'Open Model…',
    importRecords: 'Import Records…',
    print: 'Print…',
    pdf: 'Save as PDF…',
    view: '&View',
    go: '&Go',
    pages: {
      start: 'Start',
      import: 'Import',
      cohort: 'Cohort',
      patients: 'Patients',
      train: 'Train',
      models: 'Models',
      audit: 'Audit',
      activity: 'Activity',
    },
    edit: '&Edit',
    window: '&Window',
    help: '&Help',
    /** Of entries that do what the system says; those without are named by Electron, in English. */
    roles: {} as Readonly<Partial<Record<Role, string>>>,
    settings: 'Settings…',
    figures: 'What the Figures Mean',
  },
  database: 'Lacuna database',
  model: 'Lacuna model',
  cannotStart: 'Lacuna cannot start',
  cannotOpen: 'The database cannot be opened',
  cannotSave: 'The file was not saved',
  /** A failure that has a name, and what to do. */
  failure: ({ message, hint = '' }: ErrorReport) => `${message}\n${hint}`,
  /** A failure of the system. */
  systemFailure: (error: unknown) => String(error),
  notPutAway: (reason: string) => `Not everything could be put away: ${reason}`,
  quit: {
    message: 'Lacuna is still working',
    detail: 'Stopping keeps the last checkpoint of a training run, so that it can be resumed.',
    buttons: ['Keep working', 'Stop and quit'] satisfies Question['buttons'],
  },
  unresponsive: {
    message: 'The window does not answer',
    detail:
      'Records, models and running work are not affected. What you typed and did not save would be lost.',
    buttons: ['Wait', 'Stop the window'] satisfies Question['buttons'],
  },
  stopped: {
    title: 'The window stopped',
    why: (reason: string) => `The part of Lacuna that draws the window ended unexpectedly (${reason}).`,
    kept: 'Records, models and settings are as they were. Imports and trainings go on: they do not run in the window. What you typed and did not save is lost.',
    reload: 'Reload the window',
    again: (reason: string) =>
      `The window keeps stopping (${reason}). Work in the background goes on; quit and start Lacuna again when it is done.`,
  },
  helperEnded: (type: string) => ({
    title: 'A part of the window started anew',
    body: `It ended unexpectedly (${type}). Records and running work are not affected. If something is missing on the page, reload it: View, Reload.`,
  }),
  jobEnded: { done: 'Done', failed: 'Failed', cancelled: 'Cancelled', interrupted: 'Interrupted' },
  update: (version: string) => ({
    title: `Lacuna ${version} is ready`,
    body: 'It is installed when you quit.',
  }),
};
