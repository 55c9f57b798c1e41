import { Button } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { RecordRow } from '../../../main/api/services.ts';
import { api } from '../../app/client.ts';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { Panel } from '../../components/layout.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { formatCount, NO_VALUE } from '../../format/numbers.ts';
import { formatStayHours } from '../../format/time.ts';
import type { ModalityName } from '../../modality/modalities.ts';
import { useText } from '../../text/index.ts';
import { ModalityTabs } from './modality-tabs.tsx';
import styles from './patient.module.css';

const FIRST_ROWS = 12;
const MORE_ROWS = 100;
const MOST_ROWS = 500;

/** The raw record, row by row, with the file and line of each value. */
export function PatientRecord({ encounter }: { readonly encounter: string }) {
  const { patient } = useText();
  return (
    <Panel title={patient.record.title} note={patient.record.note}>
      <ModalityTabs label={patient.record.title} initial="labs">
        {(modality) => <Rows key={modality} encounter={encounter} modality={modality} />}
      </ModalityTabs>
    </Panel>
  );
}

interface RowsProps {
  readonly encounter: string;
  readonly modality: ModalityName;
}

function Rows({ encounter, modality }: RowsProps) {
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
            <RecordTable rows={rows} />
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
  const { patient, common } = useText();
  const { record } = patient;
  const columns: Column<RecordRow>[] = [
    { key: 'name', header: record.name, rowHeader: true, cell: ({ name }) => name },
    {
      key: 'value',
      header: record.value,
      numeric: true,
      cell: ({ value, unit, abnormal }) => (
        <>
          {abnormal && <span className={styles.abnormal}>{record.abnormal}</span>} {value ?? NO_VALUE} {unit}
        </>
      ),
    },
    {
      key: 'reference',
      header: record.reference,
      numeric: true,
      cell: ({ reference }) => reference ?? NO_VALUE,
    },
    { key: 'when', header: record.when, numeric: true, cell: ({ hours }) => formatStayHours(hours) },
    {
      key: 'code',
      header: record.code,
      cell: ({ code, system }) =>
        code === null ? NO_VALUE : <span className={styles.code}>{[system, code].join(' ')}</span>,
    },
    {
      key: 'source',
      header: record.source,
      cell: ({ file, line }) => (
        <span className={styles.source}>{common.provenance(file, String(line))}</span>
      ),
    },
  ];
  return (
    <DataTable
      label={record.title}
      columns={columns}
      rows={rows}
      rowKey={({ file, line }, index) => `${file} ${line} ${index}`}
    />
  );
}
