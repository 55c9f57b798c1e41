import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useId, useState } from 'react';
import { Chips } from '../../../components/chips.tsx';
import { useText } from '../../../text/index.ts';
import { DateForm } from './date-form.tsx';
import { FieldRow } from './field-row.tsx';
import { Summary } from '../../../components/summary.tsx';
import styles from './mapping.module.css';
import { USUAL_DATES } from './references.ts';
import type { TableProps } from './table-props.ts';

const ENCODINGS = ['utf-8', 'windows-1252', 'iso-8859-15', 'utf-16le'];
const NO_TEXT = /\.(parquet|xlsx)$/i;

/** How the file of a table is written: what splits its columns, its letters, numbers and dates. */
export function WrittenFields({ table, columns, change }: Pick<TableProps, 'table' | 'columns' | 'change'>) {
  const { mapping } = useText();
  const { written, form } = mapping;
  const id = useId();
  const { missing = [] } = table;
  const forms = [...new Set(columns.flatMap(({ dates = [] }) => dates))];
  const isText = !NO_TEXT.test(table.files);
  return (
    <details className={styles.written}>
      <Summary className={styles.writtenHead}>{written.title}</Summary>
      {isText && (
        <>
          <Choice
            label={written.delimiter}
            value={table.delimiter ?? ','}
            options={written.delimiters}
            onChange={(value) => change([['delimiter'], value])}
          />
          <Choice
            label={written.encoding}
            value={table.encoding ?? 'utf-8'}
            options={Object.fromEntries(ENCODINGS.map((name) => [name, name]))}
            onChange={(value) => change([['encoding'], value])}
          />
        </>
      )}
      <Choice
        label={written.decimal}
        value={table.decimal ?? '.'}
        options={written.decimals}
        onChange={(value) => change([['decimal'], value])}
      />
      <FieldRow label={form.table} id={`${id}-dates`}>
        <DateForm
          id={`${id}-dates`}
          label={form.table}
          typedLabel={form.typed(form.table)}
          value={table.dates ?? USUAL_DATES}
          fitting={forms}
          onChange={(chosen) => change([['dates'], chosen])}
        />
      </FieldRow>
      <FieldRow label={written.missing} id={`${id}-missing`}>
        <MissingWords
          id={`${id}-missing`}
          words={missing}
          onChange={(words) => change([['missing'], words.length === 0 ? undefined : words])}
        />
      </FieldRow>
    </details>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options: Readonly<Record<string, string>>;
  readonly onChange: (value: string) => void;
}

function Choice({ label, value, options, onChange }: ChoiceProps) {
  const id = useId();
  return (
    <FieldRow label={label} id={id}>
      <NativeSelect
        id={id}
        size="xs"
        value={value}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
        data={Object.entries(options).map(([option, words]) => ({ value: option, label: words }))}
      />
    </FieldRow>
  );
}

interface MissingProps {
  readonly id: string;
  readonly words: readonly string[];
  readonly onChange: (words: readonly string[]) => void;
}

function MissingWords({ id, words, onChange }: MissingProps) {
  const { written } = useText().mapping;
  const [text, setText] = useState('');
  const word = text.trim();
  return (
    <div>
      <Chips
        label={written.missing}
        chips={words.map((name) => ({ name }))}
        onRemove={(index) => onChange(words.toSpliced(index, 1))}
      />
      <form
        className={styles.add}
        onSubmit={(event) => {
          event.preventDefault();
          if (word !== '' && !words.includes(word)) onChange([...words, word]);
          setText('');
        }}
      >
        <TextInput
          id={id}
          size="xs"
          className={styles.addText}
          placeholder={written.missingAdd}
          spellCheck={false}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" size="xs" variant="default" disabled={word === ''}>
          {written.addWord}
        </Button>
      </form>
    </div>
  );
}
