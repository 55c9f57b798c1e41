import { Checkbox, NativeSelect } from '@mantine/core';
import { useId, useState } from 'react';
import type { FieldName } from '../../../text/en/mapping.ts';
import { useText } from '../../../text/index.ts';
import { ColumnField } from './column-field.tsx';
import { FieldRow } from './field-row.tsx';
import { fieldsOf, OF_ONE_RESULT } from './fields.ts';
import styles from './mapping.module.css';
import { MeasurementList } from './measurement-list.tsx';
import { isSameColumn, columnIn } from './references.ts';
import { fieldLabel, type TableProps } from './table-props.ts';

/** Which columns say what of a table: those that are chosen or needed, and a way to add the others. */
export function TableFields(props: TableProps) {
  const { table } = props;
  const { mapping } = useText();
  const [added, setAdded] = useState<readonly FieldName[]>([]);
  const isWide = table.measurements !== undefined;
  const all = fieldsOf(table.role, isWide);
  const isShown = ([name, { required, usual }]: (typeof all)[number]): boolean =>
    required === true || usual === true || table.columns[name] !== undefined || added.includes(name);
  const others = all.filter((field) => !isShown(field));
  return (
    <div className={styles.fieldList} role="group" aria-label={mapping.columns}>
      {table.role === 'results' && <Layout {...props} />}
      {all.filter(isShown).map(([name, field]) => (
        <ColumnField key={`${table.role} ${name}`} {...props} name={name} field={field} />
      ))}
      {isWide && <MeasurementList {...props} />}
      {(table.role === 'diagnoses' || table.role === 'procedures' || table.role === 'medications') && (
        <KnownFrom {...props} />
      )}
      {table.role === 'results' && (
        <Checkbox
          size="xs"
          label={mapping.results.nonNumbers}
          checked={table.nonNumbers === 'text'}
          onChange={({ currentTarget: { checked } }) =>
            props.change([['nonNumbers'], checked ? 'text' : undefined])
          }
        />
      )}
      {others.length > 0 && (
        <NativeSelect
          size="xs"
          className={styles.addField}
          aria-label={mapping.add}
          value=""
          onChange={({ currentTarget: { value } }) => setAdded([...added, value as FieldName])}
          data={[
            { value: '', label: mapping.add },
            ...others.map(([name]) => ({ value: name, label: fieldLabel(name, table.role, mapping) })),
          ]}
        />
      )}
    </div>
  );
}

/** One result in a row, or one in each of several columns. */
function Layout({ table, columns, change }: TableProps) {
  const { results } = useText().mapping;
  const id = useId();
  const toWide = (): void => {
    const kept = Object.entries(table.columns).filter(([name]) => !OF_ONE_RESULT.has(name as FieldName));
    const taken = kept.map(([, reference]) => columnIn(reference) ?? '');
    const numbers = columns.filter(
      ({ name, isNumber }) => isNumber === true && !taken.some((column) => isSameColumn(column, name)),
    );
    change(
      [['columns'], Object.fromEntries(kept)],
      [['measurements'], numbers.map(({ name }) => ({ column: name }))],
    );
  };
  return (
    <FieldRow label={results.layout} id={id}>
      <NativeSelect
        id={id}
        size="xs"
        value={table.measurements === undefined ? 'long' : 'wide'}
        onChange={({ currentTarget: { value } }) =>
          value === 'wide' ? toWide() : change([['measurements'], undefined])
        }
        data={[
          { value: 'long', label: results.long },
          { value: 'wide', label: results.wide },
        ]}
      />
    </FieldRow>
  );
}

function KnownFrom({ table, change }: TableProps) {
  const { knownFrom } = useText().mapping;
  const id = useId();
  const usual = table.role === 'medications' ? 'event' : 'discharge';
  const other = usual === 'event' ? 'discharge' : 'event';
  return (
    <FieldRow label={knownFrom.label} id={id}>
      <NativeSelect
        id={id}
        size="xs"
        value={table.knownFrom ?? usual}
        onChange={({ currentTarget: { value } }) =>
          change([['knownFrom'], value === usual ? undefined : value])
        }
        data={[
          { value: usual, label: knownFrom.usual(knownFrom[usual]) },
          { value: other, label: knownFrom[other] },
        ]}
      />
    </FieldRow>
  );
}
