import { NativeSelect } from '@mantine/core';
import { Chips } from '../../../components/chips.tsx';
import { useText } from '../../../text/index.ts';
import type { DraftTable } from './draft.ts';
import { errorId } from './field-row.tsx';
import { columnIn, type FileColumn, isSameColumn } from './references.ts';

interface Props {
  readonly id: string;
  readonly label: string;
  readonly columns: readonly FileColumn[];
  readonly value: DraftTable['columns'][string] | undefined;
  readonly hasError: boolean;
  readonly onChange: (columns: string | readonly string[] | undefined) => void;
}

/** One column of codes, or several of equal rank such as dx1 ... dx25. */
export function CodeColumns({ id, label, columns, value, hasError, onChange }: Props) {
  const { mapping } = useText();
  const single = columnIn(value);
  const chosen = single === undefined ? ((value ?? []) as readonly string[]) : [single];
  const others = columns.filter(({ name }) => !chosen.some((column) => isSameColumn(column, name)));
  const put = (names: readonly string[]): void => onChange(names.length > 1 ? names : names[0]);
  return (
    <div>
      <Chips
        label={mapping.codes.label}
        chips={chosen.map((name) => ({ name }))}
        onRemove={(index) => put(chosen.toSpliced(index, 1))}
      />
      <NativeSelect
        id={id}
        size="xs"
        aria-label={`${label}: ${mapping.codes.add}`}
        aria-describedby={hasError ? errorId(id) : undefined}
        error={hasError}
        value=""
        disabled={others.length === 0}
        onChange={({ currentTarget }) => put([...chosen, currentTarget.value])}
        data={[
          { value: '', label: mapping.codes.add },
          ...others.map(({ name, examples = [] }) => ({
            value: name,
            label: examples[0] === undefined ? name : mapping.example(name, examples[0]),
          })),
        ]}
      />
    </div>
  );
}
