import type { CSSProperties } from 'react';
import type { Coalitions } from '../../../main/api/services.ts';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { Panel } from '../../components/layout.tsx';
import { Notice } from '../../components/notice.tsx';
import { formatMeasured, formatSigned, NO_VALUE } from '../../format/numbers.ts';
import { formatMinutesBefore } from '../../format/time.ts';
import { MODALITY_ORDER, type ModalityName } from '../../modality/modalities.ts';
import { useText } from '../../text/index.ts';
import { LabSeriesGrid } from './lab-series-grid.tsx';
import { ModalityTabs } from './modality-tabs.tsx';
import styles from './patient.module.css';
import type { Scene } from './what-if.ts';

type Feature = NonNullable<Coalitions['features'][ModalityName]>[number];

interface Props {
  readonly coalitions: Coalitions;
  readonly scene: Scene;
}

/** The findings behind each modality's contribution, each with where it was read. */
export function Evidence({ coalitions, scene }: Props) {
  const { patient } = useText();
  return (
    <Panel title={patient.evidence.title} note={patient.evidence.note}>
      <ModalityTabs label={patient.evidence.tabs} initial={strongest(coalitions)} states={coalitions.states}>
        {(modality) => (
          <>
            {scene.off.includes(modality) && <Notice>{patient.evidence.off}</Notice>}
            <Findings
              encounter={coalitions.encounter}
              modality={modality}
              features={coalitions.features[modality] ?? []}
              isAbsent={coalitions.states[modality] !== 'present'}
            />
          </>
        )}
      </ModalityTabs>
    </Panel>
  );
}

/** The modality with the largest contribution: what one wants to look into first. */
function strongest({ coalitions }: Coalitions): ModalityName {
  const contributions = coalitions[0]?.contributions ?? {};
  const size = (name: ModalityName) => Math.abs(contributions[name] ?? 0);
  return MODALITY_ORDER.reduce((best, name) => (size(name) > size(best) ? name : best));
}

interface FindingsProps {
  readonly encounter: string;
  readonly modality: ModalityName;
  readonly features: readonly Feature[];
  readonly isAbsent: boolean;
}

function Findings({ encounter, modality, features, isAbsent }: FindingsProps) {
  const { patient } = useText();
  const { evidence } = patient;
  if (features.length === 0) {
    return <p className={styles.quiet}>{isAbsent ? evidence.absent : evidence.none}</p>;
  }
  const nameOf = ({ name, statistic }: Feature): string => {
    const words = modality === 'labs' ? evidence.labStatistic[statistic] : undefined;
    return words === undefined ? name : `${name}, ${words}`;
  };
  const largest = Math.max(...features.map(({ weight }) => Math.abs(weight)));
  const columns: Column<Feature>[] = [
    { key: 'finding', header: evidence.finding, rowHeader: true, cell: nameOf },
    {
      key: 'value',
      header: evidence.value,
      numeric: true,
      cell: ({ value, unit }) =>
        value === null ? NO_VALUE : `${formatMeasured(value)}${unit === null ? '' : ` ${unit}`}`,
    },
    {
      key: 'when',
      header: evidence.when,
      numeric: true,
      cell: ({ minutesBefore }) => (minutesBefore === null ? NO_VALUE : formatMinutesBefore(minutesBefore)),
    },
    {
      key: 'weight',
      header: evidence.weight,
      cell: ({ weight }) => <Weight weight={weight} largest={largest} />,
    },
    {
      key: 'code',
      header: evidence.code,
      cell: ({ code, system }) =>
        code === null ? NO_VALUE : <span className={styles.code}>{[system, code].join(' ')}</span>,
    },
    {
      key: 'source',
      header: evidence.source,
      cell: ({ file, line }) => <Source file={file} line={line} />,
    },
  ];
  return (
    <>
      <DataTable
        label={evidence.title}
        columns={columns}
        rows={features}
        rowKey={({ name, code }, index) => `${name} ${code ?? ''} ${index}`}
      />
      {modality === 'labs' && <LabSeriesGrid encounter={encounter} features={features} />}
    </>
  );
}

function Source({ file, line }: Pick<Feature, 'file' | 'line'>) {
  const { common } = useText();
  if (file === null) return NO_VALUE;
  return (
    <span className={styles.source}>{line === null ? file : common.provenance(file, String(line))}</span>
  );
}

/** A signed bar around zero and the number: direction is told by side and sign, not by colour alone. */
function Weight({ weight, largest }: { readonly weight: number; readonly largest: number }) {
  const share = largest === 0 ? 0 : (Math.abs(weight) / largest) * 50;
  const style: CSSProperties =
    weight >= 0
      ? { left: '50%', width: `${share}%`, background: 'var(--raises-fill)' }
      : { right: '50%', width: `${share}%`, background: 'var(--lowers-fill)' };
  return (
    <span className={styles.weight}>
      <span className={styles.weightBar} aria-hidden>
        <span className={styles.weightFill} style={style} />
      </span>
      {formatSigned(weight, 2)}
    </span>
  );
}
