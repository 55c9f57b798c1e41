import { LacunaError } from '../../../errors.ts';
import type { ServerSnapshot } from './server-snapshot.ts';
import { worded } from '../../../../models/wording.ts';

export interface ServerColumn {
  readonly name: string;
  /** Type as the catalogue names it, e.g. `int4`, `timestamptz`, `bpchar`. */
  readonly type: string;
  /** Whether the user may read it. */
  readonly isReadable: boolean;
}

/** A table or view of the server. */
export interface ServerTable {
  readonly schema: string;
  readonly name: string;
  /** As files are called, e.g. `hosp/labevents`. */
  readonly table: string;
  readonly columns: readonly ServerColumn[];
  /** All that the table takes on the server's disk, indexes among it. */
  readonly sizeBytes: number;
  /** A policy of the server shows this user only some of the rows. */
  readonly hidesRows: boolean;
}

/** Schemas of MIMIC-IV end in the name of the folder that their tables are published in. */
const FOLDERS = ['core', 'hosp', 'icu', 'note', 'ed'] as const;
/** As mimic-code calls them. */
const USUAL_PREFIX = 'mimiciv_';
/** Tables of people, by which a schema of MIMIC-IV is known; release 1.0 has them in `core`. */
const TELLING_TABLES = ['patients', 'admissions'];

/**
 * What the schemas of all of MIMIC-IV begin with, e.g. `mimiciv_`: the one that is named, or the usual one, or the only
 * one there is.
 * @throws {LacunaError} `server_schema`.
 */
export async function findPrefix(snapshot: ServerSnapshot, named: string | undefined): Promise<string> {
  const rows = await snapshot.rows<{ prefix: string }>(
    `SELECT DISTINCT left(n.nspname, -4)::text AS prefix
     FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relname::text = ANY ($1) AND right(n.nspname, 4) IN ('hosp', 'core') ORDER BY prefix`,
    { values: [TELLING_TABLES] },
  );
  const prefixes = rows.map(({ prefix }) => prefix);
  const wanted = named ?? (prefixes.length === 1 ? prefixes[0] : USUAL_PREFIX);
  if (wanted !== undefined && prefixes.includes(wanted)) return wanted;
  throw noSchema(snapshot.place, named, prefixes);
}

function noSchema(place: string, named: string | undefined, prefixes: readonly string[]): LacunaError {
  if (prefixes.length === 0) {
    return new LacunaError(
      'server_schema',
      'no schema of the database has the tables patients and admissions',
      {
        file: place,
        hint: worded`they are looked for in ${USUAL_PREFIX}hosp, or any other schema whose name ends in hosp`,
      },
    );
  }
  const found = prefixes.map((prefix) => `${prefix}hosp`).join(', ');
  const problem =
    named === undefined
      ? worded`the database holds MIMIC-IV more than once: it has ${found}`
      : worded`there is no schema ${named}hosp: it has ${found}`;
  return new LacunaError('server_schema', problem, {
    file: place,
    hint: 'name what the schemas begin with: --schema-prefix <prefix>',
  });
}

interface CatalogueRow {
  schema: string;
  name: string;
  size: string;
  hides: boolean;
  columns: ServerColumn[];
}

/**
 * The tables of the schemas that begin with the prefix, by name. Whether the user may read them is seen from the
 * catalogue, so that it is said before anything is read.
 */
export async function listTables(snapshot: ServerSnapshot, prefix: string): Promise<ServerTable[]> {
  const schemas = FOLDERS.map((folder) => prefix + folder);
  const rows = await snapshot.rows<CatalogueRow>(
    `SELECT n.nspname::text AS schema, c.relname::text AS name,
       pg_catalog.pg_total_relation_size(c.oid) AS size,
       pg_catalog.row_security_active(c.oid) AS hides,
       (SELECT json_agg(json_build_object(
           'name', a.attname, 'type', t.typname,
           'isReadable', pg_catalog.has_schema_privilege(n.oid, 'USAGE')
             AND pg_catalog.has_column_privilege(c.oid, a.attnum, 'SELECT')) ORDER BY a.attnum)
         FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
         WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns
     FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname::text = ANY ($1) AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition`,
    { values: [schemas] },
  );
  return rows
    .map(({ schema, name, size, hides, columns }) => ({
      schema,
      name,
      table: `${schema.slice(prefix.length)}/${name}`,
      columns,
      sizeBytes: Number(size),
      hidesRows: hides,
    }))
    .sort((a, b) => (a.table < b.table ? -1 : 1));
}
