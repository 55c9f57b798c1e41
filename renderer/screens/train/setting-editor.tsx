import { Button, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { PresetDescription, SettingDescription } from '../../../main/api/services.ts';
import { api } from '../../app/client.ts';
import { Loaded } from '../../components/loaded.tsx';
import { formatCount } from '../../format/numbers.ts';
import { nameInWords } from '../../format/words.ts';
import { useText } from '../../text/index.ts';
import { Summary } from '../../components/summary.tsx';
import styles from './setting-editor.module.css';
import { SettingRow } from './setting-row.tsx';
import type { SettingValues } from './setting-text.ts';

interface Props {
  readonly preset: PresetDescription;
  readonly changes: SettingValues;
  readonly onChange: (changes: SettingValues) => void;
}

/** Every setting of a run, group by group, as the host describes it: a new one appears by itself. */
export function SettingEditor({ preset, changes, onChange }: Props) {
  const settings = useQuery(api.training.settings.queryOptions());
  return (
    <Loaded query={settings} lines={8}>
      {(list) => <Editor settings={list} preset={preset} changes={changes} onChange={onChange} />}
    </Loaded>
  );
}

function Editor({
  settings,
  preset,
  changes,
  onChange,
}: Props & { readonly settings: readonly SettingDescription[] }) {
  const { said, train } = useText();
  const words = train.settings;
  const [wanted, setWanted] = useState('');
  const found = settings.filter(({ name, description }) =>
    isLike(`${name} ${words.nameOf(name)} ${said(description)}`, wanted),
  );
  const groups = [...new Set(found.map(({ group }) => group))];
  const count = Object.keys(changes).length;
  return (
    <section className={styles.editor} aria-label={words.title}>
      <div className={styles.head}>
        <TextInput
          className={styles.find}
          aria-label={words.find}
          placeholder={words.find}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
        />
        <p className={styles.count} role="status">
          {count === 0
            ? words.unchanged(said(preset.title))
            : words.changed(formatCount(count), said(preset.title))}
        </p>
        <Button variant="default" size="compact-sm" disabled={count === 0} onClick={() => onChange({})}>
          {words.resetAll}
        </Button>
      </div>
      {groups.length === 0 && <p className={styles.none}>{words.none(wanted)}</p>}
      {groups.map((group) => (
        <Group
          key={`${group} ${wanted === '' ? '' : 'found'}`}
          group={group}
          settings={found.filter((setting) => setting.group === group)}
          isOpen={wanted !== ''}
          preset={preset}
          changes={changes}
          onChange={onChange}
        />
      ))}
    </section>
  );
}

interface GroupProps extends Props {
  readonly group: string;
  readonly settings: readonly SettingDescription[];
  readonly isOpen: boolean;
}

function Group({ group, settings, isOpen, preset, changes, onChange }: GroupProps) {
  const { train } = useText();
  const words = train.settings;
  const changed = settings.filter(({ name }) => changes[name] !== undefined).length;
  // Open at first where something is changed; afterwards it is as the person left it.
  const [wasChanged] = useState(changed > 0);
  return (
    <details className={styles.group} open={isOpen || wasChanged}>
      <Summary className={styles.summary}>
        {words.groups[group] ?? nameInWords(group)}
        <span className={styles.size}>{formatCount(settings.length)}</span>
        {changed > 0 && <span className={styles.changed}>{words.changedShort(formatCount(changed))}</span>}
      </Summary>
      <div className={styles.rows}>
        {settings.map((setting) => {
          const { name } = setting;
          const value = preset.settings[name];
          return value === undefined ? null : (
            <SettingRow
              key={name}
              setting={setting}
              preset={value}
              changed={changes[name]}
              onChange={(next) => {
                const { [name]: _, ...others } = changes;
                onChange(next === undefined ? others : { ...others, [name]: next });
              }}
            />
          );
        })}
      </div>
    </details>
  );
}

/** Whether every word that was typed occurs in the names or the description of a setting. */
function isLike(about: string, wanted: string): boolean {
  const text = about.toLowerCase();
  return wanted
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
