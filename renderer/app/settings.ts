import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Settings } from '../../main/api/services.ts';
import { api } from './client.ts';

/** The settings of this installation, and what changes some of them; `undefined` until they are there. */
export function useSettings(): readonly [Settings | undefined, (changes: Partial<Settings>) => void] {
  const queries = useQueryClient();
  const settings = useQuery(api.settings.get.queryOptions()).data;
  const set = useMutation(
    api.settings.set.mutationOptions({
      onSuccess: (saved) => queries.setQueryData(api.settings.get.queryKey(), saved),
    }),
  );
  return [settings, (changes) => set.mutate(changes)];
}
