import { useQuery } from '@tanstack/react-query';
import type { CohortSpec } from '../../../main/api/common.ts';
import type { SavedCohort } from '../../../main/api/services.ts';
import { api } from '../../app/client.ts';
import { type CohortSearch, searchOf, specOf } from './search.ts';
import { useAnsweredTask } from './use-answered-task.ts';

/** The cohort that an address means. */
export interface ChosenCohort {
  readonly spec: CohortSpec;
  /** Every choice by itself, of a saved cohort as well. */
  readonly choices: CohortSearch & Required<Pick<CohortSearch, 'task'>>;
  readonly saved: SavedCohort | null;
  /** The address names a saved cohort that is not there. */
  readonly isMissing: boolean;
}

export function savedText({ name, version }: Pick<SavedCohort, 'name' | 'version'>): string {
  return `${name}@${version}`;
}

/** `undefined` while the saved cohorts are not known yet. */
export function useCohort(search: CohortSearch): ChosenCohort | undefined {
  const answered = useAnsweredTask(search);
  const isSaved = search.saved !== undefined;
  const list = useQuery({ ...api.cohorts.saved.queryOptions(), enabled: isSaved });
  if (!isSaved) return { spec: specOf(answered), choices: answered, saved: null, isMissing: false };
  if (list.isPending) return undefined;
  const saved = list.data?.find((candidate) => savedText(candidate) === search.saved);
  if (saved === undefined) {
    const { saved: _, ...rest } = answered;
    return { spec: specOf(rest), choices: rest, saved: null, isMissing: true };
  }
  const { name, version, spec } = saved;
  return {
    spec: { ...spec, saved: { name, version } },
    choices: { ...searchOf(spec), task: spec.task },
    saved,
    isMissing: false,
  };
}
