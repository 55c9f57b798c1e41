import { compact, modalitiesOf, modalityText, oneOf, textOf, type RawSearch } from '../../app/search.ts';
import { type CohortSearch, validateCohortSearch } from '../cohort/search.ts';

export interface PatientsSearch extends CohortSearch {
  readonly model?: string;
  readonly search?: string;
  readonly label?: 'positive' | 'negative' | 'unlabelled';
  readonly split?: 'train' | 'validation' | 'calibration' | 'test';
  /** Comma-separated modalities. */
  readonly present?: string;
  readonly absent?: string;
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
};

export function isFiltered({ search, label, split, present, absent }: PatientsSearch): boolean {
  return [search, label, split, present, absent].some((value) => value !== undefined);
}
