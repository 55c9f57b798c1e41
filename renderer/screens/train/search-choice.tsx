import { ActionIcon, Button, NativeSelect } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { SettingDescription } from '../../../main/api/services.ts';
import { api } from '../../app/client.ts';
import { NumberField, TypedInput } from '../../components/typed-input.tsx';
import { useText } from '../../text/index.ts';
import { ENCODERS, FUSIONS, type TrainSearch } from './search.ts';
import styles from './search-choice.module.css';
import { pairsText, type SearchSpace, settingsOf, spaceOf } from './setting-text.ts';

const LEAST_TRIALS = 2;
const MOST_TRIALS = 1000;
/** Searched beside the settings: which networks there are. */
const KINDS: Readonly<Record<string, readonly string[]>> = { fusion: FUSIONS, encoders: ENCODERS };

interface Props {
  readonly search: TrainSearch;
  readonly change: (changes: Partial<Record<'trials' | 'vary', string | undefined>>) => void;
}

/** Whether settings are searched, how many are tried, and which values. */
export function SearchChoice({ search, change }: Props) {
  const { train } = useText();
  const words = train.search;
  const isOn = search.trials !== undefined;
  return (
    <fieldset className={styles.search}>
      <legend className={styles.legend}>{words.title}</legend>
      <div className={styles.line}>
        <NumberField
          className={styles.trials}
          aria-label={words.trials}
          placeholder={words.none}
          value={search.trials}
          least={LEAST_TRIALS}
          most={MOST_TRIALS}
          onTyped={(text) => change({ trials: text === '' ? undefined : text })}
        />
        <p className={styles.note}>{isOn ? words.on : words.off}</p>
      </div>
      {isOn && <Space search={search} change={change} />}
    </fieldset>
  );
}

function Space({ search, change }: Props) {
  const { train, common } = useText();
  const words = train.search;
  const usual = useQuery(api.training.searchSpaces.queryOptions()).data;
  const settings = useQuery(api.training.settings.queryOptions()).data ?? [];
  const set = settingsOf(search.set);
  const encoders = search.encoders ?? 'ebr';
  const own = search.vary === undefined ? undefined : spaceOf(search.vary);
  const space: SearchSpace = own ?? without(usual?.[encoders] ?? {}, Object.keys(set));
  const names = Object.keys(space);
  const addable = [...Object.keys(KINDS), ...settings.map(({ name }) => name)].filter(
    (name) => !names.includes(name) && set[name] === undefined,
  );
  const put = (next: SearchSpace): void => change({ vary: pairsText(next) });
  return (
    <>
      <ul className={styles.space} aria-label={words.space}>
        {Object.entries(space).map(([name, values]) => (
          <li key={name} className={styles.dimension}>
            <span className={styles.name}>{train.settings.nameOf(name)}</span>
            <TypedInput
              className={styles.values}
              aria-label={words.valuesOf(train.settings.nameOf(name))}
              spellCheck={false}
              value={values}
              onTyped={(text) => text.trim() !== '' && put({ ...space, [name]: text.trim() })}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={common.remove(train.settings.nameOf(name))}
              disabled={names.length === 1}
              onClick={() => put(without(space, [name]))}
            >
              <IconX size={15} />
            </ActionIcon>
          </li>
        ))}
      </ul>
      <div className={styles.line}>
        <NativeSelect
          aria-label={words.add}
          value=""
          onChange={(event) => {
            const name = event.currentTarget.value;
            const setting = settings.find((known) => known.name === name);
            put({ ...space, [name]: firstValues(name, setting) });
          }}
          data={[
            { value: '', label: words.add },
            ...addable.map((name) => ({ value: name, label: train.settings.nameOf(name) })),
          ]}
        />
        {own !== undefined && (
          <Button variant="default" size="compact-sm" onClick={() => change({ vary: undefined })}>
            {words.usual}
          </Button>
        )}
        <p className={styles.note}>{words.form}</p>
      </div>
    </>
  );
}

function without(space: SearchSpace, names: readonly string[]): SearchSpace {
  return Object.fromEntries(Object.entries(space).filter(([name]) => !names.includes(name)));
}

/** Values to begin with: all choices, or the range of the setting as far as it has one. */
function firstValues(name: string, setting: SettingDescription | undefined): string {
  const kinds = KINDS[name];
  if (kinds !== undefined) return kinds.join(', ');
  if (setting === undefined || setting.kind === 'switch') return 'true, false';
  if (setting.kind === 'choice') return setting.words.join(', ');
  const least = setting.least ?? 0;
  return `${least}..${setting.most ?? least + 1}`;
}
