import { useQuery } from '@tanstack/react-query';
import { api } from '../../app/client.ts';
import { type CohortSearch, DEFAULT_TASK } from './search.ts';

/** The search with its task: where the address names none, the first that the open database can answer. */
export function useAnsweredTask<Search extends CohortSearch>(
  search: Search,
): Search & Required<Pick<CohortSearch, 'task'>> {
  const cards = useQuery(api.cohorts.tasks.queryOptions()).data ?? [];
  const answered = cards.find(({ unsupported }) => unsupported === null);
  return { ...search, task: search.task ?? answered?.task ?? DEFAULT_TASK };
}
