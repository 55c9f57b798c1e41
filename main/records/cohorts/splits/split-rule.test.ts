import { describe, expect, it } from 'vitest';
import type { CohortSplit } from '../../../api/cohort-split.ts';
import type { CohortSpec } from '../../../api/common.ts';
import { admission, at, history } from '../../../testing/patient-histories.ts';
import { RecordDatabase } from '../../../testing/record-database.ts';
import { defineCohort, withoutSplit } from '../cohort-definition.ts';
import { findEncounter } from '../find-encounter.ts';
import { labelledEncounters } from '../labelled-encounters.ts';
import type { Admission, PatientHistory, UnitStay } from '../patient-history.ts';
import { selectCohort } from '../select-cohort.ts';
import { parseYearGroup } from './period.ts';

const READMISSION = { task: 'readmission-15d', preset: 'default' } as const;

function select(people: readonly PatientHistory[], split: CohortSplit) {
  const { encounters, attrition } = selectCohort(people, defineCohort({ ...READMISSION, split }));
  return {
    kept: encounters.map(({ patient, startMinute, split: side }) => [patient, startMinute, side] as const),
    last: attrition.at(-1),
  };
}

describe('by time', () => {
  /** A person who was 60 in one of these years, with a stay at each of these ages. */
  function person(key: string, anchorYearGroup: string | null, ages: readonly number[]): PatientHistory {
    const stays = ages.map((ageYears, i) => admission(at(100 * i), { ageYears }));
    return history(stays, { key, id: Number(key), anchorAge: 60, anchorYearGroup });
  }

  it('keeps of each person the stays that are on the person’s side in each of the three years', () => {
    const people = [
      // 2014 to 2016 at 60: at 59 it may have been 2013.
      person('1', '2014 - 2016', [58, 59, 60, 61]),
      // 2011 to 2013 at 60: at 61 it may have been 2014.
      person('2', '2011 - 2013', [59, 60, 61, 62]),
    ];
    const { kept, last } = select(people, { by: 'time', testFrom: 2014 });
    expect(kept.map(([patient, start]) => [patient, start])).toEqual([
      ['1', at(200)],
      ['1', at(300)],
      ['2', at(0)],
      ['2', at(100)],
    ]);
    expect(kept.map(([, , side]) => side === 'test')).toEqual([true, true, false, false]);
    expect(last).toEqual({ step: "wholly on its person's side of 2014", left: 4 });
  });

  it('leaves out whose years are not known', () => {
    expect(select([person('3', null, [60])], { by: 'time', testFrom: 2014 }).kept).toEqual([]);
  });

  it('reads the group as MIMIC-IV writes it, and nothing else', () => {
    expect(parseYearGroup('2014 - 2016')).toEqual({ from: 2014, to: 2016 });
    for (const other of ['2014-2016', '2014', '', null]) expect(parseYearGroup(other)).toBeNull();
  });
});

describe('by place', () => {
  const inHospital = (hospital: string): UnitStay => ({
    hospitalStay: hospital,
    hospital,
    stayType: 'admit',
    visitNumber: 1,
    expired: false,
  });
  const wards = (key: string, ...units: (string | null)[]) =>
    history(
      units.map((unit, i) => admission(at(100 * i), { unit })),
      { key, id: Number(key) },
    );

  it('puts who was ever in a test unit on the side of the test, and of their stays those there', () => {
    const people = [
      wards('1', 'Medicine', 'Surgery'),
      wards('2', 'Medicine', null),
      wards('3', 'SURGERY', 'Surgery'),
    ];
    const { kept, last } = select(people, { by: 'unit', test: ['surgery'] });
    expect(kept.map(([patient, start, side]) => [patient, start, side === 'test'])).toEqual([
      ['1', at(100), true],
      ['2', at(0), false],
      ['2', at(100), false],
      ['3', at(0), true],
      ['3', at(100), true],
    ]);
    expect(last).toEqual({ step: 'in a test unit, or of a person never seen in one', left: 5 });
  });

  it('asks for every stay of the person, also for those that no other rule keeps', () => {
    const child = admission(at(0), { unit: 'Surgery', ageYears: 17 });
    const { kept } = select([history([child, admission(at(100), { unit: 'Medicine' })])], {
      by: 'unit',
      test: ['Surgery'],
    });
    expect(kept).toEqual([]);
  });

  it('holds a fifth of the hospitals out where none is named, and whole ones', () => {
    const stays = (hospital: string): Admission[] => [admission(at(0), { unitStay: inHospital(hospital) })];
    const people = Array.from({ length: 600 }, (_, i) =>
      history(stays(String(i % 200)), { id: i, key: `p${i}`, source: 'eicu' }),
    );
    const spec: CohortSpec = { task: 'readmission-icu', preset: 'default' };
    const cohort = defineCohort({ ...spec, split: { by: 'hospital' } });
    const { encounters } = selectCohort(people, cohort, 'eicu');
    expect(encounters).toHaveLength(600);
    const sides = Map.groupBy(encounters, ({ patientId }) => patientId % 200);
    for (const members of sides.values())
      expect(new Set(members.map(({ split }) => split === 'test')).size).toBe(1);
    const held = [...sides.values()].filter((members) => members[0]?.split === 'test').length;
    expect(held / 200).toBeCloseTo(0.2, 1);
    const named = defineCohort({ ...spec, split: { by: 'hospital', test: ['7', '8'] } });
    const tested = selectCohort(people, named, 'eicu').encounters.filter(({ split }) => split === 'test');
    expect(new Set(tested.map(({ patientId }) => String(patientId % 200)))).toEqual(new Set(['7', '8']));
  });
});

describe('what a source must hold', () => {
  function records(): RecordDatabase {
    const made = new RecordDatabase();
    ['2011 - 2013', '2014 - 2016', '2017 - 2019'].forEach((group, i) => {
      const person = i + 1;
      made.patient(person, { anchor_age: 60, anchor_year_group: group, death_followup_end: 1000 });
      made.admission(person, person, {
        start_minute: at(100),
        end_minute: at(103),
        first_unit: i === 0 ? 'Medicine' : 'Surgery',
      });
    });
    return made;
  }
  const asked = (split: CohortSplit) => () =>
    labelledEncounters(records().db, { ...READMISSION, split }).map(({ split: side }) => side === 'test');

  it.each<[CohortSplit, boolean[]]>([
    [{ by: 'time', testFrom: 2014 }, [false, true, true]],
    [{ by: 'time', testFrom: 2017 }, [false, false, true]],
    [{ by: 'unit', test: ['Medicine'] }, [true, false, false]],
  ])('%o', (split, sides) => {
    expect(asked(split)()).toEqual(sides);
  });

  it.each<[CohortSplit, RegExp]>([
    [{ by: 'time', testFrom: 2015 }, /2014, 2017/],
    // Nothing would be left to train on.
    [{ by: 'time', testFrom: 2011 }, /2014, 2017/],
    [{ by: 'unit', test: ['Neurology'] }, /Surgery, Medicine/],
    [{ by: 'hospital' }, /by unit/],
  ])('%o is refused with what there is', (split, hint) => {
    expect(asked(split)).toThrow(
      expect.objectContaining({ code: 'usage', hint: expect.stringMatching(hint) as string }),
    );
  });

  it('where years are not told, no split by time', () => {
    const made = records();
    made.db.exec('UPDATE patient SET anchor_year_group = NULL');
    const split: CohortSplit = { by: 'time', testFrom: 2014 };
    expect(() => labelledEncounters(made.db, { ...READMISSION, split })).toThrow(
      expect.objectContaining({ code: 'usage', message: expect.stringContaining('by time') as string }),
    );
  });

  it('a stay that a split leaves out can be predicted for all the same', () => {
    const made = records();
    made.db.exec('UPDATE encounter SET age_years = 62 WHERE id = 1');
    const spec: CohortSpec = { ...READMISSION, split: { by: 'time', testFrom: 2014 } };
    expect(labelledEncounters(made.db, spec).map(({ encounterId }) => encounterId)).not.toContain(1);
    expect(findEncounter(made.db, spec, '20000001').encounterId).toBe(1);
    expect(labelledEncounters(made.db, withoutSplit(spec))).toHaveLength(3);
  });
});
