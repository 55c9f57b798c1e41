import { Button, NativeSelect } from '@mantine/core';
import { IconScale } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ModelDetails, ModelSummary } from '../../../main/api/services.ts';
import { api } from '../../app/client.ts';
import { StartWork, WorkOf } from '../../app/work-of.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Panel, Stack } from '../../components/layout.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { formatMoment } from '../../format/time.ts';
import { useText } from '../../text/index.ts';
import { ComparisonFigures } from './comparison-figures.tsx';
import { modelKind } from './model-kind.ts';
import styles from './registry.module.css';

interface Props {
  readonly model: ModelDetails;
  /** Id of the model that it is compared with. */
  readonly other: string | undefined;
  readonly onChoose: (other: string) => void;
}

/** A model beside another one of its task, on the same test stays. */
export function CompareTab({ model, other, onChoose }: Props) {
  const { models } = useText();
  const list = useQuery(api.models.list.queryOptions());
  return (
    <Loaded query={list} lines={8}>
      {(all) => {
        const others = all.filter(
          ({ id, task, missing }) => id !== model.id && task === model.task && !missing,
        );
        const chosen = others.find(({ id }) => id === other);
        return others.length === 0 ? (
          <NoOther />
        ) : (
          <Stack>
            <Panel
              title={models.model.compare.with}
              {...(chosen === undefined ? { note: models.model.compare.none.text } : {})}
            >
              <Choice model={model} others={others} chosen={chosen} onChoose={onChoose} />
            </Panel>
            {chosen !== undefined && <Result model={model} other={chosen} />}
          </Stack>
        );
      }}
    </Loaded>
  );
}

function NoOther() {
  const { models } = useText();
  const navigate = useNavigate();
  const words = models.model.compare.noOther;
  return (
    <EmptyState icon={IconScale} title={words.title} text={words.text}>
      <Button onClick={() => void navigate({ to: '/train' })}>{models.train}</Button>
    </EmptyState>
  );
}

interface ChoiceProps {
  readonly model: ModelDetails;
  readonly others: readonly ModelSummary[];
  readonly chosen: ModelSummary | undefined;
  readonly onChoose: (other: string) => void;
}

function Choice({ model, others, chosen, onChoose }: ChoiceProps) {
  const text = useText();
  const words = text.models.model.compare;
  const start = useMutation(api.findings.compare.mutationOptions());
  return (
    <div className={styles.choice}>
      <NativeSelect
        className={styles.other}
        aria-label={words.with}
        value={chosen?.id ?? ''}
        onChange={(event) => onChoose(event.currentTarget.value)}
        data={[
          { value: '', label: words.choose },
          ...others.map((other) => ({
            value: other.id,
            label: `${other.name} · ${modelKind(other, text)} · ${formatMoment(other.createdAt)}`,
          })),
        ]}
      />
      <StartWork
        kind="comparison"
        start={start}
        onStart={() => chosen !== undefined && start.mutate({ first: model.id, second: chosen.id })}
        label={words.start}
        isReady={chosen !== undefined}
      />
    </div>
  );
}

function Result({ model, other }: { readonly model: ModelDetails; readonly other: ModelSummary }) {
  const { models } = useText();
  const words = models.model.compare;
  const report = useQuery(api.findings.comparison.queryOptions({ first: model.id, second: other.id }));
  return (
    <>
      <WorkOf kind="comparison" title={words.running} />
      <Loaded query={report} lines={10}>
        {(data) =>
          data === null ? (
            <EmptyState icon={IconScale} title={words.none.title} text={words.none.text} />
          ) : (
            <ComparisonFigures comparison={data} first={model.name} second={other.name} />
          )
        }
      </Loaded>
    </>
  );
}
