import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { ImportSummary } from '../../../main/api/services.ts';
import { api } from '../../app/client.ts';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { Columns, Page, Panel } from '../../components/layout.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { formatCount } from '../../format/numbers.ts';
import { formatDuration } from '../../format/time.ts';
import { useText } from '../../text/index.ts';
import styles from './import.module.css';
import { RejectedRows } from './rejected-rows.tsx';
import { ServerAccount } from './server-account.tsx';

const route = getRouteApi('/import/runs/$run');

type FileCounts = ImportSummary['files'][number];
type Warning = ImportSummary['warnings'][number];

/** What an import brought in, what it left out and why, down to file and line. */
export function ImportRunScreen() {
  const { imports } = useText();
  const { run } = route.useParams();
  const navigate = useNavigate();
  const summary = useQuery(api.imports.summary.queryOptions({ run }));
  const release = summary.data?.release ?? imports.inspection.unknownRelease;
  return (
    <Page
      title={summary.data === undefined ? imports.title : imports.summary.title(summary.data.source, release)}
      subtitle={summary.data && finding(summary.data, imports.summary.finding)}
      actions={<Button onClick={() => void navigate({ to: '/cohort' })}>{imports.summary.toPatients}</Button>}
    >
      <Loaded query={summary} lines={10}>
        {(data) => (
          <>
            {data.server !== null && (
              <Panel title={imports.server.title}>
                <ServerAccount server={data.server} />
              </Panel>
            )}
            <RejectedRows run={run} rejected={data.rejected} />
            <Columns>
              <Panel title={imports.summary.tables}>
                <TableCounts imported={data.imported} />
              </Panel>
              {data.warnings.length > 0 && (
                <Panel title={imports.summary.warnings}>
                  <WarningTable warnings={data.warnings} />
                </Panel>
              )}
            </Columns>
            <Panel title={imports.summary.files}>
              <FileCountTable files={data.files} />
            </Panel>
          </>
        )}
      </Loaded>
    </Page>
  );
}

function finding(
  { imported, rejected, seconds }: ImportSummary,
  say: (imported: string, rejected: string, seconds: string) => string,
): string {
  const rows = Object.values(imported).reduce((sum, count) => sum + count, 0);
  return say(formatCount(rows), formatCount(rejected), formatDuration(seconds));
}

function TableCounts({ imported }: Pick<ImportSummary, 'imported'>) {
  const { imports } = useText();
  const columns: Column<readonly [string, number]>[] = [
    {
      key: 'table',
      header: imports.summary.table,
      rowHeader: true,
      cell: ([table]) => imports.summary.tableName[table] ?? table,
    },
    { key: 'rows', header: imports.summary.rows, numeric: true, cell: ([, rows]) => formatCount(rows) },
  ];
  return (
    <DataTable
      label={imports.summary.tables}
      columns={columns}
      rows={Object.entries(imported)}
      rowKey={([table]) => table}
    />
  );
}

function WarningTable({ warnings }: { readonly warnings: readonly Warning[] }) {
  const { imports, said } = useText();
  const columns: Column<Warning>[] = [
    { key: 'what', header: imports.summary.warning, rowHeader: true, cell: ({ message }) => said(message) },
    {
      key: 'file',
      header: imports.inspection.file,
      cell: ({ file }) => <span className={styles.file}>{said(file)}</span>,
    },
    { key: 'count', header: imports.summary.count, numeric: true, cell: ({ count }) => formatCount(count) },
  ];
  return (
    <DataTable
      label={imports.summary.warnings}
      columns={columns}
      rows={warnings}
      rowKey={({ code, file, message }) => `${code} ${file} ${message}`}
    />
  );
}

function FileCountTable({ files }: { readonly files: readonly FileCounts[] }) {
  const { imports } = useText();
  const counts = ['read', 'imported', 'rejected', 'duplicate', 'unused'] as const;
  const columns: Column<FileCounts>[] = [
    {
      key: 'file',
      header: imports.inspection.file,
      rowHeader: true,
      cell: ({ file }) => <span className={styles.file}>{file}</span>,
    },
    ...counts.map((name) => ({
      key: name,
      header: imports.summary[name],
      numeric: true,
      cell: (row: FileCounts) => formatCount(row[name]),
    })),
  ];
  return (
    <DataTable label={imports.summary.files} columns={columns} rows={files} rowKey={({ file }) => file} />
  );
}
