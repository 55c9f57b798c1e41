import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { TypedInput } from '../../../components/typed-input.tsx';
import { useText } from '../../../text/index.ts';
import styles from './mapping.module.css';
import { EITHER } from './references.ts';

/** Forms that extracts are often written in; any other can be typed. */
const OFTEN = [
  'ISO',
  'ISO zone',
  'DD.MM.YYYY[ HH:mm[:ss]]',
  'D.M.YYYY[ H:mm[:ss]]',
  'DD/MM/YYYY[ HH:mm[:ss]]',
  'MM/DD/YYYY[ HH:mm[:ss]]',
  'YYYYMMDD',
  'Excel',
] as const;
const OTHER = 'other';

interface Props {
  readonly id?: string;
  /** What the dates are of. */
  readonly label: string;
  readonly typedLabel: string;
  readonly value: string;
  /** Forms in which the values can be read. */
  readonly fitting: readonly string[];
  readonly onChange: (form: string) => void;
}

/** How dates are written: the forms that fit first. */
export function DateForm({ id, label, typedLabel, value, fitting, onChange }: Props) {
  const { form } = useText().mapping;
  const [isTyping, setTyping] = useState(false);
  const either = value.split(EITHER);
  const isOpen = either.length > 1;
  const options = [...new Set([...(isOpen ? either : [value]), ...fitting, ...OFTEN])];
  return (
    <>
      <NativeSelect
        id={id}
        size="xs"
        aria-label={label}
        error={isOpen}
        value={isTyping ? OTHER : value}
        onChange={({ currentTarget: { value: picked } }) => {
          setTyping(picked === OTHER);
          if (picked !== OTHER) onChange(picked);
        }}
        data={[
          ...(isOpen ? [{ value, label: form.choose, disabled: true }] : []),
          ...options.map((option) => ({ value: option, label: option })),
          { value: OTHER, label: form.other },
        ]}
      />
      {isTyping && (
        <TypedInput
          size="xs"
          aria-label={typedLabel}
          description={form.help}
          spellCheck={false}
          value={isOpen ? '' : value}
          onTyped={(text) => {
            if (text.trim() !== '') onChange(text.trim());
          }}
        />
      )}
      {isOpen && !isTyping && <p className={styles.error}>{form.either}</p>}
    </>
  );
}
