import type { MissingnessReport } from '../../../main/api/services.ts';

const variable: Record<MissingnessReport['groups'][number]['variable'], string> = {
  label: 'Outcome',
  sex: 'Sex',
  age: 'Age',
  unit: 'Unit',
  hospital: 'Hospital',
  race: 'Race',
};

/** Groups that the host names by a code; others stand for themselves. */
const group: Readonly<Record<string, string>> = {
  positive: 'positive',
  negative: 'negative',
  unlabelled: 'without a label',
  F: 'female',
  M: 'male',
};

const leakage = {
  title: 'Leakage check',
  clean: 'No known way was found by which the outcome could reach a model.',
  errors: 'Training is refused: a model would read what was not known at the prediction time.',
  warnings: 'A model of this cohort can be trained, but will look better than it is.',
  judge: 'Nothing stands in the way of training; a person should look at what is listed here.',
  severity: { error: 'Refused', warning: 'Warning', judge: 'To judge' },
  severityMeaning: {
    error: 'Training is refused until this is mended.',
    warning: 'Figures will be better than the model is.',
    judge: 'Only somebody who knows the ward can tell.',
  },
  feature: 'What',
  count: 'Count',
  detail: 'What is counted',
  everything: 'The cohort as a whole',
  more: (count: string) => `Show all ${count}`,
  fewer: 'Show fewer',
  rules: (checked: string) => `All ${checked} rules`,
  found: 'found',
  passed: 'nothing found',
  notChecked: 'nothing to check here',
  ask: 'Check for leakage',
  askText: 'The check reads every record of the cohort, which takes a while on a database of this size.',
};

const missingness = {
  ask: 'Report what is missing',
  askTitle: 'What is missing',
  askText: 'The report reads every record of the cohort, which takes a while on a database of this size.',
  told: {
    title: (name: string, auroc: string) => `Absence of ${name.toLowerCase()} can be told (AUROC ${auroc})`,
    nothing: 'Nothing in the record tells what is absent',
    never: 'No modality is absent in enough stays to ask why',
    axis: 'AUROC with which the rest of the record tells absence',
    legend: 'Bars start at 0.5, which is chance; lines are 95% intervals, of people the fit did not see.',
    modality: 'Modality',
    auroc: 'AUROC',
    interval: '95% interval',
    by: 'Told most by',
    reason: (reason: string) => `not assessed: ${reason}`,
    higher: (name: string) => `${name} (there more often)`,
    lower: (name: string) => `${name} (absent more often)`,
  },
  groups: {
    title: (name: string, low: string, high: string) => `${name} absent: ${low} to ${high}`,
    placed: (share: string, group: string) => `${share} (${group})`,
    even: 'What is absent differs little between these groups',
    by: 'Groups',
    byVariable: (name: string) => `by ${name.toLowerCase()}`,
    all: 'all stays',
    axis: 'Share of the group in which a modality is absent',
    legend: (smallest: string) =>
      `Each figure is the share of a group’s stays without the modality. “– –”: fewer than ${smallest} stays, or a count from which such a one would follow.`,
    group: 'Group',
    stays: 'Stays',
    states: (name: string, state: string) => `${name}: ${state}`,
  },
  features: {
    title: 'How often each item is there',
    note: (shown: string, all: string) =>
      `The ${shown} most frequent of ${all} that occur in enough stays. An item that is there more often in one outcome may tell by being ordered, whatever it says.`,
    modality: 'Modality',
    feature: 'Item',
    stays: 'Stays',
    share: 'Of all',
    positive: 'Of positives',
    negative: 'Of negatives',
    more: (count: string) => `Show all ${count}`,
    fewer: 'Show fewer',
    none: 'Nothing of this modality occurs in enough stays to be shown.',
  },
  variable,
  group,
};

export const checks = {
  leakage,
  missingness,
  running: 'The cohort is being checked for leakage.',
  refused: 'Training on this cohort is refused',
  looksBetter: (titles: string) => `The model will look better than it is: ${titles}.`,
  toJudge: (count: number) =>
    count === 1
      ? 'There is one thing for a person to judge before training.'
      : `There are ${count} things for a person to judge before training.`,
  toCohort: 'See the leakage check of the cohort',
};
