import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { LockState } from '../../main/api/lock.ts';
import { api } from './client.ts';

/** The host locks itself when nobody calls; asking for its state is no call. */
const ASK_MS = 15_000;

/**
 * Whether the host is locked. What was on screen before is forgotten then, so that nothing of it is left in the
 * memory of a locked window.
 */
export function useLock(): LockState | undefined {
  const queries = useQueryClient();
  const state = useQuery(
    api.lock.state.queryOptions(undefined, { staleTime: 0, refetchInterval: ASK_MS }),
  ).data;
  const locked = state?.locked === true;
  useEffect(() => {
    if (!locked) return;
    const kept = JSON.stringify(api.lock.state.queryKey());
    queries.removeQueries({ predicate: ({ queryKey }) => JSON.stringify(queryKey) !== kept });
  }, [locked, queries]);
  return state;
}

/** Locks the window now. */
export function useLockNow(): () => void {
  const queries = useQueryClient();
  const lock = useMutation(
    api.lock.lock.mutationOptions({
      onSuccess: (state) => queries.setQueryData(api.lock.state.queryKey(), state),
    }),
  );
  return () => lock.mutate();
}
