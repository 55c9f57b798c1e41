import type { Database } from '../../database.ts';
import type { DuckDbSession } from '../duckdb-session.ts';
import type { ImportAccount } from '../import-account.ts';
import type { ProgressReporter } from '../import-progress.ts';
import { createEmptyTable, type LoadedTable, loadTable, tableName } from '../load-table.ts';
import type { NumberedFile } from '../stage-source.ts';
import { stageRows } from '../staging.ts';
import type { TableSpec } from '../table-spec.ts';
import type { RecordTable } from '../../record-tables.ts';
import { CONCEPT_ROWS, countNamed, createConcepts } from './concepts.ts';
import {
  CHART_EVENTS,
  COVERAGE,
  DIAGNOSES_ICD,
  DISCHARGE_NOTES,
  HCPCS_EVENTS,
  LAB_EVENTS,
  PHARMACY,
  PRESCRIPTIONS,
  PROCEDURE_EVENTS,
  PROCEDURES_ICD,
  RADIOLOGY_NOTES,
} from './event-tables.ts';
import {
  dailyProcedureRows,
  diagnosisRows,
  medicationRows,
  noteRows,
  timedProcedureRows,
  uncoveredRows,
  UNUSED_PHARMACY_COUNT,
} from './events.ts';
import {
  countLabs,
  createLabDictionaries,
  LAB_ITEM_ROWS,
  LAB_RANGE_ROWS,
  LAB_TEXT_ROWS,
  type LabTable,
  stageLabBlocks,
  unusualUnitCount,
} from './labs.ts';
import { NAME_TABLES } from './name-tables.ts';
import {
  admissionRows,
  createAdmissions,
  createPatients,
  icuStayRows,
  patientRows,
  transferRows,
} from './people.ts';
import { ADMISSIONS, ICU_STAYS, PATIENTS, TRANSFERS } from './people-tables.ts';

export interface MimicIvImport {
  readonly session: DuckDbSession;
  readonly staging: Database;
  readonly account: ImportAccount;
  readonly progress: ProgressReporter;
  readonly files: readonly NumberedFile[];
  /** For temporary files. */
  readonly folder: string;
  readonly signal?: AbortSignal | undefined;
}

/** Reads the files of a MIMIC-IV folder, checks every row and stages the records. */
export async function importMimicIv(work: MimicIvImport): Promise<void> {
  const { session } = work;
  await load(work, PATIENTS);
  await createPatients(session);
  await load(work, ADMISSIONS);
  await createAdmissions(session);
  for (const spec of [ICU_STAYS, TRANSFERS, ...NAME_TABLES]) await load(work, spec);
  await stagePeople(work);
  for (const spec of [DISCHARGE_NOTES, RADIOLOGY_NOTES]) await load(work, spec);
  await stageNotes(work);
  const coded = [DIAGNOSES_ICD, PROCEDURES_ICD, HCPCS_EVENTS, PROCEDURE_EVENTS, PRESCRIPTIONS, PHARMACY];
  for (const spec of [...coded, LAB_EVENTS, CHART_EVENTS, COVERAGE]) await load(work, spec);
  work.progress.enter('writing');
  await countLabs(session);
  await createConcepts(session);
  await stageEvents(work);
  await stageLabs(work);
  await countUnused(work);
}

/** Reads a file, or makes its empty table where the folder has none. */
async function load(work: MimicIvImport, spec: TableSpec): Promise<LoadedTable | null> {
  const { session, account, progress } = work;
  const found = work.files.find((file) => file.spec === spec);
  if (found === undefined) {
    await createEmptyTable(spec, session);
    return null;
  }
  progress.startFile(spec.table);
  const table = await loadTable(found.file, spec, {
    session,
    folder: work.folder,
    signal: work.signal,
    onRecords: (records) => {
      progress.rows(records);
    },
  });
  const before = account.rejectedRows;
  await account.add(table);
  progress.rejected(account.rejectedRows - before);
  return table;
}

/** Id in `source_file` of a table's file; an absent one has no rows that could ask for it. */
function fileId({ files }: MimicIvImport, spec: TableSpec): number {
  return files.find((file) => file.spec === spec)?.id ?? 0;
}

async function stageAll(
  work: MimicIvImport,
  queries: readonly (readonly [RecordTable, string])[],
): Promise<void> {
  for (const [table, query] of queries) await stageRows(work.session, work.staging, { table, query });
}

async function stagePeople(work: MimicIvImport): Promise<void> {
  await stageAll(work, [
    ['patient', patientRows(fileId(work, PATIENTS))],
    ['encounter', admissionRows(fileId(work, ADMISSIONS))],
    ['encounter', icuStayRows(fileId(work, ICU_STAYS))],
    ['transfer', transferRows(fileId(work, TRANSFERS))],
  ]);
}

async function stageNotes(work: MimicIvImport): Promise<void> {
  await stageAll(work, [
    ['note', noteRows('discharge', fileId(work, DISCHARGE_NOTES))],
    ['note', noteRows('radiology', fileId(work, RADIOLOGY_NOTES))],
  ]);
  // Notes are by far the largest texts: they make room for what follows.
  for (const { table } of [DISCHARGE_NOTES, RADIOLOGY_NOTES])
    await work.session.run(`DROP TABLE ${tableName(table)}`);
}

async function stageEvents(work: MimicIvImport): Promise<void> {
  await stageAll(work, [
    ['concept', CONCEPT_ROWS],
    ['diagnosis', diagnosisRows(fileId(work, DIAGNOSES_ICD))],
    ['procedure', dailyProcedureRows('hosp_procedures_icd', fileId(work, PROCEDURES_ICD))],
    ['procedure', dailyProcedureRows('hosp_hcpcsevents', fileId(work, HCPCS_EVENTS))],
    ['procedure', timedProcedureRows(fileId(work, PROCEDURE_EVENTS))],
    ['medication', medicationRows(fileId(work, PRESCRIPTIONS))],
    ['uncovered_modality', uncoveredRows(fileId(work, COVERAGE))],
  ]);
}

async function stageLabs(work: MimicIvImport): Promise<void> {
  const { session, staging, account } = work;
  await createLabDictionaries(session);
  await stageAll(work, [
    ['lab_item', LAB_ITEM_ROWS],
    ['lab_text', LAB_TEXT_ROWS],
    ['lab_range', LAB_RANGE_ROWS],
  ]);
  for (const spec of [LAB_EVENTS, CHART_EVENTS]) {
    const table = tableName(spec.table) as LabTable;
    const found = work.files.find((file) => file.spec === spec);
    if (found === undefined) continue;
    await stageLabBlocks(session, staging, { table, fileId: found.id });
    account.warn({
      code: 'unusual_unit',
      file: found.file.name,
      count: await session.number(unusualUnitCount(table)),
      message: 'the unit is not the one usual for the item',
    });
  }
}

/** Names of codes that do not occur, and pharmacy orders that no prescription refers to. */
async function countUnused(work: MimicIvImport): Promise<void> {
  const { session, account, files } = work;
  for (const { file, spec } of files) {
    const names = NAME_TABLES.find((candidate) => candidate === spec);
    if (names !== undefined) {
      const sound = await session.number(`SELECT count(*) FROM ${tableName(names.table)} WHERE fault = 0`);
      account.moveToUnused(file.name, sound - (await countNamed(session, names)));
    } else if (spec === PHARMACY) {
      account.moveToUnused(file.name, await session.number(UNUSED_PHARMACY_COUNT));
    }
  }
}
