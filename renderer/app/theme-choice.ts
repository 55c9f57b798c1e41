import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useEffect } from 'react';
import type { Settings } from '../../main/api/services.ts';
import { useSettings } from './settings.ts';

type Scheme = 'light' | 'dark';

/**
 * Light or dark as the settings of this installation say: a browser forgets its own storage when the host's port
 * changes, the host does not.
 */
export function useThemeChoice(): readonly [Scheme, (theme: Settings['theme']) => void] {
  const current = useComputedColorScheme('light');
  const { setColorScheme } = useMantineColorScheme();
  const [settings, save] = useSettings();
  const chosen = settings?.theme;
  useEffect(() => {
    if (chosen !== undefined) setColorScheme(chosen);
  }, [chosen, setColorScheme]);
  const change = (theme: Settings['theme']): void => {
    setColorScheme(theme);
    save({ theme });
  };
  return [current, change];
}
