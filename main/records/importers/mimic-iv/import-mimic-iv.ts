import {
  fileId,
  fileOf,
  type ImportWork,
  load,
  MOST_NOTES,
  stageAll,
  stageByPatient,
} from '../import-work.ts';
import { tableName } from '../load-table.ts';
import {
  countLabs,
  createLabDictionaries,
  LAB_ITEM_ROWS,
  LAB_RANGE_ROWS,
  LAB_TEXT_ROWS,
  type LabTable,
  stageLabBlocks,
  unusualUnitCount,
} from '../stage-labs.ts';
import { stageLabUnits } from '../stage-lab-units.ts';
import type { TableSpec } from '../table-spec.ts';
import { CONCEPT_ROWS, countNamed, createConcepts } from './concepts.ts';
import { ED_STAYS, EMERGENCY_TABLES } from './emergency-tables.ts';
import { createEmergencyViews, EMERGENCY_VIEWS, UNUSED_VISIT_COUNT } from './emergency-views.ts';
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
import { NAME_TABLES } from './name-tables.ts';
import {
  admissionRanges,
  admissionRows,
  createAdmissions,
  createPatients,
  icuStayRows,
  patientRows,
  transferRows,
} from './people.ts';
import { ADMISSIONS, ICU_STAYS, PATIENTS, TRANSFERS } from './people-tables.ts';
import { knowsLaterDeaths } from './release.ts';
import { sentence } from '../../../../models/wording.ts';

/** Tables and views of results, all of the same columns. */
const LAB_TABLES: readonly (LabTable & { readonly spec: TableSpec })[] = [
  { spec: LAB_EVENTS, table: tableName(LAB_EVENTS.table), system: `'MIMIC-LAB'` },
  { spec: CHART_EVENTS, table: tableName(CHART_EVENTS.table), system: `'MIMIC-ITEM'` },
  ...EMERGENCY_VIEWS,
];

/** Reads the files of a MIMIC-IV folder, checks every row and stages the records. */
export async function importMimicIv(work: ImportWork): Promise<void> {
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
  const emergency = [ED_STAYS, ...EMERGENCY_TABLES.map(({ spec }) => spec)];
  for (const spec of [...coded, LAB_EVENTS, CHART_EVENTS, ...emergency, COVERAGE]) await load(work, spec);
  work.progress.enter('writing');
  await createEmergencyViews(session);
  await countLabs(session, LAB_TABLES);
  await createConcepts(session);
  await stageEvents(work);
  await stageLabs(work);
  await countUnused(work);
}

async function stagePeople(work: ImportWork): Promise<void> {
  const laterDeaths = knowsLaterDeaths(work.release);
  if (!laterDeaths) await warnOfUnknownDeaths(work);
  const admissions = fileId(work, ADMISSIONS);
  const ranges = await admissionRanges(work.session);
  await stageAll(work, [
    ['patient', patientRows(fileId(work, PATIENTS), laterDeaths)],
    ...ranges.map((range) => ['encounter', admissionRows(admissions, range)] as const),
    ['encounter', icuStayRows(fileId(work, ICU_STAYS))],
  ]);
  await stageByPatient(work, [transferRows(fileId(work, TRANSFERS))]);
  await makeRoom(work, [PATIENTS, ADMISSIONS, ICU_STAYS, TRANSFERS]);
}

/** Without deaths at home nobody is known to have lived: what that costs is said once, of all patients. */
async function warnOfUnknownDeaths(work: ImportWork): Promise<void> {
  work.account.warn({
    code: 'deaths_in_hospital_only',
    file: fileOf(work, PATIENTS)?.file.name ?? PATIENTS.table,
    count: await work.session.number('SELECT count(*) FROM patient'),
    message: sentence`this release knows of deaths in hospital alone: mortality-90d is refused, and readmission-15d counts nobody who died at home`,
  });
}

async function stageNotes(work: ImportWork): Promise<void> {
  const notes = [
    noteRows('discharge', fileId(work, DISCHARGE_NOTES)),
    noteRows('radiology', fileId(work, RADIOLOGY_NOTES)),
  ];
  await stageByPatient(work, notes, MOST_NOTES);
  await makeRoom(work, [DISCHARGE_NOTES, RADIOLOGY_NOTES]);
}

/** What is staged is read no more, and DuckDB keeps it in memory for as long as it can. */
async function makeRoom({ session }: ImportWork, specs: readonly TableSpec[]): Promise<void> {
  for (const { table } of specs) await session.run(`DROP TABLE ${tableName(table)}`);
}

async function stageEvents(work: ImportWork): Promise<void> {
  await stageAll(work, [['concept', CONCEPT_ROWS]]);
  await stageByPatient(work, [
    diagnosisRows(fileId(work, DIAGNOSES_ICD)),
    dailyProcedureRows('hosp_procedures_icd', fileId(work, PROCEDURES_ICD)),
    dailyProcedureRows('hosp_hcpcsevents', fileId(work, HCPCS_EVENTS)),
    timedProcedureRows(fileId(work, PROCEDURE_EVENTS)),
    medicationRows(fileId(work, PRESCRIPTIONS)),
  ]);
  await stageAll(work, [['uncovered_modality', uncoveredRows(fileId(work, COVERAGE))]]);
}

async function stageLabs(work: ImportWork): Promise<void> {
  const { session, staging, account } = work;
  await createLabDictionaries(session, LAB_TABLES);
  await stageAll(work, [
    ['lab_item', LAB_ITEM_ROWS],
    ['lab_text', LAB_TEXT_ROWS],
    ['lab_range', LAB_RANGE_ROWS],
  ]);
  const files = LAB_TABLES.flatMap(({ spec }) => fileOf(work, spec)?.file.name ?? []);
  await stageLabUnits(work, files.join(', '));
  for (const { spec, ...table } of LAB_TABLES) {
    const found = fileOf(work, spec);
    if (found === undefined) continue;
    await stageLabBlocks(session, staging, { ...table, fileIds: [found.id] });
    account.warn({
      code: 'unusual_unit',
      file: found.file.name,
      count: await session.number(unusualUnitCount(table.system)),
      message: sentence`the unit is not the one usual for the item`,
    });
  }
}

/** Names of codes that do not occur, pharmacy orders that no prescription refers to, visits without vital signs. */
async function countUnused(work: ImportWork): Promise<void> {
  const { session, account, files } = work;
  for (const { file, spec } of files) {
    const names = NAME_TABLES.find((candidate) => candidate === spec);
    if (names !== undefined) {
      const sound = await session.number(`SELECT count(*) FROM ${tableName(names.table)} WHERE fault = 0`);
      account.moveToUnused(file.name, sound - (await countNamed(session, names)));
    } else if (spec === PHARMACY) {
      account.moveToUnused(file.name, await session.number(UNUSED_PHARMACY_COUNT));
    } else if (spec === ED_STAYS) {
      account.moveToUnused(file.name, await session.number(UNUSED_VISIT_COUNT));
    }
  }
}
