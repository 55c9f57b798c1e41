import type { Audit } from '../../../main/api/services.ts';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { Explained } from '../../components/figure-help.tsx';
import { Panel } from '../../components/layout.tsx';
import { ModalityLabel } from '../../components/modality-mark.tsx';
import { Tag } from '../../components/tag.tsx';
import { formatFixed, formatSigned, NO_VALUE } from '../../format/numbers.ts';
import { formatInterval, formatMetric } from '../../format/risk.ts';
import { capital } from '../../format/words.ts';
import { useText } from '../../text/index.ts';
import registry from '../registry/registry.module.css';
import styles from './audit.module.css';
import { type Reliance, relianceRows, type RelianceRow, topRow } from './figures/reliance.ts';

interface Props {
  readonly audit: Audit;
}

/** Contribution, loss when removed and strength alone, one row a modality. */
export function RelianceTable({ audit }: Props) {
  const { audit: words, modality } = useText();
  const { reliance } = words;
  const rows = relianceRows(audit);
  const columns: Column<RelianceRow>[] = [
    {
      key: 'modality',
      header: reliance.modality,
      rowHeader: true,
      cell: ([name]) => <ModalityLabel modality={name} />,
    },
    {
      key: 'absolute',
      header: <Explained text={reliance.meanAbsolute} figure="contribution" />,
      numeric: true,
      cell: ([, { meanAbsolute }]) => formatFixed(meanAbsolute, 3),
    },
    {
      key: 'signed',
      header: reliance.meanSigned,
      numeric: true,
      cell: ([, { meanSigned }]) => formatSigned(meanSigned, 3),
    },
    {
      key: 'ablation',
      header: <Explained text={reliance.ablation} figure="aurocLost" />,
      numeric: true,
      cell: ([, { ablation, ablationInterval }]) => (
        <>
          {ablation === null ? NO_VALUE : formatSigned(ablation, 3)}
          <span className={registry.interval}>{formatInterval(ablationInterval)}</span>
        </>
      ),
    },
    {
      key: 'alone',
      header: <Explained text={reliance.alone} figure="aurocAlone" />,
      numeric: true,
      cell: ([, { alone }]) => formatMetric(alone),
    },
    { key: 'state', header: reliance.state, cell: ([, row]) => <State reliance={row} /> },
  ];
  const top = topRow(rows, ({ meanAbsolute }) => meanAbsolute);
  return (
    <Panel
      title={top === undefined ? words.title : reliance.title(modality.name[top[0]])}
      note={reliance.note}
    >
      <DataTable label={reliance.modality} columns={columns} rows={rows} rowKey={([name]) => name} />
      <Meanings rows={rows} />
    </Panel>
  );
}

/** What the states that are not "in use" mean, where there are any. */
function Meanings({ rows }: { readonly rows: readonly RelianceRow[] }) {
  const { reliance } = useText().audit;
  const meanings = [
    rows.some(([, { dead }]) => dead) && reliance.meaning(capital(reliance.dead), reliance.deadMeaning),
    rows.some(([, { dead, collapsed }]) => collapsed && !dead) &&
      reliance.meaning(capital(reliance.collapsed), reliance.collapsedMeaning),
  ];
  return meanings.map(
    (meaning) =>
      meaning !== false && (
        <p key={meaning} className={styles.remark}>
          {meaning}
        </p>
      ),
  );
}

function State({ reliance: { dead, collapsed } }: { readonly reliance: Reliance }) {
  const { audit } = useText();
  const { reliance } = audit;
  if (dead) {
    return (
      <span title={reliance.deadMeaning}>
        <Tag tone="warning">{reliance.dead}</Tag>
      </span>
    );
  }
  if (collapsed) {
    return (
      <span title={reliance.collapsedMeaning}>
        <Tag tone="danger">{reliance.collapsed}</Tag>
      </span>
    );
  }
  return <Tag tone="good">{reliance.alive}</Tag>;
}
