import type { ServerInput } from '../../../main/api/services.ts';

/** What is typed into the fields of a server. */
export interface ServerFields {
  readonly host: string;
  readonly port: string;
  readonly database: string;
  readonly user: string;
  readonly password: string;
  /** Empty: as the host asks for. */
  readonly security: string;
  readonly minimumAge: string;
  readonly since: string;
  readonly before: string;
  readonly careUnit: string;
}

export const EMPTY_FIELDS: ServerFields = {
  host: 'localhost',
  port: '5432',
  database: '',
  user: '',
  password: '',
  security: '',
  minimumAge: '',
  since: '',
  before: '',
  careUnit: '',
};

/** The fields as the host takes them; `null` while one that is needed is empty. */
export function serverOf(fields: ServerFields): ServerInput | null {
  const { host, port, database, user, password, security } = fields;
  if ([host, port, database, user].some((field) => field.trim() === '')) return null;
  const query = security === '' ? '' : `?sslmode=${security}`;
  const [name, place] = [user, database].map((field) => encodeURIComponent(field.trim()));
  return {
    address: `postgresql://${name}@${hostPart(host.trim())}:${port.trim()}/${place}${query}`,
    ...(password === '' ? {} : { password }),
    patients: {
      ...(fields.minimumAge === '' ? {} : { minimumAge: Number(fields.minimumAge) }),
      ...(fields.since === '' ? {} : { since: fields.since }),
      ...(fields.before === '' ? {} : { before: fields.before }),
      ...(fields.careUnit.trim() === '' ? {} : { careUnits: [fields.careUnit.trim()] }),
    },
  };
}

/** An address of IPv6 stands in brackets, the folder of a socket is escaped. */
function hostPart(host: string): string {
  return host.includes(':') ? `[${host}]` : encodeURIComponent(host);
}

/** The name of the database on the server. */
export function databaseOf(address: string): string {
  return decodeURIComponent(new URL(address).pathname.slice(1));
}
