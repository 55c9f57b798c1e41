import { readFileSync } from 'node:fs';
import type { ConnectionOptions } from 'node:tls';
import type { ClientConfig } from 'pg';
import findInPasswordFile from 'pgpass';
import { LacunaError } from '../../../errors.ts';
import type { ServerAddress } from './server-address.ts';

/** How to get into a server. The password is held in memory for as long as it is needed, and nowhere else. */
export interface ServerLogin {
  readonly address: ServerAddress;
  /** As it was typed; where it is left out, `PGPASSWORD` and the password file are looked into. */
  readonly password?: string | undefined;
}

const CONNECT_MS = 15_000;
/** After a silence of this long the system asks whether the other side is still there. */
const KEEP_ALIVE_MS = 30_000;

/**
 * What a client needs to connect. The password is looked for only when the server asks for one.
 * @throws {LacunaError} `file_unreadable` for the certificate.
 */
export function clientConfig(login: ServerLogin): ClientConfig {
  const { host, port, user, database } = login.address;
  return {
    host,
    port,
    user,
    database,
    ssl: securityOf(login.address),
    // Said here, so that no variable of the environment says otherwise.
    sslnegotiation: 'postgres',
    password: () => passwordOf(login),
    application_name: 'lacuna',
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
  };
}

function securityOf({ security, rootCertificate }: ServerAddress): false | ConnectionOptions {
  switch (security) {
    case 'off':
      return false;
    case 'encrypted':
      return { rejectUnauthorized: false };
    case 'verified':
      return rootCertificate === null ? {} : { ca: certificate(rootCertificate) };
  }
}

function certificate(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new LacunaError('file_unreadable', 'the certificate of the authority cannot be read', {
      file,
      cause,
    });
  }
}

async function passwordOf({ address, password }: ServerLogin): Promise<string> {
  const known = password ?? process.env['PGPASSWORD'] ?? (await fromPasswordFile(address));
  if (known !== undefined) return known;
  throw new LacunaError('server_password', 'the server asks for a password, and none is known', {
    file: address.text,
  });
}

function fromPasswordFile({ host, port, user, database }: ServerAddress): Promise<string | undefined> {
  return new Promise((resolve) => findInPasswordFile({ host, port, user, database }, resolve));
}
