import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { type Database, openDatabase } from '../records/database.ts';
import { type BlockRow, LabBlockWriter } from '../records/labs/lab-block.ts';

type Row = Readonly<Record<string, string | number | null | Uint8Array>>;

/** A database of made-up records, filled row by row, that goes when the test ends. */
export class RecordDatabase {
  readonly db: Database;
  #line = 1;

  constructor() {
    const folder = mkdtempSync(path.join(tmpdir(), 'lacuna-records-'));
    this.db = openDatabase(path.join(folder, 'records.db'), { create: true });
    onTestFinished(() => {
      this.db.close();
      rmSync(folder, { recursive: true });
    });
    this.insert('source', {
      id: 1,
      kind: 'mimic-iv',
      name: 'made-up',
      release: '2.2',
      synthetic: 0,
      content_hash: 'a',
    });
    for (const [index, table] of TABLES.entries()) this.file(index + 1, table);
  }

  /** Adds a row; returns its row id. */
  insert(table: string, row: Row): number {
    const names = Object.keys(row);
    const sql = `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`;
    return Number(this.db.prepare(sql).run(...Object.values(row)).lastInsertRowid);
  }

  patient(id: number, row: Row = {}): number {
    return this.insert('patient', {
      id,
      source_id: 1,
      source_key: String(10_000_000 + id),
      sex: 'F',
      ...this.place('hosp/patients'),
      ...row,
    });
  }

  admission(id: number, patientId: number, row: Row): number {
    return this.insert('encounter', {
      id,
      source_id: 1,
      patient_id: patientId,
      kind: 'admission',
      source_key: String(20_000_000 + id),
      hospital_expire_flag: 0,
      admission_type: 'EW EMER.',
      age_years: 60,
      ...this.place('hosp/admissions'),
      ...row,
    });
  }

  /** A concept, made on first use. */
  concept(system: string, code: string, name: string | null = null): number {
    const found = this.db
      .prepare<[string, string], number>('SELECT id FROM concept WHERE system = ? AND code = ?')
      .pluck()
      .get(system, code);
    return found ?? this.insert('concept', { source_id: 1, system, code, name });
  }

  /** A row of one of the tables that events are kept in, read from `file`. */
  event(table: string, file: SourceTable, row: Row): void {
    this.insert(table, { ...this.place(file), ...row });
  }

  /** Results of one admission (`null`: of none), all of one item without text or range unless they say otherwise. */
  labs(patientId: number, encounterId: number | null, rows: readonly Partial<BlockRow>[]): void {
    const writer = new LabBlockWriter();
    for (const row of rows) {
      const blank = { item: 0, chartMinute: 0, storeMinute: null, value: 1, text: null, range: null };
      writer.add({ ...blank, abnormal: false, line: this.#nextLine(), ...row });
    }
    const { file_id } = this.place('hosp/labevents');
    const data = writer.take();
    this.insert('lab_block', {
      patient_id: patientId,
      encounter_id: encounterId,
      file_id,
      row_count: rows.length,
      data,
    });
  }

  /** Marks the only file of a table as not there. */
  withoutFile(table: SourceTable): void {
    this.db.prepare(`UPDATE source_file SET use = 'unused' WHERE table_name = ?`).run(table);
  }

  place(table: SourceTable): { file_id: number; line: number } {
    return { file_id: TABLES.indexOf(table) + 1, line: this.#nextLine() };
  }

  #nextLine(): number {
    this.#line += 1;
    return this.#line;
  }

  private file(id: number, table: SourceTable): void {
    this.insert('source_file', {
      id,
      source_id: 1,
      path: `${table}.csv`,
      table_name: table,
      use: 'used',
      size_bytes: 0,
      rows_read: 0,
      rows_imported: 0,
      rows_rejected: 0,
      rows_duplicate: 0,
      rows_unused: 0,
    });
  }
}

const TABLES = [
  'hosp/patients',
  'hosp/admissions',
  'hosp/transfers',
  'hosp/diagnoses_icd',
  'hosp/procedures_icd',
  'hosp/hcpcsevents',
  'hosp/prescriptions',
  'hosp/labevents',
  'icu/procedureevents',
  'note/discharge',
  'note/radiology',
] as const;
export type SourceTable = (typeof TABLES)[number];
