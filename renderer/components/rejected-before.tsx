import type { RejectedReasons } from '../../main/api/rejected.ts';
import { useText } from '../text/index.ts';
import { DataTable } from './data-table.tsx';
import { Panel } from './layout.tsx';
import { rejectedTable } from './rejected-table.ts';

/** What was left out of the records behind a report before any rule of the cohort; nothing where nothing was. */
export function RejectedBefore({ reasons }: { readonly reasons: RejectedReasons }) {
  const text = useText();
  if (reasons.length === 0) return null;
  const { title } = text.common.rejected;
  const { columns, rows } = rejectedTable(reasons, text);
  return (
    <Panel title={title}>
      <DataTable
        label={title}
        columns={columns.map((header, at) => ({
          key: header,
          header,
          rowHeader: at === 0,
          numeric: at === columns.length - 1,
          cell: (row: (typeof rows)[number]) => row[at],
        }))}
        rows={rows}
        rowKey={(row) => row.join(' ')}
      />
    </Panel>
  );
}
