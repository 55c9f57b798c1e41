import { NativeSelect, type NativeSelectProps } from '@mantine/core';
import type { LabelCard } from '../../../main/api/services.ts';
import { useText } from '../../text/index.ts';

interface Props extends Pick<NativeSelectProps, 'label' | 'disabled' | 'error' | 'className'> {
  readonly value: LabelCard['task'];
  /** None while they are not known yet: every task can be chosen. */
  readonly cards: readonly LabelCard[];
  readonly onChoose: (task: string) => void;
}

/** The tasks; those that no source of the database can answer are greyed out, with the reason below. */
export function TaskSelect({ value, cards, onChoose, ...rest }: Props) {
  const { said, tasks } = useText();
  const unanswered = cards.filter(({ task, unsupported }) => unsupported !== null && task !== value);
  const names = Object.entries(tasks.task).map(([task, label]) => ({
    value: task,
    label,
    disabled: unanswered.some((card) => card.task === task),
  }));
  const byReason = Map.groupBy(unanswered, ({ unsupported }) => unsupported ?? '');
  const reasons = [...byReason].map(
    ([reason, of]) => `${of.map(({ task }) => tasks.task[task]).join(', ')}: ${said(reason)}`,
  );
  return (
    <NativeSelect
      {...rest}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      value={value}
      description={reasons.length === 0 ? undefined : reasons.join(' ')}
      onChange={(event) => onChoose(event.currentTarget.value)}
      data={names}
    />
  );
}
