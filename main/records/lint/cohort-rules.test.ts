import { describe, expect, it } from 'vitest';
import type { CohortSpec } from '../../api/common.ts';
import { findingsOf, lintSubject } from '../../testing/lint-rule.ts';
import { admission, at, history } from '../../testing/patient-histories.ts';
import { RecordDatabase } from '../../testing/record-database.ts';
import { describeCohort } from '../cohorts/describe-cohort.ts';
import { episodeOf } from '../cohorts/episodes.ts';
import { labelledEncounters, selectFrom } from '../cohorts/labelled-encounters.ts';
import type { Candidate, Step } from '../cohorts/task.ts';
import { COHORT_READS_LATER, stepsThatLookAhead } from './cohort-filters.ts';
import { LAST_ADMISSION_DROPPED, REPEATED_DEATH, SELECTION_BY_LABEL } from './labels.ts';
import { CODES_BEFORE_DISCHARGE } from './late-codes.ts';
import { refuseQuickErrors } from './lint-cohort.ts';
import {
  APACHE_OUTCOME,
  columnsWithoutRule,
  forbiddenColumns,
  OUTCOME_COLUMN,
  RECORD_STATEMENTS,
  STOP_TIME_OR_STATUS,
} from './outcome-columns.ts';
import { PATIENT_ON_BOTH_SIDES, SAME_PEOPLE_IN_ANOTHER_SOURCE } from './splits.ts';
import { sentence } from '../../../models/wording.ts';

const READMISSION: CohortSpec = { task: 'readmission-15d', preset: 'default' };
const HOSPITAL: CohortSpec = { task: 'mortality-hospital', preset: 'default', variant: 'admission' };

/** Forty people with one admission each, every fourth readmitted five days later. */
function records(): RecordDatabase {
  const made = new RecordDatabase();
  for (let person = 1; person <= 40; person += 1) {
    made.patient(person, { death_followup_end: 1000 });
    made.admission(person, person, { start_minute: at(100), end_minute: at(103) });
    if (person % 4 === 0)
      made.admission(100 + person, person, { start_minute: at(108), end_minute: at(109) });
  }
  return made;
}

describe('cohort-reads-later', () => {
  it('finds the cap on the length of stay of a prediction within the stay, and not at discharge', () => {
    const { db } = records();
    const within = lintSubject(db, { ...HOSPITAL, preset: 'muse' });
    expect(findingsOf(COHORT_READS_LATER, within)).toMatchObject([
      { severity: 'warning', feature: 'stayed 10 days or less', count: 40 },
    ]);
    expect(findingsOf(COHORT_READS_LATER, lintSubject(db, HOSPITAL))).toEqual([]);
    expect(findingsOf(COHORT_READS_LATER, lintSubject(db, { ...READMISSION, preset: 'muse' }))).toEqual([]);
  });

  it.each<[CohortSpec, string | null]>([
    [{ ...HOSPITAL, filters: { lengthOfStayHours: { to: 240 } } }, 'stayed 10 days or less'],
    [{ ...HOSPITAL, filters: { lengthOfStayHours: { from: 48 } } }, 'stayed 2 days or more'],
    // Who is there after 24 hours has stayed for 24.
    [{ ...HOSPITAL, filters: { lengthOfStayHours: { from: 24 } } }, null],
    [{ ...READMISSION, filters: { lengthOfStayHours: { to: 240 } } }, null],
  ])('finds a filter on the length of the stay before it is known: %o', (spec, feature) => {
    const finding = { severity: 'warning', feature, count: 40 };
    expect(findingsOf(COHORT_READS_LATER, lintSubject(records().db, spec))).toMatchObject(
      feature === null ? [] : [finding],
    );
  });

  it('finds that who dies without coming back is left out', () => {
    const { db } = records();
    const subject = lintSubject(db, { ...READMISSION, rules: { deathWithoutReadmission: 'exclude' } });
    expect(findingsOf(COHORT_READS_LATER, subject)).toMatchObject([
      { feature: 'did not die within 15 days without a readmission', count: 50 },
    ]);
  });

  const START = at(100);
  const own = admission(START, {
    endMinute: at(105),
    icuStays: [{ startMinute: START, endMinute: at(103), unit: null }],
  });
  const candidate: Candidate = { history: history([own]), episode: episodeOf([own]), next: null };
  const step = (name: string, keeps: Step['keeps']): Step => ({ step: sentence`${name}`, keeps });

  it.each<Step>([
    step('length of stay', ({ episode }) => (episode.endMinute ?? Infinity) < at(106)),
    step('left alive', ({ episode }) => episode.last.hospitalExpired === false),
    step('died', ({ episode }) => episode.last.deathMinute === null),
    step('went home', ({ episode }) => episode.last.dischargeLocation === 'HOME'),
    step('left the unit', ({ episode }) => episode.first.icuStays[0]?.endMinute === at(103)),
    step('died within the year', (one) => one.history.dod === null),
    step('came back', ({ next }) => next === null),
  ])('finds a rule by what is not known yet: $step', (rule) => {
    expect(stepsThatLookAhead([rule], candidate, at(101))).toEqual([rule.step]);
    // After all of it nothing is ahead but what comes after the discharge.
    const after = stepsThatLookAhead([rule], candidate, at(105));
    expect(after).toEqual(['died within the year', 'came back'].includes(rule.step) ? [rule.step] : []);
  });

  it.each<Step>([
    step('age', ({ episode }) => (episode.first.ageYears ?? 0) >= 18),
    step('outcome known', ({ episode }) => episode.last.hospitalExpired !== null),
    step('still there', ({ episode }) => (episode.endMinute ?? Infinity) > at(101)),
    step('first stay', (one) => one.history.admissions[0]?.id === one.episode.first.id),
  ])('lets pass what is known, or asks only whether there is a label: $step', (rule) => {
    expect(stepsThatLookAhead([rule], candidate, at(101))).toEqual([]);
  });
});

describe('labels', () => {
  it('of MUSE select by what happened later, and drop last admissions', () => {
    const { db } = records();
    const muse = lintSubject(db, { ...READMISSION, labels: 'muse' });
    expect(findingsOf(SELECTION_BY_LABEL, muse)).toMatchObject([{ severity: 'warning', count: 40 }]);
    expect(findingsOf(LAST_ADMISSION_DROPPED, muse)).toMatchObject([
      { severity: 'warning', count: 40, detail: 'last stays without a label, of 40, against 0 of 10 others' },
    ]);
    const complete = lintSubject(db, READMISSION);
    expect(findingsOf(SELECTION_BY_LABEL, complete)).toEqual([]);
    expect(findingsOf(LAST_ADMISSION_DROPPED, complete)).toEqual([]);
  });

  it('count a death once for each stay before it', () => {
    const made = records();
    const mortality: CohortSpec = { task: 'mortality-90d', preset: 'default' };
    expect(findingsOf(REPEATED_DEATH, lintSubject(made.db, mortality))).toEqual([]);
    made.db.exec('UPDATE patient SET dod = 115 WHERE id IN (1, 4, 8)');
    expect(findingsOf(REPEATED_DEATH, lintSubject(made.db, mortality))).toMatchObject([
      { severity: 'warning', count: 2, detail: expect.stringMatching(/more than once: 2$/) as string },
    ]);
    expect(findingsOf(REPEATED_DEATH, lintSubject(made.db, READMISSION))).toBeNull();
  });
});

describe('codes-before-discharge', () => {
  const late: CohortSpec = { ...HOSPITAL, timing: 'retrospective' };

  it('is an error, for which training is refused and which stands in the description', () => {
    const { db } = records();
    expect(findingsOf(CODES_BEFORE_DISCHARGE, lintSubject(db, late))).toMatchObject([
      { severity: 'error', count: 40 },
    ]);
    expect(describeCohort(db, late).leakage).toMatchObject([{ rule: 'codes-before-discharge', count: 40 }]);
    expect(() => refuseQuickErrors(db, selectFrom(db, late))).toThrow(
      expect.objectContaining({
        code: 'leakage',
        message: expect.stringMatching(/^codes-before-discharge: stays/) as string,
      }),
    );
  });

  it('is none of a prediction at discharge, or of what was available', () => {
    const { db } = records();
    for (const spec of [HOSPITAL, READMISSION]) {
      expect(findingsOf(CODES_BEFORE_DISCHARGE, lintSubject(db, spec))).toEqual([]);
      expect(() => refuseQuickErrors(db, selectFrom(db, spec))).not.toThrow();
    }
  });
});

describe('columns', () => {
  const READS_MORE = [
    'SELECT stop_minute FROM medication WHERE patient_id = ?',
    'SELECT discharge_location AS place, e.hospital_expire_flag FROM encounter AS e WHERE patient_id = ?',
  ];

  it('that are read hold neither stop times nor outcomes', () => {
    const subject = lintSubject(records().db, READMISSION);
    expect(findingsOf(STOP_TIME_OR_STATUS, subject)).toEqual([]);
    expect(findingsOf(OUTCOME_COLUMN, subject)).toEqual([]);
    expect(columnsWithoutRule(subject.db, RECORD_STATEMENTS)).toEqual([]);
  });

  it('are named where a statement reads one, by whatever name', () => {
    const { db } = records();
    const forbidden = ['medication.stop_minute', 'encounter.discharge_location', 'patient.dod'];
    expect(forbiddenColumns(db, READS_MORE, forbidden).map(({ feature }) => feature)).toEqual([
      'medication.stop_minute',
      'encounter.discharge_location',
    ]);
    expect(columnsWithoutRule(db, READS_MORE).map(({ feature }) => feature)).toEqual([
      'medication.stop_minute',
      'encounter.discharge_location',
      'encounter.hospital_expire_flag',
    ]);
  });

  it('of APACHE results are found as a file that is read and as a value in the record', () => {
    const made = records();
    const find = () =>
      findingsOf(APACHE_OUTCOME, lintSubject(made.db, READMISSION))!.map(({ feature }) => feature);
    expect(find()).toEqual([]);
    made.db.exec(`UPDATE source_file SET path = 'apachePatientResult.csv.gz', use = 'unused' WHERE id = 4`);
    expect(find()).toEqual([]);
    made.db.exec(`UPDATE source_file SET use = 'used' WHERE id = 4`);
    made.concept('EICU-LAB', 'Actual_Hospital_Mortality');
    made.concept('EICU-LAB', 'mortality risk score');
    expect(find()).toEqual(['apachePatientResult.csv.gz', 'EICU-LAB Actual_Hospital_Mortality']);
  });
});

describe('splits', () => {
  it('hold every person once, and are an error where they do not', () => {
    const subject = lintSubject(records().db, READMISSION);
    expect(findingsOf(PATIENT_ON_BOTH_SIDES, subject)).toEqual([]);
    const [own] = labelledEncounters(subject.db, READMISSION).filter(({ patientId }) => patientId === 8);
    const encounters = subject.encounters.map((encounter) =>
      encounter.encounterId === own!.encounterId
        ? { ...encounter, split: own!.split === 'test' ? ('train' as const) : ('test' as const) }
        : encounter,
    );
    expect(findingsOf(PATIENT_ON_BOTH_SIDES, { ...subject, encounters })).toMatchObject([
      { severity: 'error', count: 1 },
    ]);
  });

  it('of another release of the same source hold the same people', () => {
    const made = records();
    const spec: CohortSpec = { ...READMISSION, source: 'made-up' };
    expect(findingsOf(SAME_PEOPLE_IN_ANOTHER_SOURCE, lintSubject(made.db, spec))).toEqual([]);
    for (const [id, kind] of [
      [2, 'mimic-iv'],
      [3, 'eicu'],
    ] as const) {
      made.insert('source', {
        id,
        kind,
        name: `${kind}-${id}`,
        release: '3.1',
        synthetic: 0,
        content_hash: kind,
      });
      made.patient(100 * id + 1, { source_id: id, source_key: '10000001' });
      made.patient(100 * id + 2, { source_id: id, source_key: '999' });
    }
    expect(findingsOf(SAME_PEOPLE_IN_ANOTHER_SOURCE, lintSubject(made.db, spec))).toMatchObject([
      { severity: 'warning', feature: 'mimic-iv-2', count: 1 },
    ]);
  });
});
