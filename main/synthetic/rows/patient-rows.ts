import type { RandomStream } from '../../../models/random/random-stream.ts';
import { drawWeighted } from '../generative/factors.ts';
import type { PatientPlan } from '../plan/patient-plan.ts';
import { formatDay, formatMinute, MINUTES_PER_HOUR } from '../plan/wall-clock.ts';
import type { RecordedAdmission, RowTarget } from './recorded-admission.ts';

/** What a patient is described by besides age: all of it noise. */
export interface Persona {
  readonly sex: string;
  readonly yearGroup: string;
  readonly race: string;
  readonly insurance: string;
  readonly language: string;
  readonly maritalStatus: string;
}

type Choices = readonly (readonly [value: string, weight: number])[];

const SEXES: Choices = [
  ['F', 1],
  ['M', 1],
];
const YEAR_GROUPS: Choices = [
  ['2008 - 2010', 1],
  ['2011 - 2013', 1],
  ['2014 - 2016', 1],
  ['2017 - 2019', 1],
];
const RACES: Choices = [
  ['WHITE', 62],
  ['BLACK/AFRICAN AMERICAN', 17],
  ['HISPANIC/LATINO - PUERTO RICAN', 7],
  ['ASIAN', 5],
  ['OTHER', 5],
  ['UNKNOWN', 4],
];
const INSURANCES: Choices = [
  ['Other', 54],
  ['Medicare', 38],
  ['Medicaid', 8],
];
const LANGUAGES: Choices = [
  ['ENGLISH', 90],
  ['?', 10],
];
const MARITAL_STATUSES: Choices = [
  ['MARRIED', 40],
  ['SINGLE', 38],
  ['WIDOWED', 14],
  ['DIVORCED', 8],
];
const DISCHARGE_LOCATIONS: Choices = [
  ['HOME', 40],
  ['HOME HEALTH CARE', 30],
  ['SKILLED NURSING FACILITY', 18],
  ['REHAB', 9],
  ['HOSPICE', 2],
  ['AGAINST ADVICE', 1],
];

const DIED = 'DIED';
const DONOR_STAY_HOURS = 12;

export function drawPersona(random: RandomStream): Persona {
  return {
    sex: choose(random, SEXES),
    yearGroup: choose(random, YEAR_GROUPS),
    race: choose(random, RACES),
    insurance: choose(random, INSURANCES),
    language: choose(random, LANGUAGES),
    maritalStatus: choose(random, MARITAL_STATUSES),
  };
}

export function writePatient(
  { subjectId, persona }: { readonly subjectId: number; readonly persona: Persona },
  { anchorAge, anchorYear, dod }: PatientPlan,
  { files }: RowTarget,
): void {
  files.write('hosp/patients', {
    subject_id: subjectId,
    gender: persona.sex,
    anchor_age: anchorAge,
    anchor_year: anchorYear,
    anchor_year_group: persona.yearGroup,
    dod: dod === null ? null : formatDay(dod),
  });
}

export function writeAdmission(
  random: RandomStream,
  { admission, persona }: { readonly admission: RecordedAdmission; readonly persona: Persona },
  { files }: RowTarget,
): void {
  const { subjectId, hadmId, planned, discharge, admissionType, emergencyStart } = admission;
  const { admit, death } = planned.times;
  files.write('hosp/admissions', {
    subject_id: subjectId,
    hadm_id: hadmId,
    admittime: formatMinute(admit),
    dischtime: formatMinute(discharge),
    deathtime: death === null ? null : formatMinute(death),
    admission_type: admissionType,
    admission_location: emergencyStart === null ? 'PHYSICIAN REFERRAL' : 'EMERGENCY ROOM',
    discharge_location: death === null ? choose(random, DISCHARGE_LOCATIONS) : DIED,
    ...audited(persona),
    edregtime: emergencyStart === null ? null : formatMinute(emergencyStart),
    edouttime: emergencyStart === null ? null : formatMinute(admit),
    hospital_expire_flag: death === null ? 0 : 1,
  });
}

/** An organ donor: an account opened after the death, which no cohort may hold. */
export function writeDonorStay(
  {
    hadmId,
    after,
    persona,
  }: { readonly hadmId: number; readonly after: RecordedAdmission; readonly persona: Persona },
  { files }: RowTarget,
): void {
  const start = after.planned.times.leave + MINUTES_PER_HOUR;
  files.write('hosp/admissions', {
    subject_id: after.subjectId,
    hadm_id: hadmId,
    admittime: formatMinute(start),
    dischtime: formatMinute(start + DONOR_STAY_HOURS * MINUTES_PER_HOUR),
    admission_type: 'URGENT',
    admission_location: 'INFORMATION NOT AVAILABLE',
    discharge_location: DIED,
    ...audited(persona),
    hospital_expire_flag: 1,
  });
}

function audited({ insurance, language, maritalStatus, race }: Persona) {
  return { insurance, language, marital_status: maritalStatus, race };
}

function choose(random: RandomStream, choices: Choices): string {
  const index = drawWeighted(
    random,
    choices.map(([, weight]) => weight),
  );
  return choices[index]?.[0] ?? '';
}
