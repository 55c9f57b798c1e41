import { useQuery } from '@tanstack/react-query';
import type { DatabaseSummary } from '../../main/api/services.ts';
import type { QueryView } from '../components/loaded.tsx';
import { api, queryClient } from './client.ts';

/** The database that every screen but Start, Import and Settings is about; `null` before the first one. */
export function useCurrentDatabase(): QueryView<DatabaseSummary | null> {
  return useQuery(
    api.databases.list.queryOptions(undefined, {
      select: (databases) => databases.find(({ current }) => current) ?? null,
    }),
  );
}

/** Forgets all that was read, after another database was opened or the open one is gone, and reads what is on screen. */
export function forgetRecords(): Promise<void> {
  return queryClient.resetQueries();
}
