import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../app/client.ts';
import { type RawSearch, wholeIn } from '../../app/search.ts';
import { NumberField } from '../../components/typed-input.tsx';
import { useText } from '../../text/index.ts';
import { isCustom, type TrainSearch } from './search.ts';
import { SettingEditor } from './setting-editor.tsx';
import { pairsText, settingsOf } from './setting-text.ts';
import { useSettings } from './use-settings.ts';
import styles from './train.module.css';

const MOST_MEMBERS = 20;

interface PartProps {
  readonly search: TrainSearch;
  readonly change: (changes: RawSearch) => void;
}

/** Every setting, where the run is to be that of no preset. */
export function CustomSettings({ search, change }: PartProps) {
  const { train } = useText();
  const presets = useQuery(api.training.presets.queryOptions()).data;
  const chosen = search.trainingPreset ?? 'desktop';
  const preset = presets?.find((one) => one.preset === chosen);
  if (!isCustom(search) || presets === undefined || preset === undefined) return null;
  return (
    <>
      <NativeSelect
        className={styles.base}
        label={train.form.base}
        value={chosen}
        onChange={(event) => change({ trainingPreset: event.currentTarget.value })}
        data={presets.map(({ preset: value, title }) => ({ value, label: title }))}
      />
      <SettingEditor
        preset={preset}
        changes={settingsOf(search.set)}
        onChange={(changes) => change({ custom: 'yes', set: pairsText(changes) })}
      />
    </>
  );
}

/** The settings that are asked for most, without the editor. */
export function CommonSettings({ search, change }: PartProps) {
  const { train } = useText();
  const { valueOf, put } = useSettings(search, change);
  const members = Number(valueOf('members') ?? 1);
  const { depth } = train.form;
  const chosenDepth = String(valueOf('fusionDepth') ?? 'intermediate');
  return (
    <>
      <NativeSelect
        label={depth.title}
        description={depth.meaning[chosenDepth]}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={chosenDepth}
        onChange={(event) => put('fusionDepth', event.currentTarget.value)}
        data={Object.entries(depth.names).map(([value, label]) => ({ value, label }))}
      />
      <NativeSelect
        label={train.form.substitution}
        value={String(valueOf('substitution') ?? 'auto')}
        onChange={(event) => put('substitution', event.currentTarget.value)}
        data={Object.entries(train.form.substitutionNames).map(([value, label]) => ({ value, label }))}
      />
      <NumberField
        label={train.form.ensemble}
        value={members}
        least={1}
        most={MOST_MEMBERS}
        onTyped={(text) => {
          const typed = wholeIn(text, 1, MOST_MEMBERS);
          if (typed !== undefined) put('members', typed);
        }}
      />
    </>
  );
}
