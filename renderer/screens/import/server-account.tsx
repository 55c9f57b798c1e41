import type { Inspection } from '../../../main/api/services.ts';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { Notice } from '../../components/notice.tsx';
import { formatCount } from '../../format/numbers.ts';
import { formatMoment } from '../../format/time.ts';
import { useText } from '../../text/index.ts';
import styles from './import.module.css';

type Account = NonNullable<Inspection['server']>;
type Step = Account['attrition'][number];

/** Which server was contacted, and whom each rule leaves there. */
export function ServerAccount({ server }: { readonly server: Account }) {
  const { imports } = useText();
  const { server: words } = imports;
  const columns: Column<Step>[] = [
    {
      key: 'rule',
      header: words.rule,
      rowHeader: true,
      cell: ({ rule, value }) => words.rules[rule](value ?? ''),
    },
    {
      key: 'patients',
      header: words.patientCount,
      numeric: true,
      cell: ({ patients }) => formatCount(patients),
    },
    {
      key: 'admissions',
      header: words.admissionCount,
      numeric: true,
      cell: ({ admissions }) => formatCount(admissions),
    },
  ];
  return (
    <div className={styles.stack}>
      <Notice>{words.contacted(server.address, formatMoment(server.at))}</Notice>
      <DataTable
        label={words.attrition}
        columns={columns}
        rows={server.attrition}
        rowKey={({ rule }) => rule}
      />
    </div>
  );
}
