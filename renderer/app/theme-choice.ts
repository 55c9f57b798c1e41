import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Settings } from '../../main/api/services.ts';
import { api } from './client.ts';

type Scheme = 'light' | 'dark';

/**
 * Light or dark as the settings of this installation say: a browser forgets its own storage when the host's port
 * changes, the host does not.
 */
export function useThemeChoice(): readonly [Scheme, (theme: Settings['theme']) => void] {
  const queries = useQueryClient();
  const current = useComputedColorScheme('light');
  const { setColorScheme } = useMantineColorScheme();
  const chosen = useQuery(api.settings.get.queryOptions()).data?.theme;
  const save = useMutation(
    api.settings.set.mutationOptions({
      onSuccess: (saved) => queries.setQueryData(api.settings.get.queryKey(), saved),
    }),
  );
  useEffect(() => {
    if (chosen !== undefined) setColorScheme(chosen);
  }, [chosen, setColorScheme]);
  const change = (theme: Settings['theme']): void => {
    setColorScheme(theme);
    save.mutate({ theme });
  };
  return [current, change];
}
