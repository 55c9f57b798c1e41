import { useQuery } from '@tanstack/react-query';
import { api } from '../../app/client.ts';
import type { RawSearch } from '../../app/search.ts';
import type { TrainSearch } from './search.ts';
import { pairsText, settingsOf, type SettingValue } from './setting-text.ts';

/** The settings of a run as the address has them: what the preset has, unless it is changed there. */
export function useSettings(
  search: TrainSearch,
  change: (changes: RawSearch) => void,
): {
  /** `undefined` until the presets are known. */
  readonly valueOf: (name: string) => SettingValue | undefined;
  /** The preset's own value is not written down. */
  readonly put: (name: string, value: SettingValue) => void;
} {
  const presets = useQuery(api.training.presets.queryOptions()).data;
  const base = presets?.find(({ preset }) => preset === (search.trainingPreset ?? 'desktop'))?.settings;
  const set = settingsOf(search.set);
  return {
    valueOf: (name) => set[name] ?? base?.[name],
    put: (name, value) => {
      const { [name]: _, ...others } = set;
      change({ set: pairsText(value === base?.[name] ? others : { ...others, [name]: value }) });
    },
  };
}
