import type { RowCheck, TableSpec } from '../table-spec.ts';
import { cdmTable } from './cdm-table.ts';
import { sentence } from '../../../../models/wording.ts';

/** The day of birth, in days since 1970; where month or day are not said, the first. */
const BIRTH_DAY =
  `coalesce(floor(c.birth_datetime / 1440)::INTEGER, try_cast(printf('%04d-%02d-%02d', c.year_of_birth, ` +
  `coalesce(c.month_of_birth, 1), coalesce(c.day_of_birth, 1)) AS DATE) - DATE '1970-01-01')`;

export const PERSON: TableSpec = cdmTable(['person'], {
  use: 'required',
  columns: {
    person_id: { type: 'integer', required: true },
    gender_concept_id: { type: 'integer' },
    gender_source_value: { type: 'text', optional: true },
    year_of_birth: { type: 'integer' },
    month_of_birth: { type: 'integer', optional: true },
    day_of_birth: { type: 'integer', optional: true },
    birth_datetime: { type: 'lifeMinute', optional: true },
    race_concept_id: { type: 'integer', optional: true },
    race_source_value: { type: 'text', optional: true },
  },
  derived: { birth_day: { sql: 'INTEGER', from: BIRTH_DAY } },
  key: ['person_id'],
  checks: [
    {
      code: 'missing_value',
      column: 'year_of_birth',
      when: 'c.year_of_birth IS NULL AND c.birth_datetime IS NULL',
    },
    { code: 'bad_date', column: 'year_of_birth', when: `${BIRTH_DAY} IS NULL` },
  ],
  warnings: [
    {
      code: 'unknown_sex',
      message: sentence`neither gender_concept_id nor gender_source_value says female or male`,
      when: `${sexOf('t')} IS NULL`,
    },
  ],
  without: sentence`nothing can be imported`,
  rowBytes: 90,
});

/** F, M or NULL, as SQL over a row of `person`. */
export function sexOf(row: string): string {
  return (
    `CASE WHEN ${row}.gender_concept_id = 8532 THEN 'F' WHEN ${row}.gender_concept_id = 8507 THEN 'M' ` +
    `WHEN lower(${row}.gender_source_value) IN ('f', 'female') THEN 'F' ` +
    `WHEN lower(${row}.gender_source_value) IN ('m', 'male') THEN 'M' END`
  );
}

/** What the standard concepts of race are called, for sources that give no words of their own. */
export const RACES: Readonly<Record<number, string>> = {
  8515: 'ASIAN',
  8516: 'BLACK OR AFRICAN AMERICAN',
  8527: 'WHITE',
  8557: 'NATIVE HAWAIIAN OR OTHER PACIFIC ISLANDER',
  8657: 'AMERICAN INDIAN OR ALASKA NATIVE',
};

/** People are numbered once these tables are read, so whom a row names is looked up among the rows of `person`. */
const OF_A_KNOWN_PERSON: RowCheck = {
  code: 'unknown_patient',
  column: 'person_id',
  when: 'c.person_id NOT IN (SELECT person_id FROM root_person WHERE fault = 0)',
};

export const DEATH: TableSpec = cdmTable(['death'], {
  use: 'used',
  columns: {
    person_id: { type: 'integer', required: true },
    death_date: { type: 'lifeDay', required: true },
    death_datetime: { type: 'lifeMinute', optional: true },
  },
  key: ['person_id'],
  checks: [OF_A_KNOWN_PERSON],
  without: sentence`deaths are known only where a visit says that it ended with one`,
  rowBytes: 0,
});

export const OBSERVATION_PERIOD: TableSpec = cdmTable(['observation_period'], {
  use: 'used',
  columns: {
    observation_period_id: { type: 'integer', required: true },
    person_id: { type: 'integer', required: true },
    observation_period_end_date: { type: 'lifeDay', required: true },
  },
  key: ['observation_period_id'],
  checks: [OF_A_KNOWN_PERSON],
  without: sentence`how long people were followed is unknown, so nobody is known to have lived on after a discharge`,
  rowBytes: 0,
});
