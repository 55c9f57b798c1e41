import { NativeSelect } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { CohortDescription, LabelCard } from '../../../main/api/services.ts';
import { Notice } from '../../components/notice.tsx';
import { useText } from '../../text/index.ts';
import styles from './cohort.module.css';
import { type CohortSearch, DEFAULT_TASK, validateCohortSearch } from './search.ts';

interface Props {
  readonly cards: readonly LabelCard[];
  readonly search: CohortSearch;
  /** The label policy in force, which the preset decides where the address does not. */
  readonly labels: CohortDescription['labels'] | undefined;
}

/** Task and rules; each change is a change of the address. */
export function CohortControls({ cards, search, labels }: Props) {
  const { cohort, tasks } = useText();
  const navigate = useNavigate({ from: '/cohort' });
  const { controls } = cohort;
  const task = search.task ?? DEFAULT_TASK;
  const card = cards.find((candidate) => candidate.task === task);
  const change = (name: string, value: string): void => {
    void navigate({ search: (before) => validateCohortSearch({ ...before, [name]: value }) });
  };
  const onChange = (name: string) => (event: { readonly currentTarget: HTMLSelectElement }) =>
    change(name, event.currentTarget.value);
  return (
    <>
      <div className={styles.controls}>
        <NativeSelect
          className={styles.control}
          label={controls.task}
          value={task}
          onChange={onChange('task')}
          data={cards.map(({ task: value }) => ({ value, label: tasks.task[value] }))}
        />
        <NativeSelect
          className={styles.control}
          label={controls.preset}
          value={search.preset ?? 'default'}
          onChange={onChange('preset')}
          data={[
            { value: 'default', label: controls.presetDefault },
            { value: 'muse', label: controls.presetMuse },
            { value: 'muse-eicu', label: controls.presetMuseEicu },
          ]}
        />
        <NativeSelect
          className={styles.control}
          label={controls.labels}
          value={search.labels ?? labels ?? 'complete'}
          onChange={onChange('labels')}
          disabled={(card?.policies.length ?? 0) < 2}
          data={[
            { value: 'complete', label: controls.labelsComplete },
            { value: 'muse', label: controls.labelsMuse },
          ]}
        />
        <NativeSelect
          className={styles.control}
          label={controls.timing}
          value={search.timing ?? card?.defaultTiming ?? 'retrospective'}
          onChange={onChange('timing')}
          disabled={(card?.timings.length ?? 0) < 2}
          data={[
            { value: 'retrospective', label: controls.timingRetrospective },
            { value: 'available', label: controls.timingAvailable },
          ]}
        />
      </div>
      {typeof card?.unsupported === 'string' && (
        <Notice tone="warning">
          {cohort.card.unsupported}: {card.unsupported}
        </Notice>
      )}
    </>
  );
}
