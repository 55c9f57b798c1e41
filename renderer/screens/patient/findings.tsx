import type { CSSProperties } from 'react';
import type { Coalitions } from '../../../main/api/services.ts';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { formatMeasured, formatSigned, NO_VALUE } from '../../format/numbers.ts';
import { formatMinutesBefore } from '../../format/time.ts';
import { capital } from '../../format/words.ts';
import type { ModalityName } from '../../modality/modalities.ts';
import { type Catalogue, useText } from '../../text/index.ts';
import { CodeCell, SourceCell } from './code-cell.tsx';
import styles from './patient.module.css';

export type Feature = NonNullable<Coalitions['features'][ModalityName]>[number];

interface Props {
  readonly modality: ModalityName;
  /** At least one. */
  readonly features: readonly Feature[];
}

/** The findings of a modality that weighed most, each with where it was read. */
export function Findings({ modality, features }: Props) {
  const text = useText();
  const { evidence } = text.patient;
  const largest = Math.max(...features.map(({ weight }) => Math.abs(weight)));
  const columns: readonly (Column<Feature> & { readonly isEmpty?: boolean })[] = [
    {
      key: 'finding',
      header: evidence.finding,
      rowHeader: true,
      cell: (feature) => nameOf(feature, modality, text),
    },
    {
      key: 'weight',
      header: evidence.weight,
      cell: ({ weight }) => <Weight weight={weight} largest={largest} />,
    },
    {
      key: 'value',
      header: modality === 'notes' ? evidence.mentions : evidence.value,
      numeric: true,
      isEmpty: features.every(({ value }) => value === null),
      cell: valueOf,
    },
    {
      key: 'when',
      header: evidence.when,
      numeric: true,
      isEmpty: features.every(({ minutesBefore }) => minutesBefore === null),
      cell: ({ minutesBefore }) => (minutesBefore === null ? NO_VALUE : formatMinutesBefore(minutesBefore)),
    },
    {
      key: 'code',
      header: evidence.code,
      isEmpty: features.every(({ code, system }) => code === null || system === null),
      cell: ({ code, system, name }) => <CodeCell code={code} system={system} name={name} />,
    },
    {
      key: 'source',
      header: evidence.source,
      cell: ({ file, line }) => <SourceCell file={file} line={line} />,
    },
  ];
  return (
    <DataTable
      label={evidence.title}
      // What no finding has needs no column.
      columns={columns.filter(({ isEmpty }) => isEmpty !== true)}
      rows={features}
      rowKey={({ name, code }, index) => `${name} ${code ?? ''} ${index}`}
    />
  );
}

/** The finding in words; the system of a code stands in a column of its own. */
function nameOf(
  { name, statistic, system }: Feature,
  modality: ModalityName,
  { patient, said }: Catalogue,
): string {
  if (modality === 'demographics') return said(name);
  const words = modality === 'labs' ? patient.evidence.labStatistic[statistic] : undefined;
  if (words !== undefined) return `${name}, ${words}`;
  return system !== null && name.startsWith(`${system} `) ? capital(name.slice(system.length + 1)) : name;
}

function valueOf({ value, unit }: Feature): string {
  if (value === null) return NO_VALUE;
  return unit === null ? formatMeasured(value) : `${formatMeasured(value)} ${unit}`;
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
