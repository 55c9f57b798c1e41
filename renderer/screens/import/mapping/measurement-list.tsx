import { ActionIcon, NativeSelect } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useId } from 'react';
import { TypedInput } from '../../../components/typed-input.tsx';
import { useText } from '../../../text/index.ts';
import { ColumnSelect } from './column-select.tsx';
import type { Measurement } from './draft.ts';
import styles from './mapping.module.css';
import { type FileColumn, isSameColumn } from './references.ts';
import type { TableProps } from './table-props.ts';

const PARTS = ['name', 'unit', 'code', 'system'] as const;

/** Columns of which each holds the values of one measurement, with its name, unit and code. */
export function MeasurementList({
  table: { measurements = [] },
  columns,
  change,
  onLook,
}: Pick<TableProps, 'table' | 'columns' | 'change' | 'onLook'>) {
  const { mapping } = useText();
  const free = columns.filter(({ name }) => !measurements.some(({ column }) => isSameColumn(column, name)));
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{mapping.results.measurements}</legend>
      <ul className={styles.measurements}>
        {measurements.map((measurement, index) => (
          <li
            key={measurement.column}
            className={styles.measurement}
            onFocus={() => onLook(['measurements', index])}
          >
            <MeasurementParts
              measurement={measurement}
              columns={columns}
              onChange={(key, value) => change([['measurements', index, key], value])}
              onRemove={() => change([['measurements', index], undefined])}
            />
          </li>
        ))}
      </ul>
      <NativeSelect
        size="xs"
        aria-label={mapping.results.add}
        value=""
        disabled={free.length === 0}
        onChange={({ currentTarget: { value } }) =>
          change(
            measurements.length === 0
              ? [['measurements'], [{ column: value }]]
              : [['measurements', measurements.length], { column: value }],
          )
        }
        data={[
          { value: '', label: mapping.results.add },
          ...free.map(({ name, examples = [] }) => ({
            value: name,
            label: examples[0] === undefined ? name : mapping.example(name, examples[0]),
          })),
        ]}
      />
    </fieldset>
  );
}

interface PartsProps {
  readonly measurement: Measurement;
  readonly columns: readonly FileColumn[];
  readonly onChange: (key: 'column' | (typeof PARTS)[number], value: string | undefined) => void;
  readonly onRemove: () => void;
}

function MeasurementParts({ measurement, columns, onChange, onRemove }: PartsProps) {
  const { mapping, common } = useText();
  const { results } = mapping;
  const id = useId();
  const { column } = measurement;
  return (
    <>
      <div className={styles.measurementHead}>
        <ColumnSelect
          id={id}
          label={mapping.columnFor(measurement.name ?? column)}
          columns={columns}
          value={column}
          isRequired
          onChoose={(chosen) => {
            if (chosen !== null) onChange('column', chosen.name);
          }}
        />
        <ActionIcon
          variant="subtle"
          color="gray"
          size="md"
          aria-label={common.remove(column)}
          onClick={onRemove}
        >
          <IconX size={15} />
        </ActionIcon>
      </div>
      <div className={styles.measurementParts}>
        {PARTS.map((part) => (
          <TypedInput
            key={part}
            size="xs"
            aria-label={results.partOf(results[part], column)}
            placeholder={results[part]}
            spellCheck={false}
            value={measurement[part] ?? ''}
            onTyped={(text) => onChange(part, text.trim() === '' ? undefined : text.trim())}
          />
        ))}
      </div>
    </>
  );
}
