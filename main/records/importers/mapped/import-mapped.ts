import type { Mapping } from '../../../api/mapping.ts';
import { type ImportWork, load } from '../import-work.ts';
import { stageTimedRecords } from '../timed-records/import-timed.ts';
import { createPeople, createStays } from '../timed-records/stays.ts';
import type { TimedRecords } from '../timed-records/timed-records.ts';
import { icuView, stayView } from './admissions.ts';
import type { MappedTables } from './mapped-tables.ts';
import { deathsAreMapped, peopleView } from './people.ts';

const RESULTS = 'mapped_results';
const MS_PER_DAY = 86_400_000;

/** Reads the files that a mapping names, checks every row and stages the records. */
export async function importMapped(work: ImportWork, mapping: Mapping, tables: MappedTables): Promise<void> {
  const { session } = work;
  const { people, admissions, icuStays, events, results, notes } = tables;
  const records = recordsOf(mapping, tables);
  if (people !== null) await load(work, people.spec);
  await load(work, admissions.spec);
  await createPeople(session, records);
  if (icuStays !== null) await load(work, icuStays.spec);
  await createStays(session, records);
  for (const { spec, view } of events) {
    await load(work, spec);
    await session.run(view);
  }
  for (const { spec, viewSql } of [...results, ...notes]) {
    await load(work, spec);
    await session.run(viewSql);
  }
  if (results.length > 0) {
    const rows = results.map(({ view }) => `SELECT * FROM ${view}`).join(' UNION ALL BY NAME ');
    await session.run(`CREATE TEMP VIEW ${RESULTS} AS ${rows}`);
  }
  await stageTimedRecords(work, records);
}

function recordsOf({ deathsKnownUntil }: Mapping, tables: MappedTables): TimedRecords {
  const { people, admissions, icuStays, events, results, notes } = tables;
  const sources = [...(people === null ? [] : [people]), admissions];
  const followedUntil = deathsKnownUntil === undefined ? null : Date.parse(deathsKnownUntil) / MS_PER_DAY;
  return {
    people: peopleView(sources, followedUntil),
    stays: stayView(admissions, deathsAreMapped(sources)),
    ...(icuStays === null ? {} : { unnamedStays: icuView(icuStays) }),
    events: events.map((table) => table.events),
    notes: notes.map(({ view }) => view),
    results: results.length === 0 ? null : RESULTS,
  };
}
