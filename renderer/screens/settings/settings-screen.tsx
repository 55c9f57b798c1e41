import { NativeSelect, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Settings } from '../../../main/api/services.ts';
import { api } from '../../app/client.ts';
import { toFailure } from '../../app/failure.ts';
import { useThemeChoice } from '../../app/theme-choice.ts';
import { oneOf } from '../../app/search.ts';
import { FailurePanel } from '../../components/failure-panel.tsx';
import { Columns, Page, Panel, Stack } from '../../components/layout.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { LANGUAGES } from '../../format/locale.ts';
import { useText } from '../../text/index.ts';
import { BandSettings } from './band-settings.tsx';
import { Installation } from './installation.tsx';
import { Network } from './network.tsx';
import { Passphrase } from './passphrase.tsx';
import styles from './settings.module.css';
import { SmallCells } from './small-cells.tsx';

const THEMES = ['auto', 'light', 'dark'] as const;
const LANGUAGE_CHOICES = ['auto', ...LANGUAGES] as const;
const TEXT_SIZES = ['normal', 'large', 'larger'] as const;
const ENGINES = ['auto', 'tensorflow', 'wasm', 'cpu'] as const;
const LONGEST_IDLE = 240;

export type Save = (changes: Partial<Settings>) => void;

/** What the user decides about the window and the machine. */
export function SettingsScreen() {
  const { settings: words } = useText();
  const queries = useQueryClient();
  const settings = useQuery(api.settings.get.queryOptions());
  const set = useMutation(
    api.settings.set.mutationOptions({
      onSuccess: (saved) => {
        queries.setQueryData(api.settings.get.queryKey(), saved);
        notifications.show({ id: 'settings-saved', message: words.saved, autoClose: 2_000 });
      },
    }),
  );
  const save: Save = (changes) => set.mutate(changes);
  return (
    <Page title={words.title}>
      {set.error !== null && <FailurePanel failure={toFailure(set.error)} />}
      <Loaded query={settings} lines={10}>
        {(current) => (
          <Columns>
            <Stack>
              <Look settings={current} save={save} />
              <Engine settings={current} save={save} />
              <IdleLock settings={current} save={save} />
              <Passphrase />
            </Stack>
            <Stack>
              <Network settings={current} save={save} />
              <BandSettings bands={current.bands} save={save} />
              <SmallCells settings={current} save={save} />
              <Installation />
            </Stack>
          </Columns>
        )}
      </Loaded>
    </Page>
  );
}

interface Props {
  readonly settings: Settings;
  readonly save: Save;
}

function Look({ settings, save }: Props) {
  const { settings: words } = useText();
  const [, choose] = useThemeChoice();
  return (
    <Panel title={words.look.title}>
      <div className={styles.fields}>
        <NativeSelect
          label={words.look.theme}
          value={settings.theme}
          onChange={(event) => {
            const theme = oneOf(THEMES, event.currentTarget.value);
            if (theme !== undefined) choose(theme);
          }}
          data={THEMES.map((value) => ({ value, label: words.look[value] }))}
        />
        <NativeSelect
          label={words.look.language}
          value={settings.language}
          onChange={(event) => {
            const language = oneOf(LANGUAGE_CHOICES, event.currentTarget.value);
            if (language !== undefined) save({ language });
          }}
          data={LANGUAGE_CHOICES.map((value) => ({ value, label: words.look.languages[value] }))}
        />
        <NativeSelect
          label={words.look.textSize}
          value={settings.textSize}
          onChange={(event) => {
            const textSize = oneOf(TEXT_SIZES, event.currentTarget.value);
            if (textSize !== undefined) save({ textSize });
          }}
          data={TEXT_SIZES.map((value) => ({ value, label: words.look.textSizes[value] }))}
        />
      </div>
    </Panel>
  );
}

function Engine({ settings, save }: Props) {
  const { settings: words, said, shell } = useText();
  const engine = useQuery(api.system.info.queryOptions()).data?.engine;
  return (
    <Panel title={words.engine.title}>
      <NativeSelect
        label={words.engine.label}
        value={settings.engine}
        onChange={(event) => {
          const chosen = oneOf(ENGINES, event.currentTarget.value);
          if (chosen !== undefined) save({ engine: chosen });
        }}
        data={ENGINES.map((value) => ({ value, label: words.engine[value] }))}
      />
      <p className={styles.note}>
        {engine === undefined || engine === null
          ? words.engine.none
          : words.engine.inUse(shell.engine(engine.name, said(engine.device)))}
      </p>
    </Panel>
  );
}

function IdleLock({ settings, save }: Props) {
  const { settings: words } = useText();
  return (
    <Panel title={words.lock.title} note={words.lock.note}>
      <TextInput
        type="number"
        min={0}
        max={LONGEST_IDLE}
        label={words.lock.label}
        defaultValue={String(settings.idleLockMinutes)}
        onBlur={(event) => {
          const minutes = Number(event.currentTarget.value);
          const isNew = minutes !== settings.idleLockMinutes;
          if (isNew && Number.isInteger(minutes) && minutes >= 0 && minutes <= LONGEST_IDLE) {
            save({ idleLockMinutes: minutes });
          }
        }}
      />
    </Panel>
  );
}
