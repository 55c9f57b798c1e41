import { useId } from 'react';
import { TypedInput } from '../../../components/typed-input.tsx';
import { capital } from '../../../format/words.ts';
import type { FieldName } from '../../../text/en/mapping.ts';
import { useText } from '../../../text/index.ts';
import { CodeColumns } from './code-columns.tsx';
import { ColumnSelect } from './column-select.tsx';
import { DateForm } from './date-form.tsx';
import { FieldRow } from './field-row.tsx';
import type { Field } from './fields.ts';
import { wordsRead } from './first-rows.ts';
import {
  alwaysIn,
  columnIn,
  datedColumn,
  datesIn,
  EITHER,
  isSameColumn,
  withDates,
  withWords,
  wordsIn,
} from './references.ts';
import { fieldLabel, isSamePath, type TableProps } from './table-props.ts';
import { WordMeanings } from './word-meanings.tsx';

interface Props extends TableProps {
  readonly name: FieldName;
  readonly field: Field;
}

/** Which column says one thing of a table, and how it is written. */
export function ColumnField(props: Props) {
  const { name, field, table, columns, faults, change, onLook } = props;
  const { mapping, said } = useText();
  const id = useId();
  const label = fieldLabel(name, table.role, mapping);
  const reference = table.columns[name];
  const column = columnIn(reference);
  const always = alwaysIn(reference);
  const isMissing = field.required === true && reference === undefined;
  const fault = faults.find(({ path }) => isSamePath(path.slice(0, 2), ['columns', name]));
  const isOpen = datesIn(reference, table).includes(EITHER);
  const error = isMissing
    ? mapping.needed
    : always === ''
      ? mapping.alwaysNeeded
      : fault === undefined || isOpen
        ? undefined
        : capital(said(fault.message, fault.wording?.message));
  const put = (value: unknown): void => change([['columns', name], value]);
  return (
    <FieldRow
      label={label}
      id={id}
      isRequired={field.required === true}
      error={error}
      onLook={() => onLook(['columns', name])}
    >
      {field.kind === 'codes' ? (
        <CodeColumns
          id={id}
          label={label}
          columns={columns}
          value={reference}
          onChange={put}
          hasError={error !== undefined}
        />
      ) : (
        <ColumnSelect
          id={id}
          columns={columns}
          value={column}
          isAlways={always !== undefined}
          {...(field.kind === 'constant' ? { onAlways: () => put({ always: '' }) } : {})}
          isRequired={field.required === true}
          hasError={error !== undefined}
          onChoose={(chosen) =>
            put(
              chosen === null ? undefined : field.kind === 'date' ? datedColumn(chosen, table) : chosen.name,
            )
          }
        />
      )}
      {always !== undefined && (
        <TypedInput
          size="xs"
          aria-label={mapping.alwaysValue(label)}
          spellCheck={false}
          value={always}
          onTyped={(text) => put({ always: text.trim() })}
        />
      )}
      {field.kind === 'date' && column !== undefined && <Dates {...props} column={column} label={label} />}
      {field.kind === 'word' && column !== undefined && <Meanings {...props} column={column} label={label} />}
    </FieldRow>
  );
}

interface PartProps extends Props {
  readonly column: string;
  readonly label: string;
}

function Dates({ name, table, columns, change, column, label }: PartProps) {
  const { form } = useText().mapping;
  const fitting = columns.find((each) => isSameColumn(each.name, column))?.dates ?? [];
  return (
    <DateForm
      label={form.of(label)}
      typedLabel={form.typed(label)}
      value={datesIn(table.columns[name], table)}
      fitting={fitting}
      onChange={(chosen) => change([['columns', name], withDates(column, chosen, table)])}
    />
  );
}

function Meanings({ name, field, table, columns, preview, change, column, label }: PartProps) {
  const { meanings = [], hasUsualWords = false } = field;
  const found = columns.find((each) => isSameColumn(each.name, column))?.words ?? [];
  const named = wordsIn(table.columns[name]);
  return (
    <WordMeanings
      label={label}
      found={found}
      // Once one is named, only those that are named are known: the others are named with it.
      words={named ?? (hasUsualWords ? wordsRead(preview, ['columns', name]) : {})}
      meanings={meanings}
      mustMean={hasUsualWords}
      onChange={(words) => change([['columns', name], withWords(column, words)])}
    />
  );
}
