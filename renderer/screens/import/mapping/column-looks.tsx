import type { FoundColumn, FoundTable } from '../../../../main/api/mapping-proposal.ts';
import { DataTable, type Column } from '../../../components/data-table.tsx';
import { NO_VALUE } from '../../../format/numbers.ts';
import { useText } from '../../../text/index.ts';
import { Summary } from '../../../components/summary.tsx';
import styles from './mapping.module.css';
import { fieldLabel, isField } from './table-props.ts';

interface Props {
  /** What the file is called. */
  readonly label: string;
  readonly found: FoundTable;
  readonly isOpenAtFirst: boolean;
}

/** What the first values of each column look like, what it was taken for, and why. */
export function ColumnLooks({ label, found, isOpenAtFirst }: Props) {
  const { ownTables, mapping } = useText();
  const shown: Column<FoundColumn>[] = [
    {
      key: 'name',
      header: ownTables.column,
      rowHeader: true,
      cell: ({ name }) => <span className={styles.columnName}>{name}</span>,
    },
    { key: 'examples', header: ownTables.examples, cell: ({ examples }) => <Examples values={examples} /> },
    {
      key: 'kind',
      header: ownTables.kind,
      cell: ({ dates, isNumber }) => {
        if (dates.length > 1) return <span className={styles.either}>{dates.join(ownTables.either)}</span>;
        return dates[0] ?? (isNumber ? ownTables.number : ownTables.text);
      },
    },
    {
      key: 'as',
      header: ownTables.takenFor,
      cell: ({ proposedAs }) => {
        if (proposedAs === null || found.role === null) return NO_VALUE;
        return isField(proposedAs) ? fieldLabel(proposedAs, found.role, mapping) : ownTables.result;
      },
    },
    { key: 'why', header: ownTables.why, cell: ({ reason }) => reason && ownTables.reason[reason] },
  ];
  return (
    <details className={styles.looks} open={isOpenAtFirst}>
      <Summary className={styles.writtenHead}>{ownTables.columns}</Summary>
      <DataTable
        label={ownTables.columnsOf(label)}
        columns={found.role === null ? shown.slice(0, LOOKS) : shown}
        rows={found.columns}
        rowKey={({ name }) => name}
      />
    </details>
  );
}

const LONGEST_EXAMPLE = 24;
const EXAMPLES = 2;
/** Columns that say how a column looks, and not what it is taken for. */
const LOOKS = 3;

function Examples({ values }: { readonly values: readonly string[] }) {
  const short = values
    .slice(0, EXAMPLES)
    .map((value) => (value.length > LONGEST_EXAMPLE ? `${value.slice(0, LONGEST_EXAMPLE)}…` : value));
  return <span className={styles.examples}>{short.length === 0 ? NO_VALUE : short.join(' · ')}</span>;
}
