import { tableName } from '../load-table.ts';
import { OLDEST_AGE } from '../oldest-age.ts';
import type { RowCheck } from '../table-spec.ts';
import { headerOf } from './mapped-columns.ts';
import type { AdmissionTable, MappedPeople } from './people.ts';
import { sentence } from '../../../../models/wording.ts';

const MINUTES_PER_DAY = 1440;

/** Age in whole years on the day of a minute, as SQL. */
export function ageSql(birth: string, minute: string): string {
  return `date_sub('year', ${dayOf(birth)}, ${dayOf(minute)})::INTEGER`;
}

function dayOf(minute: string): string {
  return `DATE '1970-01-01' + floor(${minute} / ${MINUTES_PER_DAY})::INTEGER`;
}

/** Admissions at an age that nobody has, as the row or the table of people says it. */
export function ageChecks({ columns }: AdmissionTable, people: MappedPeople | null): RowCheck[] {
  const { age, birth, patient } = columns;
  const checks: RowCheck[] = [];
  if (age !== undefined) {
    const when = `NOT (c.age >= 0 AND c.age < ${OLDEST_AGE + 1})`;
    const reason = sentence`an age below 0 or above ${OLDEST_AGE}`;
    checks.push({ code: 'impossible_value', column: headerOf(age), when, reason });
  }
  if (birth !== undefined) checks.push(birthCheck(headerOf(birth), 'c.birth_minute'));
  if (people !== null && 'birth_minute' in people.columns.columns) {
    const found =
      `(SELECT p.birth_minute FROM ${tableName(people.spec.table)} p ` +
      `WHERE p.patient_key = c.patient_key AND p.fault = 0)`;
    checks.push(birthCheck(headerOf(patient), found));
  }
  return checks;
}

function birthCheck(column: string, birth: string): RowCheck {
  return {
    code: 'impossible_value',
    column,
    when: `${dayOf(birth)} > ${dayOf('c.from_minute')} OR ${ageSql(birth, 'c.from_minute')} > ${OLDEST_AGE}`,
    reason: sentence`the birth lies after the admission, or more than ${OLDEST_AGE} years before it`,
  };
}
