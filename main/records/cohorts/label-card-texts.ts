import type { TaskName } from '../../api/common.ts';
import type { LabelCard } from '../../api/services.ts';

/** A label card without what depends on the open database. */
export type StaticLabelCard = Omit<LabelCard, 'unsupported'>;

const ADULTS = 'people under 18 (ages over 89 are shown as 90+)';
const AFTER_DEATH =
  'stays that start after death, as organ donors have, and stays that end before they start';
const DIED_IN_HOSPITAL = 'people who died in the hospital stay itself';
const STILL_THERE = 'stays that have not ended';
const NOT_CAUSAL = 'The label says what happened, not what the care in hospital caused.';
const MUSE_POLICY =
  'The policy "muse" labels as negative only who has a later event in the record. It drops most of the others, so ' +
  'its probabilities are not calibrated to all discharges; it is for comparison with published figures only.';

const PYHEALTH_RULES =
  'The preset "pyhealth" leaves out every admission without diagnoses, procedures or medications. It is for comparison with published figures only.';

const mortality90d: StaticLabelCard = {
  task: 'mortality-90d',
  title: 'Death within 90 days of discharge',
  outcome: 'die within 90 days of discharge',
  unit: 'hospital admission',
  predictionTime: 'discharge from hospital',
  positive: 'The person dies on the day of discharge or on one of the 90 calendar days after it, anywhere.',
  negative:
    'The person is known to have lived longer: death came later, or deaths were followed up for 90 days.',
  excluded: [AFTER_DEATH, ADULTS, DIED_IN_HOSPITAL, STILL_THERE],
  competingEvent: null,
  caveats: [
    'Where the source does not say until when deaths are known, a person without a date of death is unlabelled.',
    'MIMIC-IV knows of deaths for one year after the last discharge, by day and not by hour.',
    'One death can be the outcome of several admissions of the same person.',
    MUSE_POLICY,
    'The policy "pyhealth" asks whether the person dies in the next admission, whenever it is, and labels nobody without one: another question than the title’s.',
    PYHEALTH_RULES,
    NOT_CAUSAL,
  ],
  defaultTiming: 'retrospective',
  timings: ['retrospective', 'available'],
  policies: ['complete', 'muse', 'pyhealth'],
};

const readmission15d: StaticLabelCard = {
  task: 'readmission-15d',
  title: 'Readmission within 15 days of discharge',
  outcome: 'are admitted again within 15 days of discharge',
  unit: 'hospital admission',
  predictionTime: 'discharge from hospital',
  positive:
    'The next admission of the person, of any kind, starts no more than 15 times 24 hours after the discharge.',
  negative: 'No admission follows, or the next one starts later.',
  excluded: [AFTER_DEATH, ADULTS, DIED_IN_HOSPITAL, STILL_THERE],
  competingEvent:
    'Death within 15 days without a readmission; it counts as negative unless chosen otherwise.',
  caveats: [
    'A readmission to another hospital is not in the record and counts as none.',
    'Visits to the emergency department alone never count.',
    'Stays for observation and planned admissions count unless they are switched off; their numbers are shown.',
    'Admissions at most 6 hours apart are two admissions unless episodes are merged; their number is shown.',
    "The last admission of a person stays in; the record's end is not known for each person.",
    MUSE_POLICY,
    'The policy "pyhealth" asks for a next admission in less than 15 days, and labels nobody without one.',
    PYHEALTH_RULES,
    NOT_CAUSAL,
  ],
  defaultTiming: 'retrospective',
  timings: ['retrospective', 'available'],
  policies: ['complete', 'muse', 'pyhealth'],
};

const mortalityHospital: StaticLabelCard = {
  task: 'mortality-hospital',
  title: 'Death in hospital',
  outcome: 'die in hospital',
  unit: 'first stay in intensive care of an admission, or admission',
  predictionTime:
    '24 hours, unless chosen otherwise, after the start of the stay in intensive care, or of the admission',
  positive: 'The person dies before leaving the hospital.',
  negative: 'The person leaves the hospital alive.',
  excluded: [
    AFTER_DEATH,
    ADULTS,
    'people who left or died before the prediction time',
    'for intensive care: people no longer in the unit at the prediction time',
  ],
  competingEvent: null,
  caveats: [
    'Leaving alive includes leaving for a hospice or another hospital.',
    'Decisions to limit care are not inputs unless switched on, and explain part of the deaths; on eICU their number is shown.',
    'On eICU every stay in a unit of 24 hours and more counts, step-down stays among them, unless only the first of a hospital stay is taken; one death can then be the outcome of several stays.',
    'On eICU the preset "muse-eicu" asks for death in the unit instead, 12 hours into stays of 12 hours to 10 days.',
    'The preset and policy "yaib" ask for death in the unit, of stays of 30 hours and more that were measured without long gaps, which reads the whole stay. On MIMIC-IV YAIB counts every stay in intensive care; here it is the first of each admission.',
    NOT_CAUSAL,
  ],
  defaultTiming: 'available',
  timings: ['available'],
  policies: ['complete', 'yaib'],
};

const readmissionIcu: StaticLabelCard = {
  task: 'readmission-icu',
  title: 'Return to intensive care within 15 days',
  outcome: 'return to intensive care within 15 days of leaving it',
  unit: 'stay in intensive care; stays at most 60 minutes apart are one',
  predictionTime: 'discharge from the unit',
  positive:
    'The next stay in intensive care of the same hospital stay starts no more than 15 times 24 hours after the discharge from the unit.',
  negative: 'No stay in intensive care follows in the same hospital stay, or the next one starts later.',
  excluded: [
    ADULTS,
    'stays in step-down units, as the stay itself and as the next one',
    'people who died in the unit, or of whom it is not known',
  ],
  competingEvent:
    'Death in the hospital outside the unit, or discharge from hospital; both count as negative.',
  caveats: [
    'A return after discharge from hospital cannot be told: eICU does not say how far apart hospital stays are.',
    'The preset "muse-eicu" and the policy "muse" count a transfer to the next unit as a readmission: includes transfers, whose number is shown. They are for comparison with published figures only.',
    NOT_CAUSAL,
  ],
  defaultTiming: 'available',
  timings: ['available'],
  policies: ['complete', 'muse'],
};

/** The written definition of each task's label, in words a clinician reads. */
export const LABEL_CARDS: Readonly<Record<TaskName, StaticLabelCard>> = {
  'mortality-90d': mortality90d,
  'readmission-15d': readmission15d,
  'mortality-hospital': mortalityHospital,
  'readmission-icu': readmissionIcu,
};
