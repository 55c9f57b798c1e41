import path from 'node:path';
import { literal } from '../records/importers/sql-literal.ts';
import { MIMIC_DEMO_FOLDER } from './mimic-demo.ts';

/** Columns that look like numbers at first. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  'hosp/labevents': ['value', 'valueuom', 'comments', 'order_provider_id'],
  'hosp/diagnoses_icd': ['icd_code'],
  'hosp/procedures_icd': ['icd_code'],
  'hosp/prescriptions': ['dose_val_rx', 'form_val_disp', 'form_rx', 'ndc', 'gsn'],
  'hosp/d_icd_diagnoses': ['icd_code'],
};

/** The rows of a table of the MIMIC-IV demo, as SQL of DuckDB, for tests that write it in another form. */
export function demoTable(table: string): string {
  const file = literal(path.join(MIMIC_DEMO_FOLDER, `${table}.csv.gz`));
  const words = (WORDS[table] ?? []).map((name) => `'${name}': 'VARCHAR'`);
  return `read_csv(${file}, sample_size = -1${words.length === 0 ? '' : `, types = {${words.join(', ')}}`})`;
}
