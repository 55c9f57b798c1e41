import type { CohortSpec } from '../../../main/api/common.ts';
import { compact, oneOf, type RawSearch } from '../../app/search.ts';

const TASKS = ['mortality-90d', 'readmission-15d', 'mortality-hospital', 'readmission-icu'] as const;
export const DEFAULT_TASK = TASKS[0];

type Spec = Required<Pick<CohortSpec, 'task' | 'preset'>> & Pick<CohortSpec, 'labels' | 'timing'>;
export type CohortSearch = { readonly [K in keyof Spec]?: Spec[K] };

export function validateCohortSearch(search: RawSearch): CohortSearch {
  return compact({
    task: oneOf(TASKS, search.task),
    preset: oneOf(['default', 'muse', 'muse-eicu'], search.preset),
    labels: oneOf(['complete', 'muse'], search.labels),
    timing: oneOf(['retrospective', 'available'], search.timing),
  });
}

/** The cohort that an address means; labels and timing left out are the task's own. */
export function specOf({
  task = DEFAULT_TASK,
  preset = 'default',
  labels,
  timing,
}: CohortSearch): CohortSpec {
  return {
    task,
    preset,
    ...(labels === undefined ? {} : { labels }),
    ...(timing === undefined ? {} : { timing }),
  };
}
