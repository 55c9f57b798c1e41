import { Button } from '@mantine/core';
import { IconListDetails, IconShieldCheck, IconShieldX } from '@tabler/icons-react';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../../app/client.ts';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Page, Panel } from '../../components/layout.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Notice } from '../../components/notice.tsx';
import { formatCount, NO_VALUE } from '../../format/numbers.ts';
import { formatMoment } from '../../format/time.ts';
import { useText } from '../../text/index.ts';
import styles from './activity.module.css';

const STEP = 50;
const MOST = 500;

interface Entry {
  readonly id: number;
  readonly at: string;
  readonly action: string;
  readonly subject: string | null;
  readonly model: string | null;
}

/** The append-only log, and the proof that nothing was taken out of it. */
export function ActivityScreen() {
  const { activity } = useText();
  const [limit, setLimit] = useState(STEP);
  const log = useQuery(
    api.activity.list.queryOptions({ offset: 0, limit }, { placeholderData: keepPreviousData }),
  );
  return (
    <Page title={activity.title} subtitle={activity.subtitle} actions={<VerifyChain />}>
      <Loaded query={log} lines={12}>
        {({ rows, total }) =>
          total === 0 ? (
            <EmptyState icon={IconListDetails} title={activity.empty.title} text={activity.empty.text} />
          ) : (
            <Panel title={activity.shown(formatCount(rows.length), formatCount(total))}>
              <EntryTable rows={rows} />
              {rows.length < Math.min(total, MOST) && (
                <Button variant="default" mt="sm" onClick={() => setLimit(Math.min(MOST, limit + STEP))}>
                  {activity.more}
                </Button>
              )}
            </Panel>
          )
        }
      </Loaded>
    </Page>
  );
}

function EntryTable({ rows }: { readonly rows: readonly Entry[] }) {
  const { activity } = useText();
  const models = useQuery(api.models.list.queryOptions()).data ?? [];
  const names = new Map(models.map(({ id, name }) => [id, name]));
  const columns: Column<Entry>[] = [
    { key: 'at', header: activity.when, rowHeader: true, cell: ({ at }) => formatMoment(at) },
    { key: 'action', header: activity.action, cell: ({ action }) => activity.actions[action] ?? action },
    { key: 'subject', header: activity.subject, cell: (entry) => <Subject entry={entry} /> },
    {
      key: 'model',
      header: activity.model,
      cell: ({ model }) =>
        model === null ? (
          NO_VALUE
        ) : (
          <Link to="/models/$model" params={{ model }}>
            {names.get(model) ?? model}
          </Link>
        ),
    },
  ];
  return <DataTable label={activity.title} columns={columns} rows={rows} rowKey={({ id }) => id} />;
}

/** What an entry is about, as the way to it where it has a screen. */
function Subject({ entry: { action, subject } }: { readonly entry: Entry }) {
  if (subject === null) return NO_VALUE;
  const [topic] = action.split('.');
  if (topic === 'patient' || topic === 'prediction') {
    return (
      <Link to="/patients/$encounter" params={{ encounter: subject }}>
        {subject}
      </Link>
    );
  }
  if (topic === 'training') {
    return (
      <Link to="/train/runs/$run" params={{ run: subject }}>
        {subject}
      </Link>
    );
  }
  return subject;
}

function VerifyChain() {
  const { activity } = useText();
  const verify = useMutation(api.activity.verify.mutationOptions());
  return (
    <>
      <Button variant="default" loading={verify.isPending} onClick={() => verify.mutate()}>
        {activity.verify}
      </Button>
      <span role="status" className={styles.result}>
        {verify.data?.intact === true && (
          <>
            <IconShieldCheck size={18} className={styles.intact} aria-hidden />
            {activity.intact(formatCount(verify.data.entries))}
          </>
        )}
        {verify.data?.intact === false && (
          <Notice tone="warning">
            <IconShieldX size={18} aria-hidden /> {activity.broken(String(verify.data.firstBroken ?? ''))}
          </Notice>
        )}
      </span>
    </>
  );
}
