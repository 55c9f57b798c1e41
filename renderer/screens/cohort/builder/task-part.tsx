import { NativeSelect } from '@mantine/core';
import { Notice } from '../../../components/notice.tsx';
import { useText } from '../../../text/index.ts';
import { OF_ONE_TASK } from '../search.ts';
import { TaskSelect } from '../task-select.tsx';
import styles from './builder.module.css';
import type { PartProps } from './parts.ts';

/** Task, study, labels and timing. */
export function TaskPart({ search, card, cards, options, counts, change }: PartProps & Cards) {
  const { builder, cohort, said } = useText();
  const { controls } = cohort;
  const sources = options?.sources ?? [];
  const presets = options?.presets ?? [search.preset ?? 'default'];
  return (
    <div className={styles.fields}>
      <TaskSelect
        className={styles.wide}
        label={controls.task}
        value={search.task}
        cards={cards}
        onChoose={(task) => change({ ...OF_ONE_TASK, task })}
      />
      {typeof card?.unsupported === 'string' && (
        <div className={styles.wide}>
          <Notice tone="warning">
            {cohort.card.unsupported}: {said(card.unsupported)}
          </Notice>
        </div>
      )}
      {sources.length > 1 && (
        <NativeSelect
          className={styles.wide}
          label={builder.task.source}
          value={search.source ?? ''}
          onChange={(event) => change({ source: event.currentTarget.value, units: undefined })}
          data={[
            { value: '', label: builder.task.anySource },
            ...sources.map((value) => ({ value, label: value })),
          ]}
        />
      )}
      <NativeSelect
        className={styles.wide}
        label={controls.preset}
        value={search.preset ?? 'default'}
        onChange={(event) => change({ preset: event.currentTarget.value, labels: undefined })}
        data={presets.map((value) => ({ value, label: controls.presets[value] }))}
      />
      <NativeSelect
        label={controls.labels}
        value={search.labels ?? counts?.labels ?? 'complete'}
        onChange={(event) => change({ labels: event.currentTarget.value })}
        disabled={(card?.policies.length ?? 0) < 2}
        data={(card?.policies ?? ['complete' as const]).map((value) => ({
          value,
          label: controls.policies[value],
        }))}
      />
      <NativeSelect
        label={controls.timing}
        value={search.timing ?? card?.defaultTiming ?? 'retrospective'}
        onChange={(event) => change({ timing: event.currentTarget.value })}
        disabled={(card?.timings.length ?? 0) < 2}
        data={[
          { value: 'retrospective', label: controls.timingRetrospective },
          { value: 'available', label: controls.timingAvailable },
        ]}
      />
    </div>
  );
}

interface Cards {
  readonly cards: readonly NonNullable<PartProps['card']>[];
}
