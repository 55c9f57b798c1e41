import { useQuery } from '@tanstack/react-query';
import type { ModelSummary } from '../../main/api/services.ts';
import type { QueryView } from '../components/loaded.tsx';
import { api } from './client.ts';

/** The model to show first: the active one, else the newest that is still where it was registered. */
export function preferredModel(models: readonly ModelSummary[]): ModelSummary | undefined {
  const usable = models.filter((model) => !model.missing && model.state !== 'retired');
  const newestFirst = [...usable].sort((a, b) => b.createdAt.localeCompare(a.createdAt));
  return newestFirst.find(({ state }) => state === 'active') ?? newestFirst[0];
}

/** The models, and the one that the address names or that is preferred. */
export function useChosenModel(id: string | undefined): {
  readonly models: QueryView<ModelSummary[]>;
  readonly chosen: ModelSummary | undefined;
} {
  const models = useQuery(api.models.list.queryOptions());
  const list = models.data ?? [];
  const chosen = id === undefined ? preferredModel(list) : list.find((model) => model.id === id);
  return { models, chosen };
}
