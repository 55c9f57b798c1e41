import type { Audit } from '../../../main/api/services.ts';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { Panel } from '../../components/layout.tsx';
import { FigureHelp } from '../../components/figure-help.tsx';
import { ModalityLabel } from '../../components/modality-mark.tsx';
import { formatCount } from '../../format/numbers.ts';
import { useText } from '../../text/index.ts';
import styles from './audit.module.css';
import { substitutedRows } from './figures/substituted.ts';

type Substitution = Audit['substituted'][number];

/** How often which modality stood in for which. */
export function Substituted({ substituted }: Pick<Audit, 'substituted'>) {
  const { audit } = useText();
  const { substituted: words } = audit;
  const columns: Column<Substitution>[] = [
    {
      key: 'modality',
      header: words.modality,
      rowHeader: true,
      cell: ({ modality, by }) => <ModalityLabel modality={modality} standing="substituted" by={by} />,
    },
    { key: 'by', header: words.by, cell: ({ by }) => <ModalityLabel modality={by} /> },
    { key: 'n', header: words.n, numeric: true, cell: ({ n }) => formatCount(n) },
  ];
  return (
    <Panel title={words.title} actions={<FigureHelp figure="substitution" />}>
      {substituted.length === 0 ? (
        <p className={styles.quiet}>{words.none}</p>
      ) : (
        <DataTable
          label={words.title}
          columns={columns}
          rows={substitutedRows({ substituted })}
          rowKey={({ modality, by }) => `${modality} ${by}`}
        />
      )}
    </Panel>
  );
}
