import type { FailureCode } from '../../app/failure.ts';
import { type ErrorText, NOT_IMPORTED, NOTHING_CHANGED } from './error-text.ts';

/** What can go wrong on the way to a PostgreSQL server. */
export const serverErrors: Record<Extract<FailureCode, `server_${string}`>, ErrorText> = {
  server_off: {
    title: 'Reading from a server is switched off',
    meaning: 'Nothing was contacted.',
    action: 'Turn it on in the settings, if your records may come from a server.',
  },
  server_unreachable: {
    title: 'The server does not answer',
    meaning: NOT_IMPORTED,
    action: 'Check the address and the port, and that the server runs and can be reached from here.',
  },
  server_untrusted: {
    title: 'The connection to the server cannot be secured',
    meaning: 'No password was sent, and nothing was read.',
    action: 'Name the certificate that the server is to be known by, or choose another kind of security.',
  },
  server_password: {
    title: 'The server asks for a password',
    meaning: NOTHING_CHANGED,
    action: 'Type it and look inside again.',
  },
  server_login: {
    title: 'The server does not let this user in',
    meaning: NOTHING_CHANGED,
    action:
      'Check the user and the password; whoever runs the server knows whether you may connect from here.',
  },
  server_database: {
    title: 'The server has no such database',
    meaning: NOTHING_CHANGED,
    action: 'Check the name of the database.',
  },
  server_schema: {
    title: 'The tables of MIMIC-IV were not found on the server',
    meaning: NOTHING_CHANGED,
    action:
      'They are looked for as mimic-code loads them: in the schemas mimiciv_hosp, mimiciv_icu and so on.',
  },
  server_permission: {
    title: 'This user may not read a table of the server',
    meaning: NOT_IMPORTED,
    action: 'Ask whoever runs the server for the right to read it.',
  },
  server_type: {
    title: 'A column of the server cannot be read',
    meaning: NOT_IMPORTED,
    action: 'Load the tables as mimic-code does: times without a zone.',
  },
  server_query: {
    title: 'The server refused a query',
    meaning: NOT_IMPORTED,
    action: 'See below what it says.',
  },
  server_timeout: {
    title: 'The server took too long',
    meaning: NOT_IMPORTED,
    action: 'Try again when it is less busy, or choose fewer patients.',
  },
  server_lost: {
    title: 'The connection to the server was lost',
    meaning: NOT_IMPORTED,
    action: 'Import again when the server is back.',
  },
};
