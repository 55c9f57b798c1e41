import { fileId, fileOf, type ImportWork, load, stageAll, stageByPatient } from '../import-work.ts';
import {
  countLabs,
  createLabDictionaries,
  LAB_ITEM_ROWS,
  LAB_RANGE_ROWS,
  LAB_TEXT_ROWS,
  stageLabBlocks,
  unusualUnitCount,
} from '../stage-labs.ts';
import { stageLabUnits } from '../stage-lab-units.ts';
import { CONCEPT_ROWS, createConcepts } from './concepts.ts';
import { COVERING_TABLES, EVENT_TABLES } from './event-tables.ts';
import { stayEventRows, uncoveredRows } from './events.ts';
import { createLabViews, LAB_VIEWS } from './lab-views.ts';
import {
  createPeople,
  encounterRows,
  HOSPITAL_ROWS,
  patientRows,
  UNIT_STAY_ROWS,
  UNUSED_HOSPITAL_COUNT,
} from './people.ts';
import { HOSPITAL, PATIENT } from './people-tables.ts';
import { sentence } from '../../../../models/wording.ts';

/** Reads the files of an eICU folder, checks every row and stages the records. */
export async function importEicu(work: ImportWork): Promise<void> {
  const { session, progress } = work;
  await load(work, PATIENT);
  await createPeople(session);
  await load(work, HOSPITAL);
  await stagePeople(work);
  for (const { spec } of EVENT_TABLES) await load(work, spec);
  for (const { spec } of LAB_VIEWS) await load(work, spec);
  progress.enter('writing');
  await createLabViews(session);
  await countLabs(session, LAB_VIEWS);
  await createConcepts(session);
  await stageEvents(work);
  await stageLabs(work);
}

async function stagePeople(work: ImportWork): Promise<void> {
  const people = fileId(work, PATIENT);
  await stageAll(work, [
    ['patient', patientRows(people)],
    ['hospital', HOSPITAL_ROWS],
    ['encounter', encounterRows(people)],
    ['unit_stay', UNIT_STAY_ROWS],
  ]);
  const hospitals = fileOf(work, HOSPITAL);
  if (hospitals !== undefined)
    work.account.moveToUnused(hospitals.file.name, await work.session.number(UNUSED_HOSPITAL_COUNT));
}

async function stageEvents(work: ImportWork): Promise<void> {
  const found = EVENT_TABLES.filter(({ spec }) => fileOf(work, spec) !== undefined);
  const covering = COVERING_TABLES.filter(({ spec }) => fileOf(work, spec) !== undefined);
  await stageAll(work, [['concept', CONCEPT_ROWS]]);
  await stageByPatient(
    work,
    found.map((table) => stayEventRows(table, fileId(work, table.spec))),
  );
  await stageAll(
    work,
    covering.map((table) => ['uncovered_modality', uncoveredRows(table, fileId(work, PATIENT))] as const),
  );
}

async function stageLabs(work: ImportWork): Promise<void> {
  const { session, staging, account } = work;
  await createLabDictionaries(session, LAB_VIEWS);
  await stageAll(work, [
    ['lab_item', LAB_ITEM_ROWS],
    ['lab_text', LAB_TEXT_ROWS],
    ['lab_range', LAB_RANGE_ROWS],
  ]);
  const files = LAB_VIEWS.flatMap(({ spec }) => fileOf(work, spec)?.file.name ?? []);
  await stageLabUnits(work, files.join(', '));
  for (const { spec, table, system } of LAB_VIEWS) {
    const found = fileOf(work, spec);
    if (found === undefined) continue;
    await stageLabBlocks(session, staging, { table, system, fileIds: [found.id] });
    account.warn({
      code: 'unusual_unit',
      file: found.file.name,
      count: await session.number(unusualUnitCount(system)),
      message: sentence`the unit is not the one usual for the item`,
    });
  }
}
