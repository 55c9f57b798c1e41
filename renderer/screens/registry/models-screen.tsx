import { Button } from '@mantine/core';
import { IconPackageOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import type { ModelSummary } from '../../../main/api/services.ts';
import { api } from '../../app/client.ts';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Explained } from '../../components/figure-help.tsx';
import { Page, Panel } from '../../components/layout.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Tag, type Tone } from '../../components/tag.tsx';
import { formatInterval, formatMetric, formatObservedRate } from '../../format/risk.ts';
import { formatMoment } from '../../format/time.ts';
import { useText } from '../../text/index.ts';
import { ImportModel } from './import-model.tsx';
import { OfferedModel } from './offered-model.tsx';
import { modelKind } from './model-kind.ts';
import styles from './registry.module.css';

const route = getRouteApi('/database/models');

export const STATE_TONE: Readonly<Record<ModelSummary['state'], Tone>> = {
  candidate: 'plain',
  active: 'good',
  retired: 'warning',
};

/** The registry: every model with how well it does and in which state it is. */
export function ModelsScreen() {
  const { models, start } = useText();
  const { bundle } = route.useSearch();
  const navigate = useNavigate();
  const list = useQuery(api.models.list.queryOptions());
  const toTrain = <Button onClick={() => void navigate({ to: '/train' })}>{models.train}</Button>;
  return (
    <Page
      title={models.title}
      subtitle={models.subtitle}
      actions={
        <>
          <ImportModel />
          {toTrain}
        </>
      }
    >
      {bundle !== undefined && <OfferedModel key={bundle} path={bundle} />}
      <Loaded query={list} lines={6}>
        {(data) =>
          data.length === 0 ? (
            <EmptyState icon={IconPackageOff} title={models.empty.title} text={models.empty.text}>
              {toTrain}
              <Button variant="default" onClick={() => void navigate({ to: '/' })}>
                {start.demo.action}
              </Button>
            </EmptyState>
          ) : (
            <Panel title={models.title}>
              <Registry models={data} />
            </Panel>
          )
        }
      </Loaded>
    </Page>
  );
}

function Registry({ models: list }: { readonly models: readonly ModelSummary[] }) {
  const text = useText();
  const { models, tasks, common } = text;
  const { columns: words } = models;
  const columns: Column<ModelSummary>[] = [
    {
      key: 'name',
      header: words.name,
      rowHeader: true,
      cell: ({ id, name, synthetic, missing }) => (
        <span className={styles.item}>
          <Link to="/models/$model" params={{ model: id }}>
            {name}
          </Link>
          {synthetic && <Tag tone="warning">{common.synthetic}</Tag>}
          {missing && <Tag tone="danger">{models.missing}</Tag>}
        </span>
      ),
    },
    {
      key: 'task',
      header: words.task,
      cell: ({ task, timing }) => (
        <>
          {tasks.task[task]}
          <span className={styles.interval}>{tasks.timing[timing]}</span>
        </>
      ),
    },
    {
      key: 'model',
      header: words.model,
      cell: (model) => modelKind(model, text),
    },
    {
      key: 'auroc',
      header: <Explained text={words.auroc} figure="auroc" />,
      numeric: true,
      cell: ({ test }) => <WithInterval value={test.auroc} interval={test.intervals?.auroc} />,
    },
    {
      key: 'auprc',
      header: <Explained text={words.auprc} figure="auprc" />,
      numeric: true,
      cell: ({ test }) => <WithInterval value={test.auprc} interval={test.intervals?.auprc} />,
    },
    {
      key: 'prevalence',
      header: <Explained text={words.prevalence} figure="prevalence" />,
      numeric: true,
      cell: ({ baseRate }) => formatObservedRate(baseRate),
    },
    {
      key: 'created',
      header: words.created,
      cell: ({ createdAt }) => <span className={styles.moment}>{formatMoment(createdAt)}</span>,
    },
    {
      key: 'state',
      header: words.state,
      cell: ({ state }) => <Tag tone={STATE_TONE[state]}>{models.state[state]}</Tag>,
    },
  ];
  return <DataTable label={models.title} columns={columns} rows={list} rowKey={({ id }) => id} />;
}

interface WithIntervalProps {
  readonly value: number | null;
  readonly interval: readonly [number, number] | null | undefined;
}

/** A figure and, under it, what it could as well be. */
export function WithInterval({ value, interval }: WithIntervalProps) {
  return (
    <>
      {formatMetric(value)}
      <span className={styles.interval}>{formatInterval(interval)}</span>
    </>
  );
}
