import { ActionIcon, NativeSelect, Switch, Tooltip } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { SettingDescription } from '../../../main/api/services.ts';
import { TypedInput } from '../../components/typed-input.tsx';
import { withPoint } from '../../format/numbers.ts';
import { useText } from '../../text/index.ts';
import styles from './setting-editor.module.css';
import { faultOf, type SettingValue, valueOf, wordOf } from './setting-text.ts';

interface Props {
  readonly setting: SettingDescription;
  /** What the preset has. */
  readonly preset: SettingValue;
  /** `undefined` = as the preset has it. */
  readonly changed: SettingValue | undefined;
  readonly onChange: (value: SettingValue | undefined) => void;
}

/** One setting: its name, what it does, its value, and the way back to the preset's. */
export function SettingRow({ setting, preset, changed, onChange }: Props) {
  const { said, train } = useText();
  const words = train.settings;
  const id = useId();
  const { name, description } = setting;
  const isChanged = changed !== undefined;
  const change = (value: SettingValue): void => onChange(value === preset ? undefined : value);
  return (
    <div className={styles.row} data-changed={isChanged || undefined}>
      <div className={styles.about}>
        <p className={styles.name}>
          <span id={id}>{words.nameOf(name)}</span>
          {isChanged && <span className={styles.was}>{words.was(wordOf(preset))}</span>}
        </p>
        <p className={styles.description} id={`${id}-about`}>
          {said(description)}
        </p>
      </div>
      <div className={styles.control}>
        <Control setting={setting} value={changed ?? preset} labelledBy={id} onChange={change} />
        <Tooltip label={words.resetTo(wordOf(preset))} disabled={!isChanged}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="md"
            disabled={!isChanged}
            className={isChanged ? undefined : styles.unused}
            aria-label={words.resetOf(words.nameOf(name))}
            onClick={() => onChange(undefined)}
          >
            <IconArrowBackUp size={16} />
          </ActionIcon>
        </Tooltip>
      </div>
    </div>
  );
}

interface ControlProps {
  readonly setting: SettingDescription;
  readonly value: SettingValue;
  readonly labelledBy: string;
  readonly onChange: (value: SettingValue) => void;
}

function Control({ setting, value, labelledBy, onChange }: ControlProps) {
  const names = { 'aria-labelledby': labelledBy, 'aria-describedby': `${labelledBy}-about` };
  switch (setting.kind) {
    case 'switch':
      return (
        <Switch
          {...names}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      );
    case 'choice':
      return (
        <NativeSelect
          {...names}
          className={styles.field}
          value={String(value)}
          data={[...setting.words]}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case 'text':
      return (
        <TypedInput
          {...names}
          className={styles.field}
          spellCheck={false}
          value={String(value)}
          onTyped={(text) => {
            if (text.trim() !== '') onChange(text.trim());
          }}
        />
      );
    case 'number':
      return <NumberControl setting={setting} value={value} labelledBy={labelledBy} onChange={onChange} />;
  }
}

/** A number, or a word in its place; what it cannot be is said and not taken. */
function NumberControl({ setting, value, labelledBy, onChange }: ControlProps) {
  const { train } = useText();
  const [fault, setFault] = useState<ReturnType<typeof faultOf>>(null);
  return (
    <TypedInput
      className={styles.field}
      aria-labelledby={labelledBy}
      aria-describedby={`${labelledBy}-about`}
      inputMode="decimal"
      spellCheck={false}
      value={wordOf(value)}
      error={fault === null ? undefined : train.settings.expected(setting)}
      onTyped={(typed) => {
        const text = withPoint(typed);
        const found = faultOf(setting, text);
        setFault(found);
        if (found === null) onChange(valueOf(text));
      }}
    />
  );
}
