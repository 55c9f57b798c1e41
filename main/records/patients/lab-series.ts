import type { LabSeries } from '../../api/services.ts';
import { LacunaError } from '../../errors.ts';
import { MINUTES_PER_HOUR } from '../cohorts/calendar.ts';
import type { Database } from '../database.ts';
import { openDictionary } from '../evidence/dictionary.ts';
import { openLabDictionary } from '../evidence/lab-dictionary.ts';
import { admissionRecord } from './admission-record.ts';

/**
 * All numeric values of one laboratory item or vital sign in a stay, by time, with its last known unit and range.
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
  const last = rows.at(-1);
  if (last === undefined) throw new LacunaError('not_found', 'the item was not measured in this encounter');
  const { unit, low, high } = dictionary.rangeOf(last);
  return {
    name: codes.concept(dictionary.conceptOf(last)).name ?? item,
    unit,
    referenceLow: low,
    referenceHigh: high,
    points: rows.flatMap(({ chartMinute, value, abnormal }) =>
      value === null
        ? []
        : [{ hours: (chartMinute - admission.startMinute) / MINUTES_PER_HOUR, value, abnormal }],
    ),
  };
}
