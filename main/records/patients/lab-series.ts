import type { LabSeries } from '../../api/services.ts';
import { LacunaError } from '../../errors.ts';
import { MINUTES_PER_HOUR } from '../cohorts/calendar.ts';
import type { Database } from '../database.ts';
import { openDictionary } from '../evidence/dictionary.ts';
import { type MeasuredValue, openLabDictionary } from '../evidence/lab-dictionary.ts';
import { admissionRecord } from './admission-record.ts';

/**
 * The numeric values of one laboratory item or vital sign in a stay, by time, in the unit of most of them, with the last
 * known range in it. Values in a unit from which no way leads to it are counted.
 * @param item `system:code`, as evidence names it.
 * @throws {LacunaError} `unknown_encounter`; `not_found`: the item has no row in it.
 */
export function labSeries(db: Database, { encounter, item }: { encounter: string; item: string }): LabSeries {
  const { admission, labs } = admissionRecord(db, encounter);
  const codes = openDictionary(db);
  const dictionary = openLabDictionary(db);
  const rows = labs
    .filter((row) => {
      const { system, code } = codes.concept(dictionary.conceptOf(row));
      return `${system}:${code}` === item;
    })
    .sort((a, b) => a.chartMinute - b.chartMinute);
  if (rows.length === 0) throw new LacunaError('not_found', 'the item was not measured in this encounter');
  const measured = rows.map((row) => ({ ...row, ...dictionary.measuredOf(row) }));
  const unit = unitOfMost(measured);
  const alike = measured.filter((result) => result.unit === unit);
  const last = alike.at(-1);
  const [first] = rows;
  return {
    name: (first && codes.concept(dictionary.conceptOf(first)).name) ?? item,
    unit,
    referenceLow: last?.low ?? null,
    referenceHigh: last?.high ?? null,
    points: alike.flatMap(({ chartMinute, value, abnormal }) =>
      value === null
        ? []
        : [{ hours: (chartMinute - admission.startMinute) / MINUTES_PER_HOUR, value, abnormal }],
    ),
    inOtherUnits: measured.filter((result) => result.value !== null && result.unit !== unit).length,
  };
}

/** Of values alone: a result that is text has no unit. */
function unitOfMost(results: readonly MeasuredValue[]): string | null {
  const numeric = results.filter(({ value }) => value !== null);
  const [most] = [...Map.groupBy(numeric, ({ unit }) => unit)].sort(([, a], [, b]) => b.length - a.length);
  return most?.[0] ?? null;
}
