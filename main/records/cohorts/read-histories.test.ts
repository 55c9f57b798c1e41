import { expect, it } from 'vitest';
import { at } from '../../testing/patient-histories.ts';
import { RecordDatabase } from '../../testing/record-database.ts';
import { readHistories, readHistory } from './read-histories.ts';

/** Three people, of whom the first and the last were in intensive care; ids of stays are in no order. */
function records(): RecordDatabase {
  const made = new RecordDatabase();
  for (const patient of [1, 2, 3]) made.patient(patient);
  const admission = (id: number, patient: number, day: number) =>
    made.admission(id, patient, { start_minute: at(day), end_minute: at(day + 5) });
  const inUnit = (id: number, [patient, parent]: readonly [number, number], minute: number, unit: string) =>
    made.admission(id, patient, {
      kind: 'icu_stay',
      parent_id: parent,
      start_minute: minute,
      end_minute: minute + 60,
      first_unit: unit,
    });
  admission(1, 1, 10);
  admission(2, 1, 50);
  admission(3, 2, 10);
  admission(4, 3, 10);
  inUnit(10, [3, 4], at(11), 'of the third');
  inUnit(11, [1, 2], at(52), 'later');
  inUnit(12, [1, 2], at(51), 'earlier');
  inUnit(13, [1, 1], at(12), 'first');
  return made;
}

const UNITS = [
  [1, ['first']],
  [2, ['earlier', 'later']],
  [3, []],
  [4, ['of the third']],
];

const unitsOf = ({ admissions }: ReturnType<typeof readHistory>) =>
  admissions.map(({ id, icuStays }) => [id, icuStays.map(({ unit }) => unit)]);

it('gives each admission its stays in intensive care by start, for everybody, a source, and one person', () => {
  const { db } = records();
  expect([...readHistories(db)].flatMap(unitsOf)).toEqual(UNITS);
  expect([...readHistories(db, 1)].flatMap(unitsOf)).toEqual(UNITS);
  expect([...readHistories(db, 2)]).toEqual([]);
  expect([1, 2, 3].flatMap((patient) => unitsOf(readHistory(db, patient)))).toEqual(UNITS);
  expect(() => readHistory(db, 9)).toThrow(RangeError);
});

it('lets go of the database where one stops before the end', () => {
  const made = records();
  for (const history of readHistories(made.db)) {
    expect(unitsOf(history)).toEqual(UNITS.slice(0, 2));
    break;
  }
  made.patient(4);
});
