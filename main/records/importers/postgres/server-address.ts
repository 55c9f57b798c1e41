import { LacunaError } from '../../../errors.ts';
import { type Said, worded } from '../../../../models/wording.ts';

/** Where a server listens, whom it knows, and how the way there is secured. It never holds a password. */
export interface ServerAddress {
  /** A name, an IP address, or the folder of a Unix socket. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
  readonly security: Security;
  /** PEM file of the authority that the server's certificate is checked against; `null`: those that the system trusts. */
  readonly rootCertificate: string | null;
  /** As it is shown, logged and stored. */
  readonly text: string;
}

/**
 * `off`: as it is. `encrypted`: nobody on the way reads it, but whoever answers is believed. `verified`: the server's
 * certificate is checked too.
 */
export type Security = 'off' | 'encrypted' | 'verified';

/** As PostgreSQL's own programs spell it. */
const SSL_MODES: Readonly<Record<string, Security>> = {
  disable: 'off',
  require: 'encrypted',
  'verify-full': 'verified',
};
const DEFAULT_PORT = 5432;
const FORM = 'postgresql://user@host:5432/database';

/** Whether a text is meant as the address of a server rather than as a path. */
export function isServerAddress(text: string): boolean {
  return /^postgres(ql)?:\/\//i.test(text);
}

/**
 * Reads an address as PostgreSQL's own programs write it. The way to another machine is encrypted and the server's
 * certificate checked, unless `?sslmode=require` or `disable` asks for less.
 * @throws {LacunaError} `usage`. What was typed is not repeated: it may hold a password.
 */
export function parseServerAddress(text: string): ServerAddress {
  const url = isServerAddress(text) ? URL.parse(text) : null;
  if (url === null) throw unreadable('this is not the address of a server');
  if (url.password !== '') {
    throw new LacunaError('usage', 'the address holds a password, which others on this computer could see', {
      hint: 'leave it out of the address: it is taken from PGPASSWORD or ~/.pgpass, or asked for',
    });
  }
  const host = decoded(url.hostname).replace(/^\[(.*)\]$/, '$1');
  const user = decoded(url.username);
  const database = decoded(url.pathname.slice(1));
  for (const [part, value] of Object.entries({ host, user, database })) {
    if (value === '') throw unreadable(worded`the address names no ${part}`);
  }
  const { security, rootCertificate } = securityOf(url.searchParams, host);
  const port = url.port === '' ? DEFAULT_PORT : Number(url.port);
  return { host, port, user, database, security, rootCertificate, text: textOf(url, port) };
}

function securityOf(
  parameters: URLSearchParams,
  host: string,
): Pick<ServerAddress, 'security' | 'rootCertificate'> {
  const known = ['sslmode', 'sslrootcert'];
  for (const name of parameters.keys()) {
    if (!known.includes(name))
      throw unreadable(
        worded`the address has a parameter that is not known; it may have ${known.join(' and ')}`,
      );
  }
  const mode = parameters.get('sslmode') ?? (isOwnMachine(host) ? 'disable' : 'verify-full');
  const security = SSL_MODES[mode];
  if (security === undefined)
    throw unreadable(worded`sslmode is one of ${Object.keys(SSL_MODES).join(', ')}`);
  return { security, rootCertificate: parameters.get('sslrootcert') };
}

/** Whether the way leads over no network. */
function isOwnMachine(host: string): boolean {
  return host.startsWith('/') || host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

function textOf({ username, hostname, pathname, search }: URL, port: number): string {
  return `postgresql://${username}@${hostname}:${port}${pathname}${search}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw unreadable('the address has a % that stands for no character');
  }
}

function unreadable(message: Said): LacunaError {
  return new LacunaError('usage', message, {
    hint: worded`write it as ${FORM}; a folder of a socket as postgresql://user@%2Fvar%2Frun%2Fpostgresql/database`,
  });
}
