import { useCallback } from 'react';
import type { CohortDescription } from '../../../main/api/services.ts';
import { upsetChart } from '../../charts/upset.ts';
import { ChartPanel } from '../../components/chart-figure.tsx';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { ModalityLabel } from '../../components/modality-mark.tsx';
import { formatCount } from '../../format/numbers.ts';
import { formatShare } from '../../format/risk.ts';
import { inOrder, MODALITY_ORDER, type ModalityName } from '../../modality/modalities.ts';
import { useText } from '../../text/index.ts';
import styles from './cohort.module.css';

const SHOWN = 12;

/** Which combinations of modalities occur, and how often each modality is there. */
export function Presence({ description }: { readonly description: CohortDescription }) {
  const { cohort, modality, common } = useText();
  const { patterns, presence } = description;
  const total = patterns.reduce((sum, { n }) => sum + n, 0);
  const complete = patterns.find(({ present }) => present.length === MODALITY_ORDER.length)?.n ?? 0;
  const title = cohort.presence.title(total === 0 ? formatShare(0) : formatShare(complete / total));
  const draw = useCallback(
    (width: number) => upsetChart(patterns.slice(0, SHOWN), { width, names: modality.name }),
    [patterns, modality],
  );
  const written = (present: readonly ModalityName[]) =>
    inOrder(present)
      .map((name) => modality.name[name])
      .join(', ') || common.none;
  return (
    <ChartPanel
      title={title}
      legend={cohort.presence.note}
      help="missingnessPattern"
      draw={draw}
      table={() => ({
        columns: [cohort.presence.pattern, cohort.presence.count, cohort.presence.share],
        rows: patterns.map(({ present, n }) => [written(present), formatCount(n), formatShare(n / total)]),
      })}
    >
      {patterns.length > SHOWN && (
        <p className={styles.more}>{cohort.presence.more(formatCount(patterns.length - SHOWN))}</p>
      )}
      <div className={styles.spaced}>
        <PresenceTable presence={presence} />
      </div>
    </ChartPanel>
  );
}

function PresenceTable({ presence }: Pick<CohortDescription, 'presence'>) {
  const { cohort } = useText();
  const states = ['present', 'noneRecorded', 'unavailable'] as const;
  const columns: Column<ModalityName>[] = [
    {
      key: 'modality',
      header: cohort.presence.modality,
      rowHeader: true,
      cell: (name) => <ModalityLabel modality={name} size={18} />,
    },
    ...states.map((state) => ({
      key: state,
      header: cohort.presence[state],
      numeric: true,
      cell: (name: ModalityName) => formatCount(presence[name]?.[state] ?? 0),
    })),
  ];
  const rows = MODALITY_ORDER.filter((name) => presence[name] !== undefined);
  return (
    <DataTable label={cohort.presence.byModality} columns={columns} rows={rows} rowKey={(name) => name} />
  );
}
