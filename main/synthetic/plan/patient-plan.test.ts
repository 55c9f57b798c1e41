import { beforeAll, describe, expect, it } from 'vitest';
import { RandomStream } from '../../../models/random/random-stream.ts';
import { SYNTHETIC_TASKS, type SyntheticTask } from '../tasks.ts';
import { defineCohort } from '../../records/cohorts/cohort-definition.ts';
import { selectCohort } from '../../records/cohorts/select-cohort.ts';
import { admission, history } from '../../testing/patient-histories.ts';
import { BAND_PROBABILITIES, NUM_STATES, stateProbability } from '../generative/factors.ts';
import { bandPrevalence, outcomeProbability } from '../generative/outcomes.ts';
import { bandOf, drawPatient, type PatientPlan, type PlannedAdmission } from './patient-plan.ts';
import { sequenceLaws } from './sequence-law.ts';
import { dayOf, MINUTES_PER_DAY, MINUTES_PER_HOUR, yearOf } from './wall-clock.ts';

const PATIENTS = process.env.LACUNA_TEST_COUNTS === 'full' ? 200_000 : 20_000;
const ERRORS = 4;

let patients: PatientPlan[] = [];
let admissions: PlannedAdmission[] = [];

beforeAll(() => {
  const laws = sequenceLaws();
  const random = RandomStream.fromSeed('plans');
  const drawn = Array.from({ length: PATIENTS }, (_, index) => drawPatient(random.fork(index), laws));
  patients = drawn.filter((plan) => plan !== null);
  admissions = patients.flatMap((plan) => plan.admissions);
});

const labelled = (task: SyntheticTask, rows = admissions) =>
  rows.flatMap(({ labels, factors }) => {
    const label = labels[task];
    return label === null ? [] : [{ label, ...factors }];
  });

describe('the admissions of a patient', () => {
  it('get from the rules of the cohorts the labels that were drawn', () => {
    const histories = patients.map((plan, index) =>
      history(
        plan.admissions.map(({ times }) =>
          admission(times.admit, {
            endMinute: times.leave,
            deathMinute: times.death,
            hospitalExpired: times.death !== null,
            ageYears: plan.anchorAge + yearOf(times.admit) - plan.anchorYear,
          }),
        ),
        { key: String(index), dod: plan.dod },
      ),
    );
    const planned = new Map<string, PlannedAdmission['labels']>(
      patients.flatMap((plan, index) =>
        plan.admissions.map((row) => [`${index}/${row.times.admit}`, row.labels] as const),
      ),
    );
    for (const task of ['mortality-90d', 'readmission-15d'] as const) {
      const { encounters } = selectCohort(histories, defineCohort({ task, preset: 'default' }));
      expect(encounters).toHaveLength(labelled(task).length);
      for (const { patient, startMinute, label } of encounters) {
        expect(label).toBe(planned.get(`${patient}/${startMinute}`)?.[task]);
      }
    }
  });

  it('do not overlap, and are in one age band', () => {
    for (const plan of patients) {
      plan.admissions.forEach(({ times, factors }, index) => {
        const before = plan.admissions[index - 1];
        if (before !== undefined) expect(times.admit).toBeGreaterThan(before.times.leave);
        expect(times.leave).toBeGreaterThan(times.admit);
        expect(bandOf(plan.anchorAge + yearOf(times.admit) - plan.anchorYear)).toBe(factors.band);
      });
    }
  });

  it('outlast the first day, but for the deaths that count for no task', () => {
    for (const { times, labels, leavesUnitEarly } of admissions) {
      const hours = (times.leave - times.admit) / MINUTES_PER_HOUR;
      if (labels['mortality-hospital'] !== null || times.death === null)
        expect(hours).toBeGreaterThanOrEqual(26);
      else expect(hours < 24 || leavesUnitEarly).toBe(true);
    }
  });

  it('hold a day of death where one is known, the last of all days', () => {
    for (const { dod, admissions: stays } of patients) {
      const last = stays.at(-1)!;
      if (last.times.death !== null) expect(dod).toBe(dayOf(last.times.death));
      if (last.labels['mortality-90d'] === 1) expect(dod).toBeGreaterThan(dayOf(last.times.leave));
      if (dod !== null) expect(dod).toBeLessThanOrEqual(dayOf(last.times.leave) + 365);
    }
  });

  it('hold what makes the rules hard: contiguous pairs, deaths just beyond the window, long last stays', () => {
    expect(admissions.some(({ times }) => times.isContiguous)).toBe(true);
    expect(
      patients.some(
        ({ dod, admissions: stays }) => dod !== null && stays.at(-1)?.labels['mortality-90d'] === 0,
      ),
    ).toBe(true);
    expect(
      admissions.some(
        ({ times }) => times.death !== null && times.leave - times.admit > 40 * MINUTES_PER_DAY,
      ),
    ).toBe(true);
  });
});

describe('the cohorts that the admissions make up', () => {
  it.each(SYNTHETIC_TASKS)('%s has its own prevalence in every age band', (task) => {
    for (let band = 0; band < BAND_PROBABILITIES.length; band += 1) {
      const rows = labelled(task).filter((row) => row.band === band);
      const expected = bandPrevalence(task, band);
      const positives = rows.filter(({ label }) => label === 1).length;
      const error = Math.sqrt((expected * (1 - expected)) / rows.length);
      expect(Math.abs(positives / rows.length - expected)).toBeLessThan(ERRORS * error);
    }
  });

  it.each(SYNTHETIC_TASKS)('%s has the age bands and states of the model', (task) => {
    const rows = labelled(task);
    for (const [band, probability] of BAND_PROBABILITIES.entries()) {
      const share = rows.filter((row) => row.band === band).length / rows.length;
      // Sequences bring the admissions of a patient together, so that a share varies more than with single ones.
      expect(Math.abs(share - probability)).toBeLessThan(
        2 * ERRORS * Math.sqrt((probability * (1 - probability)) / rows.length),
      );
    }
    for (const label of [0, 1] as const) {
      // P(s | label) by state, each within its sampling error: chi-square over 64 states has mean 63 and sd 11.2.
      const ofLabel = rows.filter((row) => row.label === label);
      const weights = Float64Array.from({ length: NUM_STATES }, (_, state) =>
        BAND_PROBABILITIES.reduce((sum, p, band) => {
          const risk = outcomeProbability(task, band, state);
          return sum + p * stateProbability(state, band) * (label === 1 ? risk : 1 - risk);
        }, 0),
      );
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      let chiSquare = 0;
      weights.forEach((weight, state) => {
        const expected = (ofLabel.length * weight) / total;
        chiSquare += (ofLabel.filter((row) => row.state === state).length - expected) ** 2 / expected;
      });
      expect(chiSquare).toBeLessThan(63 + ERRORS * 11.2 + 20);
    }
  });

  it.each(SYNTHETIC_TASKS)('of %s, what went before tells nothing that the age does not', (task) => {
    const groups: PlannedAdmission[][] = [[], [], []];
    for (const { admissions: stays } of patients) {
      let readmissions = 0;
      stays.forEach((stay, index) => {
        const gap = stay.times.admit - (stays[index - 1]?.times.leave ?? -Infinity);
        readmissions = gap <= 15 * MINUTES_PER_DAY ? readmissions + 1 : 0;
        groups[Math.min(readmissions, 2)]?.push(stay);
      });
    }
    for (const group of groups) {
      const rows = labelled(task, group);
      const expected = rows.reduce((sum, { band }) => sum + bandPrevalence(task, band), 0);
      const positives = rows.filter(({ label }) => label === 1).length;
      expect(rows.length).toBeGreaterThan(100);
      expect(Math.abs(positives - expected)).toBeLessThan(ERRORS * Math.sqrt(expected) + 1);
    }
  });
});
