import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Chips } from '../../../components/chips.tsx';
import { formatCount } from '../../../format/numbers.ts';
import { useText } from '../../../text/index.ts';
import { type Term, termInWords } from '../terms.ts';
import styles from './builder.module.css';
import { optionsOf } from './parts.ts';

const LONGEST = 100;
const MOST_TERMS = 20;

interface Props {
  readonly label: string;
  /** What the codes are of. */
  readonly of: string;
  readonly terms: readonly Term[];
  /** How many codes of the records a term stands for; `undefined` until it is counted. */
  readonly countOf: (term: string) => number | undefined;
  readonly onChange: (terms: readonly Term[]) => void;
}

/** Codes and names, one of which is asked for. */
export function TermList({ label, of, terms, countOf, onChange }: Props) {
  const name = `${of}: ${label}`;
  return (
    <fieldset className={styles.group} aria-label={name}>
      <legend className={styles.legend}>{label}</legend>
      <Chips
        label={name}
        chips={terms.map((term) => ({
          name: termInWords(term),
          beside: <TermCount count={countOf(termInWords(term))} />,
        }))}
        onRemove={(index) => onChange(terms.toSpliced(index, 1))}
      />
      {terms.length < MOST_TERMS && (
        <AddTerm
          onAdd={(added) => {
            const isThere = terms.some((term) => termInWords(term) === termInWords(added));
            if (!isThere) onChange([...terms, added]);
          }}
        />
      )}
    </fieldset>
  );
}

function TermCount({ count }: { readonly count: number | undefined }) {
  const { codes } = useText().builder;
  if (count === undefined) return null;
  return (
    <span className={styles.termCount} data-none={count === 0 || undefined}>
      {count === 0 ? codes.noMatch : count === 1 ? codes.oneMatch : codes.matches(formatCount(count))}
    </span>
  );
}

function AddTerm({ onAdd }: { readonly onAdd: (term: Term) => void }) {
  const { codes } = useText().builder;
  const [kind, setKind] = useState<'code' | 'name'>('code');
  const [text, setText] = useState('');
  const value = text.replaceAll(';', ' ').trim();
  return (
    <form
      className={styles.add}
      onSubmit={(event) => {
        event.preventDefault();
        if (value === '') return;
        onAdd(kind === 'code' ? { code: value } : { name: value });
        setText('');
      }}
    >
      <NativeSelect
        className={styles.addKind}
        aria-label={codes.kind}
        value={kind}
        onChange={(event) => setKind(event.currentTarget.value === 'name' ? 'name' : 'code')}
        data={optionsOf({ code: codes.code, name: codes.name })}
      />
      <TextInput
        className={styles.addValue}
        aria-label={codes.value}
        placeholder={kind === 'code' ? codes.codePlaceholder : codes.namePlaceholder}
        value={text}
        maxLength={LONGEST}
        spellCheck={false}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" disabled={value === ''}>
        {codes.add}
      </Button>
    </form>
  );
}
