import { createWriteStream, mkdirSync } from 'node:fs';
import { once } from 'node:events';
import path from 'node:path';
import { createGzip } from 'node:zlib';
import { RandomStream } from '../models/random/random-stream.ts';

/** Rows of each table; a table without any is not written. */
export interface RowCounts {
  readonly patients: number;
  readonly admissions: number;
  readonly labevents: number;
  readonly diagnoses_icd?: number;
  readonly procedures_icd?: number;
  readonly prescriptions?: number;
}

export interface MimicFolder {
  readonly rows: RowCounts;
  readonly folder: string;
  readonly compressed: boolean;
}

/** Of the folder of laboratory results alone. */
const ROWS_PER_ADMISSION = 250;
const ADMISSIONS_PER_PATIENT = 2;
const SPECIMENS_PER_ADMISSION = 25;
const ROWS_PER_SPECIMEN = 10;
const ITEMS = 200;
const MINUTES_PER_SPECIMEN = 360;
const UNITS = ['mg/dL', '%', 'K/uL', 'mEq/L'];
const PATIENTS = 'subject_id,gender,anchor_age,anchor_year,anchor_year_group,dod';
const ADMISSIONS =
  'subject_id,hadm_id,admittime,dischtime,deathtime,admission_type,admit_provider_id,admission_location,' +
  'discharge_location,insurance,language,marital_status,race,edregtime,edouttime,hospital_expire_flag';
const PRESCRIPTIONS = 'subject_id,hadm_id,pharmacy_id,starttime,stoptime,drug,dose_val_rx,dose_unit_rx,route';
const LABS =
  'labevent_id,subject_id,hadm_id,specimen_id,itemid,order_provider_id,charttime,storetime,value,valuenum,valueuom,' +
  'ref_range_lower,ref_range_upper,flag,priority,comments';

/** How many rows of each table a folder has in which so many results are all there is. */
export function labsAlone(labevents: number): RowCounts {
  const admissions = Math.ceil(labevents / ROWS_PER_ADMISSION);
  return { labevents, admissions, patients: Math.ceil(admissions / ADMISSIONS_PER_PATIENT) };
}

/**
 * Writes a MIMIC-IV folder of so many rows. Of results a quarter is without hadm_id, a tenth is text, and a tenth has a
 * comment; codes and drugs are drawn from as many as MIMIC-IV has.
 */
export async function writeMimicFolder({ rows, folder, compressed }: MimicFolder): Promise<void> {
  mkdirSync(path.join(folder, 'hosp'), { recursive: true });
  const ids = new Ids(rows);
  const random = RandomStream.fromSeed(1);
  for (const { table, header, row } of tablesOf(ids, random)) {
    const count = rows[table] ?? 0;
    if (count > 0) await writeRows({ folder, compressed, table, header }, count, row);
  }
}

/** Spreads the rows of every table evenly over admissions, and those over people. */
class Ids {
  readonly #rows: RowCounts;

  constructor(rows: RowCounts) {
    this.#rows = rows;
  }

  /** The admission, counted from 0, that a row of a table belongs to. */
  admission(table: Exclude<keyof RowCounts, 'patients' | 'admissions'>, index: number): number {
    return Math.floor((index * this.#rows.admissions) / (this.#rows[table] ?? 1));
  }

  subject(admission: number): number {
    return 10_000_000 + Math.floor((admission * this.#rows.patients) / this.#rows.admissions);
  }

  hadm(admission: number): number {
    return 20_000_000 + admission;
  }
}

interface Table {
  readonly table: keyof RowCounts;
  readonly header: string;
  readonly row: (index: number) => string;
}

function tablesOf(ids: Ids, random: RandomStream): readonly Table[] {
  return [
    { table: 'patients', header: PATIENTS, row: (index) => `${10_000_000 + index},F,60,2150,2011 - 2013,` },
    {
      table: 'admissions',
      header: ADMISSIONS,
      row: (index) => {
        const stay = `${time(index, 0)},${time(index, 90_000)}`;
        return `${ids.subject(index)},${ids.hadm(index)},${stay},,URGENT,,,HOME,Medicare,English,,WHITE,,,0`;
      },
    },
    {
      table: 'diagnoses_icd',
      header: 'subject_id,hadm_id,seq_num,icd_code,icd_version',
      row: (index) => {
        const admission = ids.admission('diagnoses_icd', index);
        const code = `I${Math.floor(random.float() ** 3 * 25_000)}`;
        return `${ids.subject(admission)},${ids.hadm(admission)},${index % 39},${code},10`;
      },
    },
    {
      table: 'procedures_icd',
      header: 'subject_id,hadm_id,seq_num,chartdate,icd_code,icd_version',
      row: (index) => {
        const admission = ids.admission('procedures_icd', index);
        const code = `0${Math.floor(random.float() ** 3 * 12_000)}`;
        const day = time(admission, 1440).slice(0, 10);
        return `${ids.subject(admission)},${ids.hadm(admission)},${index % 41},${day},${code},10`;
      },
    },
    { table: 'prescriptions', header: PRESCRIPTIONS, row: (index) => prescriptionRow(index, ids, random) },
    { table: 'labevents', header: LABS, row: (index) => labRow(index, ids, random) },
  ];
}

function prescriptionRow(index: number, ids: Ids, random: RandomStream): string {
  const admission = ids.admission('prescriptions', index);
  const start = Math.floor(random.float() * 5_000);
  const drug = `Drug ${Math.floor(random.float() ** 3 * 9_000)}`;
  const times = `${time(admission, start)},${time(admission, start + 1440)}`;
  return `${ids.subject(admission)},${ids.hadm(admission)},${index},${times},${drug},${1 + (index % 80)},mg,PO`;
}

function labRow(index: number, ids: Ids, random: RandomStream): string {
  const admission = ids.admission('labevents', index);
  const specimen = Math.floor(index / ROWS_PER_SPECIMEN);
  const item = Math.floor(random.float() * ITEMS);
  const minute = (specimen % SPECIMENS_PER_ADMISSION) * MINUTES_PER_SPECIMEN;
  const isText = random.float() < 0.1;
  const value = (Math.floor(random.float() * 10_000) / 10).toString();
  const result = isText ? 'NEG,' : `${value},${value}`;
  const hadm = specimen % 4 === 0 ? '' : String(ids.hadm(admission));
  const stored = minute + Math.floor(random.float() * 300);
  const range = `${UNITS[item % UNITS.length] ?? ''},${item % 17},${(item % 17) + 10.5}`;
  const flag = random.float() < 0.3 ? 'abnormal' : '';
  const comment = random.float() < 0.1 ? '"IF NEGATIVE, REPEAT ""STAT"" LATER"' : '';
  const provider = specimen % 3 === 0 ? 'P00ABC' : '';
  const times = `${time(admission, minute)},${time(admission, stored)}`;
  return `${index},${ids.subject(admission)},${hadm},${5_000_000 + specimen},${50_800 + item},${provider},${times},${result},${range},${flag},ROUTINE,${comment}`;
}

/** A wall-clock time so many minutes after the start of an admission. */
function time(admission: number, minutes: number): string {
  const start = Date.UTC(2150 + (admission % 50), admission % 12, 1 + (admission % 28), admission % 24);
  return new Date(start + minutes * 60_000).toISOString().slice(0, 19).replace('T', ' ');
}

interface Target {
  readonly folder: string;
  readonly compressed: boolean;
  readonly table: string;
  readonly header: string;
}

async function writeRows(
  { folder, compressed, table, header }: Target,
  count: number,
  row: (index: number) => string,
): Promise<void> {
  const file = createWriteStream(path.join(folder, 'hosp', `${table}.csv${compressed ? '.gz' : ''}`));
  const gzip = createGzip({ level: 6 });
  const out = compressed ? gzip : file;
  if (compressed) gzip.pipe(file);
  let text = `${header}\n`;
  for (let index = 0; index < count; index += 1) {
    text += `${row(index)}\n`;
    if (text.length < 1 << 16) continue;
    if (!out.write(text)) await once(out, 'drain');
    text = '';
  }
  out.end(text);
  await once(file, 'close');
}
