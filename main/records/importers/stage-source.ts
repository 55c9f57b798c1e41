import type { Database } from '../database.ts';
import type { FileCounts, ImportAccount } from './import-account.ts';
import { RowInserter } from './staging.ts';
import type { Survey, SurveyedFile } from './survey-folder.ts';

/** A file of the folder with its id in `source_file`. */
export interface NumberedFile extends SurveyedFile {
  readonly id: number;
}

export interface StagedSource {
  readonly contentHash: string;
  readonly survey: Survey;
  readonly files: readonly NumberedFile[];
  readonly account: ImportAccount;
}

const NOTHING_READ = { read: 0, imported: 0, rejected: 0, duplicate: 0, unused: 0 };

/** Stages what the records come from: the source, as yet without a name, its files with their counts, and the warnings. */
export function stageSource(staging: Database, source: StagedSource): void {
  const { contentHash, survey, files, account } = source;
  staging
    .prepare(
      `INSERT INTO source (id, kind, name, release, synthetic, content_hash, utc_offset_minutes)
       VALUES (1, ?, '', ?, ?, ?, ?)`,
    )
    .run(
      survey.importer.kind,
      survey.release,
      survey.synthetic ? 1 : 0,
      contentHash,
      account.utcOffsetMinutes,
    );
  const insertFile = staging.prepare(
    `INSERT INTO source_file (id, source_id, path, table_name, use, size_bytes, sha256, rows_read, rows_imported,
       rows_rejected, rows_duplicate, rows_unused)
     VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const countsOf = new Map(account.files.map((counts) => [counts.file, counts]));
  for (const { id, file, spec } of files) {
    const counts: Omit<FileCounts, 'file'> = countsOf.get(file.name) ?? NOTHING_READ;
    const { read, imported, rejected, duplicate, unused } = counts;
    const use = spec?.use ?? 'unused';
    const table = spec?.table ?? null;
    insertFile.run(
      id,
      file.name,
      table,
      use,
      file.sizeBytes,
      account.sha256.get(file.name) ?? null,
      read,
      imported,
      rejected,
      duplicate,
      unused,
    );
  }
  const warnings = new RowInserter(staging, 'import_warning', ['run_id', 'code', 'file', 'count', 'message']);
  for (const { code, file, count, message } of account.warnings) {
    warnings.add([account.run, code, file, count, message]);
  }
  warnings.flush();
}

const COUNTED_TABLES = ['patient', 'encounter', 'transfer', 'concept'] as const;
/** Events, with the modality under which a source that knows their minute keeps them in `stay_event`. */
const EVENT_TABLES = [
  ['diagnosis', 'diagnoses'],
  ['procedure', 'procedures'],
  ['medication', 'medications'],
  ['note', 'notes'],
] as const;

/** Rows of each table; a laboratory result counts one, however they are packed. */
export function stagedCounts(staging: Database): Record<string, number> {
  const count = (sql: string): number => staging.prepare(sql).pluck().get() as number;
  const rows = COUNTED_TABLES.map((table) => [table, count(`SELECT count(*) FROM ${table}`)] as const);
  const events = EVENT_TABLES.map(([table, modality]) => {
    const timed = count(`SELECT count(*) FROM stay_event WHERE modality = '${modality}'`);
    return [table, count(`SELECT count(*) FROM ${table}`) + timed] as const;
  });
  return {
    ...Object.fromEntries([...rows, ...events]),
    lab: count('SELECT ifnull(sum(row_count), 0) FROM lab_block'),
  };
}
