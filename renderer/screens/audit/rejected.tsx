import type { Audit } from '../../../main/api/services.ts';
import { DataTable } from '../../components/data-table.tsx';
import { Panel } from '../../components/layout.tsx';
import { useText } from '../../text/index.ts';
import { rejectedTable } from './figures/rejected.ts';

/** What was left out of the records before any rule of the cohort; nothing where nothing was. */
export function Rejected({ audit }: { readonly audit: Audit }) {
  const text = useText();
  if (audit.rejected.length === 0) return null;
  const { title } = text.audit.rejected;
  const { columns, rows } = rejectedTable(audit, text);
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
