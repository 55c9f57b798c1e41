import { Button } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Coalitions, ModelSummary, RecordRow } from '../../../main/api/services.ts';
import { api } from '../../app/client.ts';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { Panel } from '../../components/layout.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { formatCount, NO_VALUE } from '../../format/numbers.ts';
import { formatStayHours } from '../../format/time.ts';
import type { ModalityName } from '../../modality/modalities.ts';
import { useText } from '../../text/index.ts';
import { directionOf } from './abnormal.ts';
import { CodeCell, SourceCell } from './code-cell.tsx';
import { ModalityTabs } from './modality-tabs.tsx';
import styles from './patient.module.css';
import { RecordNotes } from './record-notes.tsx';

const FIRST_ROWS = 12;
const MORE_ROWS = 100;
const MOST_ROWS = 500;

interface Props {
  readonly encounter: string;
  /** What the risk above is by; its answer says what is absent and which words weighed most. */
  readonly model: ModelSummary | undefined;
}

/** The raw record, row by row, with the file and line of each value. */
export function PatientRecord({ encounter, model }: Props) {
  const { patient } = useText();
  const answers = useQuery({
    ...api.predictions.coalitions.queryOptions({ encounter, model: model?.id ?? '' }),
    enabled: model !== undefined,
  }).data;
  return (
    <Panel title={patient.record.title} note={patient.record.note}>
      <ModalityTabs label={patient.record.title} initial="labs" states={answers?.states}>
        {(modality) => <Rows key={modality} encounter={encounter} modality={modality} answers={answers} />}
      </ModalityTabs>
    </Panel>
  );
}

interface RowsProps {
  readonly encounter: string;
  readonly modality: ModalityName;
  readonly answers: Coalitions | undefined;
}

function Rows({ encounter, modality, answers }: RowsProps) {
  const { patient } = useText();
  const [limit, setLimit] = useState(FIRST_ROWS);
  const record = useQuery(
    api.patients.record.queryOptions(
      { encounter, modality, offset: 0, limit },
      { placeholderData: keepPreviousData },
    ),
  );
  return (
    <Loaded query={record} lines={8}>
      {({ rows, total }) =>
        total === 0 ? (
          <p className={styles.quiet}>{patient.record.none}</p>
        ) : (
          <>
            {modality === 'notes' ? (
              <RecordNotes rows={rows} features={answers?.features.notes ?? []} />
            ) : (
              <RecordTable rows={rows} />
            )}
            <div className={styles.more}>
              <span>{patient.record.shown(formatCount(rows.length), formatCount(total))}</span>
              {rows.length < Math.min(total, MOST_ROWS) && (
                <Button
                  variant="default"
                  size="compact-sm"
                  onClick={() => setLimit(Math.min(MOST_ROWS, limit + MORE_ROWS))}
                >
                  {patient.record.more}
                </Button>
              )}
            </div>
          </>
        )
      }
    </Loaded>
  );
}

function RecordTable({ rows }: { readonly rows: readonly RecordRow[] }) {
  const { record } = useText().patient;
  const columns: (Column<RecordRow> & { readonly isEmpty?: boolean })[] = [
    { key: 'name', header: record.name, rowHeader: true, cell: ({ name }) => name },
    {
      key: 'value',
      header: record.value,
      numeric: true,
      isEmpty: rows.every(({ value, abnormal }) => value === null && !abnormal),
      cell: ({ value, unit, abnormal, reference }) => (
        <>
          {abnormal && (
            <span className={styles.abnormal}>{record.direction[directionOf(value, reference)]}</span>
          )}{' '}
          {value ?? NO_VALUE} {unit}
        </>
      ),
    },
    {
      key: 'reference',
      header: record.reference,
      numeric: true,
      isEmpty: rows.every(({ reference }) => reference === null),
      cell: ({ reference }) => reference ?? NO_VALUE,
    },
    {
      key: 'when',
      header: record.when,
      numeric: true,
      isEmpty: rows.every(({ hours }) => hours === null),
      cell: ({ hours }) => formatStayHours(hours),
    },
    {
      key: 'code',
      header: record.code,
      isEmpty: rows.every(({ code, system }) => code === null || system === null),
      cell: ({ code, system, name }) => <CodeCell code={code} system={system} name={name} />,
    },
    {
      key: 'source',
      header: record.source,
      cell: ({ file, line }) => <SourceCell file={file} line={line} />,
    },
  ];
  return (
    <DataTable
      label={record.title}
      // What no row has needs no column.
      columns={columns.filter(({ isEmpty }) => isEmpty !== true)}
      rows={rows}
      rowKey={({ file, line }, index) => `${file} ${line} ${index}`}
    />
  );
}
