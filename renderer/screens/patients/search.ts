import {
  compact,
  modalitiesOf,
  modalityText,
  numberIn,
  oneOf,
  textOf,
  type RawSearch,
} from '../../app/search.ts';
import { type CohortSearch, validateCohortSearch } from '../cohort/search.ts';

export interface PatientsSearch extends CohortSearch {
  readonly model?: string;
  readonly search?: string;
  readonly label?: 'positive' | 'negative' | 'unlabelled';
  readonly split?: 'train' | 'validation' | 'calibration' | 'test';
  /** Comma-separated modalities. */
  readonly present?: string;
  readonly absent?: string;
  /** A range of risks, `0.1-0.3`: at least the first, and below the second unless that is 1. */
  readonly risk?: string;
  readonly sort?: 'encounter' | 'risk' | 'age' | 'lengthOfStay';
  readonly order?: 'ascending' | 'descending';
}

export function validatePatientsSearch(search: RawSearch): PatientsSearch {
  return compact({
    ...validateCohortSearch(search),
    model: textOf(search.model),
    search: textOf(search.search)?.slice(0, 100),
    label: oneOf(['positive', 'negative', 'unlabelled'], search.label),
    split: oneOf(['train', 'validation', 'calibration', 'test'], search.split),
    present: modalityText(modalitiesOf(search.present)),
    absent: modalityText(modalitiesOf(search.absent)),
    risk: riskRangeOf(search.risk) === undefined ? undefined : textOf(search.risk),
    sort: oneOf(['encounter', 'risk', 'age', 'lengthOfStay'], search.sort),
    order: oneOf(['ascending', 'descending'], search.order),
  });
}

/** What narrows the list, without the choice of cohort, model and order. */
export const NO_FILTERS = {
  search: undefined,
  label: undefined,
  split: undefined,
  present: undefined,
  absent: undefined,
  risk: undefined,
};

export function isFiltered({ search, label, split, present, absent, risk }: PatientsSearch): boolean {
  return [search, label, split, present, absent, risk].some((value) => value !== undefined);
}

/** The ends of a range of risks in an address; `undefined` for anything that is none. */
export function riskRangeOf(text: unknown): { readonly from: number; readonly below: number } | undefined {
  if (typeof text !== 'string') return undefined;
  const [from, below] = text.split('-').map((end) => numberIn(end, 0, 1));
  return from !== undefined && below !== undefined && from < below ? { from, below } : undefined;
}

export function riskRangeText(from: number, below: number): string {
  return `${from}-${below}`;
}
