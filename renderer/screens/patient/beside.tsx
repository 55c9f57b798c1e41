import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Coalitions, ModelSummary } from '../../../main/api/services.ts';
import { api } from '../../app/client.ts';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { Panel } from '../../components/layout.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { ModalityLabel } from '../../components/modality-mark.tsx';
import { formatSigned, NO_VALUE } from '../../format/numbers.ts';
import { formatObservedRate, formatRisk } from '../../format/risk.ts';
import { useText } from '../../text/index.ts';
import { besideRows, type BesideRow } from './beside-rows.ts';
import styles from './patient.module.css';

/** A score by its stay and its model. */
export interface Scored {
  readonly encounter: string;
  readonly model: ModelSummary;
}

interface Props {
  readonly own: Scored;
  readonly other: Scored;
  readonly onClose: () => void;
}

/** Two scores as found side by side: one stay by two models, or two stays by one model. */
export function Beside({ own, other, onClose }: Props) {
  const { beside } = useText().patient;
  const first = useAnswers(own);
  const second = useAnswers(other);
  const isStay = own.encounter !== other.encounter;
  const nameOf = ({ encounter, model }: Scored): string => (isStay ? beside.stay(encounter) : model.name);
  const names = [nameOf(own), nameOf(other)] as const;
  return (
    <Panel
      title={
        first.data === undefined || second.data === undefined
          ? beside.title
          : beside.finding(names[0], riskOf(first.data), names[1], riskOf(second.data))
      }
      note={beside.note}
      actions={
        <Button variant="default" size="compact-sm" onClick={onClose}>
          {beside.close}
        </Button>
      }
    >
      <Loaded query={first} lines={8}>
        {(one) => (
          <Loaded query={second} lines={8}>
            {(two) => <Table first={one} second={two} names={names} />}
          </Loaded>
        )}
      </Loaded>
    </Panel>
  );
}

function useAnswers({ encounter, model }: Scored) {
  return useQuery(api.predictions.coalitions.queryOptions({ encounter, model: model.id }));
}

function riskOf({ coalitions }: Coalitions): string {
  const found = coalitions[0];
  return found === undefined ? NO_VALUE : formatRisk(found.probability);
}

interface TableProps {
  readonly first: Coalitions;
  readonly second: Coalitions;
  readonly names: readonly [string, string];
}

function Table({ first, second, names }: TableProps) {
  const { beside } = useText().patient;
  const signed = (value: number | null): string => (value === null ? NO_VALUE : formatSigned(value, 2));
  const columns: Column<BesideRow>[] = [
    {
      key: 'modality',
      header: beside.modality,
      rowHeader: true,
      cell: ({ modality }) => <ModalityLabel modality={modality} size={18} />,
    },
    { key: 'first', header: names[0], numeric: true, cell: (row) => signed(row.first) },
    { key: 'second', header: names[1], numeric: true, cell: (row) => signed(row.second) },
    { key: 'difference', header: beside.difference, numeric: true, cell: (row) => signed(row.difference) },
  ];
  return (
    <>
      <DataTable
        label={beside.title}
        columns={columns}
        rows={besideRows(first, second)}
        rowKey={({ modality }) => modality}
      />
      <p className={styles.footnote}>
        {beside.bases(formatObservedRate(first.baseRate), formatObservedRate(second.baseRate))}
      </p>
    </>
  );
}
