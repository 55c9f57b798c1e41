import type { Audit } from '../../../main/api/services.ts';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { Panel } from '../../components/layout.tsx';
import { PresenceMarks } from '../../components/modality-mark.tsx';
import { formatCount } from '../../format/numbers.ts';
import { formatMetric } from '../../format/risk.ts';
import { inOrder, MODALITY_ORDER, type ModalityName } from '../../modality/modalities.ts';
import { useText } from '../../text/index.ts';
import styles from './audit.module.css';

type Pattern = Audit['patterns'][number];

/** How well the model does under each combination of present modalities. */
export function Patterns({ patterns }: Pick<Audit, 'patterns'>) {
  const { audit } = useText();
  const { patterns: words } = audit;
  const columns: Column<Pattern>[] = [
    {
      key: 'present',
      header: words.present,
      rowHeader: true,
      cell: ({ present }) => <PresentNames present={present} />,
    },
    { key: 'n', header: words.n, numeric: true, cell: ({ n }) => formatCount(n) },
    {
      key: 'positives',
      header: words.positives,
      numeric: true,
      cell: ({ positives }) => formatCount(positives),
    },
    { key: 'auroc', header: words.auroc, numeric: true, cell: ({ auroc }) => formatMetric(auroc) },
    { key: 'auprc', header: words.auprc, numeric: true, cell: ({ auprc }) => formatMetric(auprc) },
  ];
  return (
    <Panel title={words.title} note={words.note}>
      <DataTable
        label={words.title}
        columns={columns}
        rows={patterns}
        rowKey={({ present }) => present.join(',')}
      />
    </Panel>
  );
}

function PresentNames({ present }: { readonly present: readonly ModalityName[] }) {
  const { modality, common } = useText();
  const states = Object.fromEntries(
    MODALITY_ORDER.map((name) => [name, present.includes(name) ? 'present' : 'unavailable'] as const),
  );
  const names = inOrder(present).map((name) => modality.name[name]);
  return (
    <span className={styles.present}>
      <PresenceMarks states={states} />
      <span className={styles.quiet}>
        {names.length === MODALITY_ORDER.length ? common.all : names.join(', ') || common.none}
      </span>
    </span>
  );
}
