import { NativeSelect } from '@mantine/core';
import { useText } from '../../../text/index.ts';
import { errorId } from './field-row.tsx';
import { type FileColumn, isSameColumn } from './references.ts';

const LONGEST_EXAMPLE = 28;
const COLUMN = 'column:';
const ALWAYS = 'always';

interface Props {
  readonly id: string;
  readonly label?: string;
  readonly columns: readonly FileColumn[];
  /** As the mapping names it. */
  readonly value: string | undefined;
  /** A text stands in place of a column. */
  readonly isAlways?: boolean;
  readonly onAlways?: () => void;
  readonly isRequired?: boolean;
  readonly hasError?: boolean;
  /** `null`: no column. */
  readonly onChoose: (column: FileColumn | null) => void;
}

/** A column of the file, each with one of its first values. */
export function ColumnSelect(props: Props) {
  const {
    id,
    label,
    columns,
    value,
    isAlways = false,
    onAlways,
    isRequired = false,
    hasError,
    onChoose,
  } = props;
  const { mapping } = useText();
  const chosen = value === undefined ? undefined : columns.find(({ name }) => isSameColumn(name, value));
  return (
    <NativeSelect
      id={id}
      size="xs"
      aria-label={label}
      aria-describedby={hasError === true ? errorId(id) : undefined}
      error={hasError}
      withErrorStyles
      value={isAlways ? ALWAYS : value === undefined ? '' : `${COLUMN}${chosen?.name ?? value}`}
      onChange={({ currentTarget: { value: picked } }) => {
        if (picked === ALWAYS) onAlways?.();
        else onChoose(columns.find(({ name }) => picked === `${COLUMN}${name}`) ?? null);
      }}
      data={[
        { value: '', label: isRequired ? mapping.choose : mapping.none },
        ...columns.map(({ name, examples = [] }) => ({
          value: `${COLUMN}${name}`,
          label: examples[0] === undefined ? name : mapping.example(name, shortened(examples[0])),
        })),
        ...(value !== undefined && chosen === undefined
          ? [{ value: `${COLUMN}${value}`, label: value }]
          : []),
        ...(onAlways === undefined ? [] : [{ value: ALWAYS, label: mapping.always }]),
      ]}
    />
  );
}

function shortened(example: string): string {
  return example.length > LONGEST_EXAMPLE ? `${example.slice(0, LONGEST_EXAMPLE)}…` : example;
}
