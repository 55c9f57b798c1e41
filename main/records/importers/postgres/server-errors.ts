import { DatabaseError } from 'pg';
import { type ErrorCode, LacunaError } from '../../../errors.ts';
import { sentence, type Sentence, worded } from '../../../../models/wording.ts';

type Named = readonly [code: ErrorCode, message: Sentence];

/** By SQLSTATE. */
const BY_STATE: Readonly<Record<string, Named>> = {
  '28P01': ['server_login', sentence`the server refuses the user or the password`],
  '28000': ['server_login', sentence`the server does not let this user in from here`],
  '3D000': ['server_database', sentence`the server has no database of this name`],
  '42501': ['server_permission', sentence`the user lacks a right that the query needs`],
  '53300': ['server_unreachable', sentence`the server has no connection free`],
  '57014': [
    'server_timeout',
    sentence`the server ended the query: it took too long, or somebody there stopped it`,
  ],
  '25P04': ['server_timeout', sentence`the server ended the reading: it takes longer than the server allows`],
  '57P01': ['server_lost', sentence`the server ended the connection`],
  '57P02': ['server_lost', sentence`the server ended the connection, for it crashed`],
  '57P03': ['server_unreachable', sentence`the server is starting or stopping`],
  '57P05': ['server_lost', sentence`the server ended the connection: it allows no pause this long`],
  '40001': ['server_lost', sentence`the server ended the reading, which stood in the way of its replication`],
};

const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
  'EACCES',
]);
/** What Node says of a certificate that it does not accept. */
const UNTRUSTED = /CERT|SIGNATURE|^ERR_(SSL|TLS)_/;

/**
 * A failure of the connection or of a query as a named error. The server's own words are repeated only where they are
 * about the query itself: others may quote a value.
 * @param place the address, without a password.
 */
export function asServerError(error: unknown, place: string): unknown {
  if (error instanceof LacunaError || !(error instanceof Error)) return error;
  const details = { file: place, cause: error };
  if (error instanceof DatabaseError) return fromState(error, details);
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (UNREACHABLE.has(code))
    return new LacunaError('server_unreachable', worded`the server does not answer (${code})`, details);
  if (UNTRUSTED.test(code))
    return new LacunaError(
      'server_untrusted',
      worded`the server's certificate is not trusted (${code})`,
      details,
    );
  if (/SSL/.test(error.message))
    return new LacunaError('server_untrusted', 'the server does not speak TLS', details);
  if (error.message === 'timeout expired')
    return new LacunaError('server_unreachable', 'the server does not answer in time', details);
  if (['ECONNRESET', 'EPIPE'].includes(code) || error.message.startsWith('Connection terminated')) {
    return new LacunaError('server_lost', 'the connection to the server broke', details);
  }
  return error;
}

function fromState(
  { code = '', message }: DatabaseError,
  details: { file: string; cause: Error },
): LacunaError {
  const named = BY_STATE[code];
  // Class 42 is about the text of the query: its words, and the names in it.
  const said = code.startsWith('42') ? `: ${message}` : '';
  if (named !== undefined) return new LacunaError(named[0], worded`${named[1]}${said}`, details);
  return new LacunaError('server_query', worded`the server refused a query (${code})${said}`, details);
}
