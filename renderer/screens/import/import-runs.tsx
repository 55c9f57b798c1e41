import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ImportRun } from '../../../main/api/services.ts';
import { api } from '../../app/client.ts';
import { useCurrentDatabase } from '../../app/current-database.ts';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { Panel } from '../../components/layout.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Tag, type Tone } from '../../components/tag.tsx';
import { formatCount, NO_VALUE } from '../../format/numbers.ts';
import { formatMoment } from '../../format/time.ts';
import { useText } from '../../text/index.ts';
import styles from './import.module.css';

const TONE: Readonly<Record<ImportRun['state'], Tone>> = {
  running: 'accent',
  done: 'good',
  failed: 'danger',
  cancelled: 'plain',
  interrupted: 'warning',
};

/** The imports into the open database. */
export function ImportRuns() {
  const { imports } = useText();
  const database = useCurrentDatabase().data;
  return (
    <Panel title={imports.runs.title}>
      {database === null ? <p className={styles.reason}>{imports.runs.none}</p> : <Runs />}
    </Panel>
  );
}

function Runs() {
  const { imports, common } = useText();
  const runs = useQuery(api.imports.runs.queryOptions());
  const columns: Column<ImportRun>[] = [
    {
      key: 'folder',
      header: imports.runs.folder,
      rowHeader: true,
      cell: ({ folder }) => <span className={styles.file}>{folder}</span>,
    },
    { key: 'release', header: imports.runs.release, cell: ({ release }) => release ?? NO_VALUE },
    { key: 'started', header: imports.runs.started, cell: ({ startedAt }) => formatMoment(startedAt) },
    {
      key: 'state',
      header: imports.runs.state,
      cell: ({ state }) => <Tag tone={TONE[state]}>{imports.runState[state]}</Tag>,
    },
    {
      key: 'rejected',
      header: imports.runs.rejected,
      numeric: true,
      cell: ({ rejected }) => formatCount(rejected),
    },
    {
      key: 'open',
      header: <span className="visually-hidden">{common.actions}</span>,
      cell: ({ run }) => (
        <Link to="/import/runs/$run" params={{ run }}>
          {imports.runs.open}
        </Link>
      ),
    },
  ];
  return (
    <Loaded query={runs} lines={2}>
      {(list) =>
        list.length === 0 ? (
          <p className={styles.reason}>{imports.runs.none}</p>
        ) : (
          <DataTable label={imports.runs.title} columns={columns} rows={list} rowKey={({ run }) => run} />
        )
      }
    </Loaded>
  );
}
