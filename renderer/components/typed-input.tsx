import { TextInput, type TextInputProps } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import { formatMeasured, numberToType, withPoint } from '../format/numbers.ts';
import { useText } from '../text/index.ts';

const TYPING_MS = 300;

interface Props extends Omit<TextInputProps, 'value' | 'defaultValue' | 'onChange'> {
  readonly value: string;
  readonly onTyped: (text: string) => void;
}

/**
 * A field whose value lies elsewhere, as in the address. What is typed is told after a pause, or as the field is left; a
 * value that changes while nobody types in the field replaces what stands in it.
 */
export function TypedInput({ value, onTyped, ...props }: Props) {
  const [text, setText] = useState(value);
  const isFocused = useRef(false);
  const tell = useDebouncedCallback(onTyped, TYPING_MS);
  useEffect(() => {
    if (!isFocused.current) setText(value);
  }, [value]);
  return (
    <TextInput
      {...props}
      value={text}
      onFocus={() => (isFocused.current = true)}
      onBlur={() => {
        isFocused.current = false;
        tell.flush();
      }}
      onChange={(event) => {
        setText(event.currentTarget.value);
        tell(event.currentTarget.value);
      }}
    />
  );
}

interface NumberProps extends Omit<Props, 'value' | 'onTyped' | 'error'> {
  readonly value: number | undefined;
  readonly least: number;
  readonly most: number;
  /** It does not go with another field, which is said beside both. */
  readonly isWrong?: boolean;
  readonly onTyped: (text: string) => void;
}

/**
 * A number within limits, which are said where what is typed lies outside. It may be typed with a decimal comma, which no
 * field of type number takes in every browser; told is always a point.
 */
export function NumberField({ value, least, most, isWrong = false, onTyped, ...props }: NumberProps) {
  const { builder } = useText();
  const [isOutside, setOutside] = useState(false);
  return (
    <TypedInput
      {...props}
      inputMode="decimal"
      value={value === undefined ? '' : numberToType(value)}
      error={isOutside ? builder.between(formatMeasured(least), formatMeasured(most)) : isWrong}
      onTyped={(typed) => {
        const text = withPoint(typed);
        setOutside(text !== '' && !(Number(text) >= least && Number(text) <= most));
        onTyped(text);
      }}
    />
  );
}
