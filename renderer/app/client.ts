import { QueryCache, QueryClient } from '@tanstack/react-query';
import { createTRPCClient, httpBatchStreamLink, splitLink, type TRPCClient } from '@trpc/client';
import { createTRPCOptionsProxy, type TRPCOptionsProxy } from '@trpc/tanstack-react-query';
import type { AppRouter } from '../../main/api/router.ts';
import { toFailure } from './failure.ts';

const API_URL = '/api/trpc';

/** Calls that are left before they end, for they never do or something else is asked; two in one request could not be. */
const ALONE: ReadonlySet<string> = new Set([
  'jobs.progress',
  'jobs.watchAll',
  'cohorts.count',
  'cohorts.describe',
  'imports.preview',
  'predictions.neighbourhood',
]);

export const client: TRPCClient<AppRouter> = createTRPCClient<AppRouter>({
  links: [
    splitLink({
      condition: ({ path }) => ALONE.has(path),
      true: httpBatchStreamLink({ url: API_URL, maxItems: 1 }),
      false: httpBatchStreamLink({ url: API_URL, maxItems: 20 }),
    }),
  ],
});

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    // A refusal because of the lock brings up the lock screen at once.
    onError: (error) => {
      if (toFailure(error).code !== 'locked') return;
      void queryClient.invalidateQueries({ queryKey: api.lock.state.queryKey() });
    },
  }),
  defaultOptions: {
    queries: {
      // The host is on this machine: what fails once fails again, and a named failure must be seen at once.
      retry: false,
      // Data change when a job ends or the user acts; both say so.
      staleTime: 60_000,
      refetchOnWindowFocus: false,
      networkMode: 'always',
    },
    mutations: { retry: false, networkMode: 'always' },
  },
});

/** Typed query and mutation options for every call of the contract. */
export const api: TRPCOptionsProxy<AppRouter> = createTRPCOptionsProxy<AppRouter>({ client, queryClient });
