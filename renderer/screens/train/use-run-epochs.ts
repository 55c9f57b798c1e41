import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { EpochReport } from '../../../main/api/services.ts';
import { api, client } from '../../app/client.ts';
import type { QueryView } from '../../components/loaded.tsx';

/** Epochs may come by the dozen a second; curves that move more often than this are no easier to follow. */
const REDRAW_MS = 2_000;

/** The epochs of a run; while it is live, those that were added are asked for again and again. */
export function useRunEpochs(run: string, isLive: boolean): QueryView<EpochReport[]> {
  const queries = useQueryClient();
  const queryKey = api.training.epochs.queryKey({ run });
  return useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      const known = queries.getQueryData<EpochReport[]>(queryKey) ?? [];
      const added = await client.training.epochs.query({ run, after: known.at(-1)?.epoch ?? 0 }, { signal });
      return added.length === 0 ? known : [...known, ...added];
    },
    // Epochs that are known do not change: to compare them all with themselves each time would take long.
    structuralSharing: false,
    refetchInterval: isLive ? REDRAW_MS : false,
  });
}
