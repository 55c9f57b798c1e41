import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import { DuckDbSession } from './duckdb-session.ts';
import { createStayKinds } from './fhir/stays-views.ts';
import { tableName } from './load-table.ts';
import { type PeopleTable, peopleTable, peopleView } from './mapped/people.ts';
import { PERSON } from './omop/people-tables.ts';
import { ICU_STAYS } from './omop/units.ts';

/** More than their texts would fit into, less than their rows take on the disk. */
const LITTLE_MEMORY = '90MB';
const PEOPLE = 250_000;

const temporary = temporaryFolder();

async function sessionWithLittle(): Promise<DuckDbSession> {
  const session = await DuckDbSession.open({ spillFolder: temporary, memory: LITTLE_MEMORY });
  onTestFinished(() => {
    session.close();
  });
  return session;
}

describe('more than the memory holds goes to the disk', () => {
  it('people of own tables, each with what the first row says that says it', async () => {
    const session = await sessionWithLittle();
    const table: PeopleTable = {
      role: 'people',
      files: 'people.csv',
      columns: { patient: 'patient_key', sex: 'sex', race: 'race' },
    };
    const people = peopleTable(table, 'people');
    await session.run(
      `CREATE TEMP TABLE ${tableName(people.spec.table)} AS
       SELECT 'person ' || range % ${PEOPLE} AS patient_key,
         CASE WHEN range < ${PEOPLE} THEN NULL ELSE 'F' END AS sex,
         CASE WHEN range < ${PEOPLE} THEN 'a race that is written at length' ELSE 'another' END AS race,
         1 AS file_id, range::INTEGER AS line, 0::UTINYINT AS fault
       FROM range(${2 * PEOPLE})`,
    );
    await session.run(`CREATE TEMP TABLE people AS ${peopleView([people], null)}`);
    const [row] = await session.rows(
      `SELECT count(*) AS n, count(*) FILTER (WHERE sex = 'F' AND race LIKE '%at length' AND line < ${PEOPLE}) AS first
       FROM people`,
    );
    expect(row).toEqual({ n: BigInt(PEOPLE), first: BigInt(PEOPLE) });
  });

  it('stays in intensive care of OMOP, two stretches each', async () => {
    const session = await sessionWithLittle();
    await session.run(
      `CREATE TEMP TABLE ${tableName(PERSON.table)} AS
       SELECT range AS person_id, 0 AS birth_day, 0::UTINYINT AS fault FROM range(${PEOPLE})`,
    );
    await session.run(
      `CREATE TEMP TABLE in_unit AS
       SELECT 'a stay of a long key ' || range AS key, range % ${PEOPLE} AS person_id, 1 AS visit_occurrence_id,
         (1000 + range // ${PEOPLE} * 500)::INTEGER AS start_minute, (1500 + range // ${PEOPLE} * 500)::INTEGER AS end_minute,
         'a unit of a long name ' || range // ${PEOPLE} AS unit, true AS is_intensive, 1 AS file_id,
         range::INTEGER AS line
       FROM range(${2 * PEOPLE})`,
    );
    await session.run(`CREATE TEMP TABLE stays AS ${ICU_STAYS}`);
    const [row] = await session.rows(
      `SELECT count(*) AS n, count(*) FILTER (WHERE start_minute = 1000 AND end_minute = 2000
         AND first_unit = 'a unit of a long name 0' AND line < ${PEOPLE}) AS first
       FROM stays`,
    );
    expect(row).toEqual({ n: BigInt(PEOPLE), first: BigInt(PEOPLE) });
  });

  it('encounters of FHIR, each with the stay that it is part of', async () => {
    const session = await sessionWithLittle();
    await session.run(
      `CREATE TEMP TABLE ${tableName('Encounter')} AS
       SELECT 'an encounter of a long id ' || range AS id, range % ${PEOPLE} AS patient_id,
         CASE WHEN range >= ${PEOPLE} THEN 'an encounter of a long id ' || range % ${PEOPLE} END AS part_of,
         CASE WHEN range < ${PEOPLE} THEN 'hospital' ELSE 'other' END AS kind,
         (range // ${PEOPLE})::UTINYINT AS icu, 1000 AS start_minute, 0 AS part, 0::UTINYINT AS fault
       FROM range(${2 * PEOPLE})`,
    );
    await createStayKinds(session);
    const rows = await session.rows(
      'SELECT stay_kind, count(*) AS n FROM fhir_stay GROUP BY stay_kind ORDER BY 1',
    );
    expect(rows).toEqual([
      { stay_kind: 'admission', n: BigInt(PEOPLE) },
      { stay_kind: 'icu_stay', n: BigInt(PEOPLE) },
    ]);
  });
});
