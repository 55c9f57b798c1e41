import { Button, Checkbox } from '@mantine/core';
import { IconScale } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ModelSummary } from '../../../main/api/services.ts';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { Explained } from '../../components/figure-help.tsx';
import { Panel } from '../../components/layout.tsx';
import { Tag, type Tone } from '../../components/tag.tsx';
import { formatInterval, formatMetric, formatObservedRate } from '../../format/risk.ts';
import { formatMoment } from '../../format/time.ts';
import { useText } from '../../text/index.ts';
import { canJoin } from './compare-choice.ts';
import { modelKind } from './model-kind.ts';
import styles from './registry.module.css';

const STATE_TONE: Readonly<Record<ModelSummary['state'], Tone>> = {
  candidate: 'plain',
  active: 'good',
  retired: 'warning',
};

interface Props {
  readonly models: readonly ModelSummary[];
  /** To be compared. */
  readonly chosen: readonly ModelSummary[];
  readonly onChoose: (ids: readonly string[]) => void;
}

/** Every model with how well it does; two of one task can be ticked to be compared. */
export function ModelList({ models: list, chosen, onChoose }: Props) {
  const { models } = useText();
  return (
    <Panel title={models.title} actions={list.length > 1 && <CompareChosen chosen={chosen} />}>
      <ModelTable models={list} chosen={chosen} onChoose={onChoose} />
    </Panel>
  );
}

/** Leads to where two models stand side by side, or says how to get there. */
function CompareChosen({ chosen: [first, second] }: Pick<Props, 'chosen'>) {
  const { compare } = useText().models;
  const navigate = useNavigate();
  if (first === undefined || second === undefined)
    return (
      <span className={styles.quiet} role="status">
        {first === undefined ? compare.chooseTwo : compare.chooseOther}
      </span>
    );
  return (
    <Button
      size="compact-md"
      leftSection={<IconScale size={17} />}
      onClick={() =>
        void navigate({
          to: '/models/$model',
          params: { model: first.id },
          search: { tab: 'compare', with: second.id },
        })
      }
    >
      {compare.action}
    </Button>
  );
}

function ModelTable({ models: list, chosen, onChoose }: Props) {
  const text = useText();
  const { models, tasks, common } = text;
  const { columns: words } = models;
  const ids = chosen.map(({ id }) => id);
  const choice: Column<ModelSummary> = {
    key: 'compare',
    header: <IconScale size={16} role="img" aria-label={models.compare.column} />,
    cell: (model) => {
      const isChosen = ids.includes(model.id);
      return (
        <Checkbox
          checked={isChosen}
          disabled={!isChosen && !canJoin(model, chosen)}
          aria-label={models.compare.choose(model.name)}
          onChange={() => onChoose(isChosen ? ids.filter((id) => id !== model.id) : [...ids, model.id])}
        />
      );
    },
  };
  const columns: Column<ModelSummary>[] = [
    ...(list.length > 1 ? [choice] : []),
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
