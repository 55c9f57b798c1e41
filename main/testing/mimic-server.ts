import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import type { Readable } from 'node:stream';
import { type DiskFile, isCompressed } from '../records/importers/csv-file.ts';
import { readHeader } from '../records/importers/csv-header.ts';
import { findFiles } from '../records/importers/find-files.ts';
import type { PostgresCluster } from './postgres-cluster.ts';

/** Types of columns as mimic-code declares them; other columns are text. */
const TYPES: Readonly<Record<string, readonly string[]>> = {
  integer: [
    'subject_id',
    'hadm_id',
    'stay_id',
    'transfer_id',
    'labevent_id',
    'specimen_id',
    'pharmacy_id',
    'itemid',
    'orderid',
    'linkorderid',
    'seq_num',
    'note_seq',
  ],
  smallint: ['icd_version', 'anchor_age', 'anchor_year', 'hospital_expire_flag'],
  date: ['dod'],
  'timestamp(0)': [
    'admittime',
    'dischtime',
    'deathtime',
    'edregtime',
    'edouttime',
    'intime',
    'outtime',
    'charttime',
    'storetime',
    'chartdate',
    'endtime',
  ],
  'timestamp(3)': ['starttime', 'stoptime', 'entertime', 'verifiedtime'],
  'double precision': ['valuenum', 'ref_range_lower', 'ref_range_upper', 'los'],
  'char(1)': ['gender'],
  'char(2)': ['note_type'],
  'char(5)': ['hcpcs_cd'],
  'char(7)': ['icd_code'],
  'varchar(255)': ['drug', 'careunit', 'first_careunit', 'race', 'insurance', 'value'],
};

const TYPE_OF = new Map(
  Object.entries(TYPES).flatMap(([type, columns]) => columns.map((column) => [column, type] as const)),
);

export interface LoadOptions {
  readonly database?: string;
  readonly prefix?: string;
}

/** Loads the folders of a MIMIC-IV folder into schemas of a server, `hosp/` into `mimiciv_hosp`, as mimic-code does. */
export async function loadMimicFolder(
  cluster: PostgresCluster,
  folder: string,
  { database = 'mimic', prefix = 'mimiciv_' }: LoadOptions = {},
): Promise<void> {
  for (const file of await findFiles(folder)) {
    const [place, name] = file.table.split('/');
    if (name === undefined) continue;
    const { columns } = await readHeader(file);
    const definitions = columns.map((column) => `"${column}" ${TYPE_OF.get(column) ?? 'text'}`);
    const table = `${prefix}${place}.${name}`;
    await cluster.run(
      `CREATE SCHEMA IF NOT EXISTS ${prefix}${place}; CREATE TABLE ${table} (${definitions.join(', ')})`,
      database,
    );
    await cluster.copyIn(table, textOf(file), database);
  }
  await cluster.run('ANALYZE', database);
}

function textOf(file: DiskFile): Readable {
  const raw = createReadStream(file.path);
  return isCompressed(file) ? raw.pipe(createGunzip()) : raw;
}
