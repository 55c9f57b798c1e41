import type { CohortSpec, TaskName } from '../../main/api/common.ts';
import type { CohortChoices, CohortDescription, LabelCard } from '../../main/api/services.ts';
import { MODALITIES, type ModalityName } from '../../models/modalities/modality.ts';

const shared = {
  unit: 'admission',
  predictionTime: 'discharge',
  defaultTiming: 'retrospective',
  timings: ['retrospective', 'available'],
  policies: ['complete', 'muse'],
  unsupported: null,
} satisfies Partial<LabelCard>;

export const FIXTURE_TASKS: readonly LabelCard[] = [
  {
    ...shared,
    task: 'mortality-90d',
    title: 'Death within 90 days of discharge',
    outcome: 'die within 90 days of discharge',
    positive: 'Date of death 0 to 90 calendar days after the date of discharge, in hospital or out.',
    negative: 'Alive for 90 days, with follow-up observed for the whole of them.',
    excluded: ['Deaths in this admission', 'Under 18', 'Organ-donor stays', 'Admissions after death'],
    competingEvent: null,
    caveats: ['Deaths more than one year after the last discharge are not recorded in MIMIC-IV.'],
  },
  {
    ...shared,
    task: 'readmission-15d',
    title: 'Readmission within 15 days',
    outcome: 'are readmitted within 15 days of discharge',
    positive: 'The next admission starts within 15 times 24 hours of discharge.',
    negative: 'No admission in that time.',
    excluded: ['Deaths in this admission', 'Under 18', 'Visits to the emergency department only'],
    competingEvent: 'Death within 15 days without readmission counts as negative.',
    caveats: ['Readmission to another hospital is invisible.'],
    unsupported: null,
  },
  {
    ...shared,
    task: 'mortality-hospital',
    title: 'Death in hospital',
    outcome: 'die in hospital',
    unit: 'first ICU stay of an admission',
    predictionTime: '24 hours after its start',
    defaultTiming: 'available',
    positive: 'Died before leaving the hospital.',
    negative: 'Left the hospital alive.',
    excluded: ['Stays that end before the prediction', 'Under 18'],
    competingEvent: null,
    caveats: [],
    unsupported: 'This source holds no ICU stays.',
  },
];

const without = (...absent: ModalityName[]) => MODALITIES.filter((name) => !absent.includes(name));

export function describeCohort(spec: CohortSpec): CohortDescription {
  const muse = spec.preset === 'muse';
  return {
    task: spec.task,
    preset: spec.preset,
    labels: spec.labels ?? (muse ? 'muse' : 'complete'),
    timing: spec.timing ?? 'retrospective',
    attrition: [
      { step: 'Admissions in the database', left: 5_312 },
      ...(muse ? [{ step: 'Stay of at most 10 days', left: 4_610 }] : []),
      { step: '18 or over', left: muse ? 4_544 : 5_240 },
      { step: 'Not an organ-donor stay, not after death', left: muse ? 4_541 : 5_236 },
      { step: 'Left the hospital alive', left: muse ? 4_402 : 5_002 },
    ],
    patients: 3_514,
    labelled: muse ? 4_100 : 5_002,
    positives: muse ? 590 : 452,
    unlabelled: muse ? 302 : 0,
    counts: { 'observation-only stays': 741, 'deaths within 90 days in a later admission': 31 },
    codes: [],
    fingerprint: JSON.stringify(spec),
    presence: {
      demographics: { present: 5_002, noneRecorded: 0, unavailable: 0 },
      notes: { present: 3_801, noneRecorded: 0, unavailable: 1_201 },
      labs: { present: 4_070, noneRecorded: 0, unavailable: 932 },
      diagnoses: { present: 5_002, noneRecorded: 0, unavailable: 0 },
      procedures: { present: 2_751, noneRecorded: 902, unavailable: 1_349 },
      medications: { present: 4_462, noneRecorded: 540, unavailable: 0 },
    },
    patterns: [
      { present: [...MODALITIES], n: 1_684 },
      { present: without('procedures'), n: 1_204 },
      { present: without('notes'), n: 520 },
      { present: without('notes', 'procedures'), n: 388 },
      { present: without('labs'), n: 362 },
      { present: without('labs', 'procedures'), n: 291 },
      { present: without('medications'), n: 180 },
      { present: without('labs', 'notes'), n: 155 },
      { present: without('medications', 'procedures'), n: 121 },
      { present: ['demographics', 'diagnoses'], n: 97 },
    ],
    splits: {
      train: { n: 3_012, positives: 271 },
      validation: { n: 489, positives: 44 },
      calibration: { n: 497, positives: 45 },
      test: { n: 1_004, positives: 92 },
    },
    rejected: [],
    leakage: [],
    warnings: muse ? ['Probabilities of this cohort are not calibrated to all discharges.'] : [],
  };
}

export function choicesFor(task: TaskName): CohortChoices {
  const atDischarge = task !== 'mortality-hospital';
  return {
    sources: ['mimic-iv'],
    source: 'mimic-iv',
    presets: ['default', 'muse'],
    switches: atDischarge ? ['mergeEpisodes', 'observationStays', 'hospiceDischarges'] : ['observationStays'],
    units: [
      { name: 'Medicine', stays: 2_104 },
      { name: 'Med/Surg', stays: 1_290 },
      { name: 'Medicine/Cardiology', stays: 871 },
      { name: 'Medical Intensive Care Unit (MICU)', stays: 402 },
    ],
    hospitals: 0,
    testYears: [2011, 2014, 2017],
    variants: atDischarge ? [] : ['icu', 'admission'],
    firstIsKnown: true,
    ownDiagnosesAreKnown: atDischarge,
  };
}
