import { createWriteStream, mkdirSync } from 'node:fs';
import { once } from 'node:events';
import path from 'node:path';
import { createGzip } from 'node:zlib';
import { RandomStream } from '../models/random/random-stream.ts';

export interface LabFolder {
  readonly rows: number;
  readonly folder: string;
  readonly compressed: boolean;
}

const ROWS_PER_ADMISSION = 250;
const ADMISSIONS_PER_PATIENT = 2;
const ROWS_PER_SPECIMEN = 10;
const ITEMS = 200;
const MINUTES_PER_SPECIMEN = 360;
const UNITS = ['mg/dL', '%', 'K/uL', 'mEq/L'];
const PATIENTS = 'subject_id,gender,anchor_age,anchor_year,anchor_year_group,dod';
const ADMISSIONS =
  'subject_id,hadm_id,admittime,dischtime,deathtime,admission_type,admit_provider_id,admission_location,' +
  'discharge_location,insurance,language,marital_status,race,edregtime,edouttime,hospital_expire_flag';
const LABS =
  'labevent_id,subject_id,hadm_id,specimen_id,itemid,order_provider_id,charttime,storetime,value,valuenum,valueuom,' +
  'ref_range_lower,ref_range_upper,flag,priority,comments';

/** Writes a MIMIC-IV folder of laboratory results: a quarter without hadm_id, a tenth as text, a tenth with a comment. */
export async function writeLabFolder({ rows, folder, compressed }: LabFolder): Promise<void> {
  mkdirSync(path.join(folder, 'hosp'), { recursive: true });
  const admissions = Math.ceil(rows / ROWS_PER_ADMISSION);
  const patients = Math.ceil(admissions / ADMISSIONS_PER_PATIENT);
  const at = { folder, compressed };
  await writeRows({ ...at, table: 'patients', header: PATIENTS }, patients, (index) => {
    return `${10_000_000 + index},F,60,2150,2011 - 2013,`;
  });
  await writeRows({ ...at, table: 'admissions', header: ADMISSIONS }, admissions, (index) => {
    const stay = `${time(index, 0)},${time(index, 90_000)}`;
    const subject = 10_000_000 + Math.floor(index / ADMISSIONS_PER_PATIENT);
    return `${subject},${20_000_000 + index},${stay},,URGENT,,,HOME,Medicare,English,,WHITE,,,0`;
  });
  const random = RandomStream.fromSeed(1);
  await writeRows({ ...at, table: 'labevents', header: LABS }, rows, (index) => labRow(index, random));
}

function labRow(index: number, random: RandomStream): string {
  const admission = Math.floor(index / ROWS_PER_ADMISSION);
  const specimen = Math.floor(index / ROWS_PER_SPECIMEN);
  const item = Math.floor(random.float() * ITEMS);
  const minute = (specimen % (ROWS_PER_ADMISSION / ROWS_PER_SPECIMEN)) * MINUTES_PER_SPECIMEN;
  const isText = random.float() < 0.1;
  const value = (Math.floor(random.float() * 10_000) / 10).toString();
  const result = isText ? 'NEG,' : `${value},${value}`;
  const ids = `${index},${10_000_000 + Math.floor(admission / ADMISSIONS_PER_PATIENT)}`;
  const hadm = specimen % 4 === 0 ? '' : String(20_000_000 + admission);
  const stored = minute + Math.floor(random.float() * 300);
  const range = `${UNITS[item % UNITS.length] ?? ''},${item % 17},${(item % 17) + 10.5}`;
  const flag = random.float() < 0.3 ? 'abnormal' : '';
  const comment = random.float() < 0.1 ? '"IF NEGATIVE, REPEAT ""STAT"" LATER"' : '';
  const provider = specimen % 3 === 0 ? 'P00ABC' : '';
  const times = `${time(admission, minute)},${time(admission, stored)}`;
  return `${ids},${hadm},${5_000_000 + specimen},${50_800 + item},${provider},${times},${result},${range},${flag},ROUTINE,${comment}`;
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
