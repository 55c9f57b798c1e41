import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { MissingnessReport } from '../../../main/api/services.ts';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { Panel } from '../../components/layout.tsx';
import { formatCount, NO_VALUE } from '../../format/numbers.ts';
import { formatShare } from '../../format/risk.ts';
import { MODALITY_ORDER, type ModalityName } from '../../modality/modalities.ts';
import { useText } from '../../text/index.ts';
import styles from './checks.module.css';

type Feature = MissingnessReport['features'][number];

const SHOWN = 8;

/** In how many stays each item of a modality is there, over all and by outcome. */
export function FeaturePresence({ report }: { readonly report: MissingnessReport }) {
  const { checks, modality: names, said } = useText();
  const { features: words } = checks.missingness;
  const [modality, setModality] = useState<ModalityName>('labs');
  const [all, setAll] = useState(false);
  const own = report.features.filter((feature) => feature.modality === modality);
  const shareIn = (label: string): Column<Feature>['cell'] => {
    const at = report.groups.findIndex(({ variable, group }) => variable === 'label' && group === label);
    return (feature) => share(feature.inGroups[at] ?? null, report.groups[at]?.n ?? null);
  };
  const columns: Column<Feature>[] = [
    {
      key: 'feature',
      header: words.feature,
      rowHeader: true,
      cell: ({ feature }) => <span className={styles.item}>{said(feature)}</span>,
    },
    {
      key: 'n',
      header: words.stays,
      numeric: true,
      cell: ({ n }) => (n === null ? NO_VALUE : formatCount(n)),
    },
    { key: 'share', header: words.share, numeric: true, cell: ({ n }) => share(n, report.n) },
    { key: 'positive', header: words.positive, numeric: true, cell: shareIn('positive') },
    { key: 'negative', header: words.negative, numeric: true, cell: shareIn('negative') },
  ];
  return (
    <Panel
      title={words.title}
      note={words.note(formatCount(own.length), formatCount(report.featureCounts[modality] ?? 0))}
      actions={
        <NativeSelect
          className={styles.chooser}
          aria-label={words.modality}
          value={modality}
          onChange={(event) => setModality(event.currentTarget.value as ModalityName)}
          data={MODALITY_ORDER.map((name) => ({ value: name, label: names.name[name] }))}
        />
      }
    >
      {own.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <DataTable
          label={words.title}
          columns={columns}
          rows={all ? own : own.slice(0, SHOWN)}
          rowKey={({ feature }) => feature}
        />
      )}
      {own.length > SHOWN && (
        <Button variant="subtle" size="compact-sm" onClick={() => setAll(!all)}>
          {all ? words.fewer : words.more(formatCount(own.length))}
        </Button>
      )}
    </Panel>
  );
}

function share(count: number | null, n: number | null): string {
  return count === null || n === null || n === 0 ? NO_VALUE : formatShare(count / n);
}
