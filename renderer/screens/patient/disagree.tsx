import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import type { Disagreement, DisagreementInput, ModelSummary } from '../../../main/api/services.ts';
import { api } from '../../app/client.ts';
import { toFailure } from '../../app/failure.ts';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { FailurePanel } from '../../components/failure-panel.tsx';
import { Panel } from '../../components/layout.tsx';
import { NO_VALUE } from '../../format/numbers.ts';
import { formatRisk } from '../../format/risk.ts';
import { formatDay } from '../../format/time.ts';
import { useText } from '../../text/index.ts';
import styles from './patient.module.css';

const DIRECTIONS = ['higher', 'lower'] as const satisfies readonly DisagreementInput['direction'][];
const LONGEST_COMMENT = 500;

interface Props {
  readonly encounter: string;
  readonly model: ModelSummary;
}

/** Says, with a reason, that a risk is thought to be wrong; it is kept and logged, and the score stays as it is. */
export function Disagree({ encounter, model }: Props) {
  const { disagree } = useText().patient;
  const found = useQuery(api.predictions.coalitions.queryOptions({ encounter, model: model.id })).data
    ?.coalitions[0];
  const said = useQuery(api.predictions.disagreements.queryOptions({ encounter })).data ?? [];
  return (
    <Panel title={disagree.title} note={disagree.note}>
      {found !== undefined && <Form encounter={encounter} model={model.id} probability={found.probability} />}
      {said.length > 0 && <Said said={said} />}
    </Panel>
  );
}

type FormProps = Pick<DisagreementInput, 'encounter' | 'model' | 'probability'>;

function Form(stay: FormProps) {
  const { disagree } = useText().patient;
  const queries = useQueryClient();
  const [direction, setDirection] = useState<DisagreementInput['direction']>('higher');
  const [reason, setReason] = useState<DisagreementInput['reason'] | ''>('');
  const [estimate, setEstimate] = useState('');
  const [comment, setComment] = useState('');
  const add = useMutation(
    api.predictions.disagree.mutationOptions({
      onSuccess: (said) => {
        const key = api.predictions.disagreements.queryKey({ encounter: stay.encounter });
        queries.setQueryData(key, said);
        setReason('');
        setEstimate('');
        setComment('');
      },
    }),
  );
  const percent = estimate.trim() === '' ? null : Number(estimate);
  const isPercent = percent === null || (percent > 0 && percent < 100);
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (reason === '' || !isPercent) return;
    add.mutate({
      ...stay,
      direction,
      reason,
      estimate: percent === null ? null : percent / 100,
      comment: comment.trim() === '' ? null : comment,
    });
  };
  const reasons = Object.entries(disagree.reasons) as [DisagreementInput['reason'], string][];
  return (
    <form className={styles.disagree} onSubmit={submit}>
      <NativeSelect
        label={disagree.direction(formatRisk(stay.probability))}
        value={direction}
        onChange={({ currentTarget }) =>
          setDirection(DIRECTIONS.find((name) => name === currentTarget.value) ?? direction)
        }
        data={DIRECTIONS.map((value) => ({ value, label: disagree.directions[value] }))}
      />
      <NativeSelect
        label={disagree.reason}
        value={reason}
        onChange={({ currentTarget }) =>
          setReason(reasons.find(([name]) => name === currentTarget.value)?.[0] ?? '')
        }
        data={[{ value: '', label: disagree.choose }, ...reasons.map(([value, label]) => ({ value, label }))]}
      />
      <TextInput
        label={disagree.estimate}
        inputMode="decimal"
        value={estimate}
        error={isPercent ? undefined : disagree.notPercent}
        onChange={({ currentTarget }) => setEstimate(currentTarget.value)}
      />
      <Textarea
        className={styles.comment}
        label={disagree.comment}
        description={disagree.commentNote}
        autosize
        minRows={2}
        maxLength={LONGEST_COMMENT}
        value={comment}
        onChange={({ currentTarget }) => setComment(currentTarget.value)}
      />
      <Button type="submit" variant="default" disabled={reason === '' || !isPercent} loading={add.isPending}>
        {disagree.log}
      </Button>
      {add.error !== null && <FailurePanel failure={toFailure(add.error)} />}
    </form>
  );
}

function Said({ said }: { readonly said: readonly Disagreement[] }) {
  const { disagree } = useText().patient;
  const columns: Column<Disagreement>[] = [
    { key: 'at', header: disagree.when, rowHeader: true, cell: ({ at }) => formatDay(at) },
    {
      key: 'score',
      header: disagree.score,
      numeric: true,
      cell: ({ probability }) => formatRisk(probability),
    },
    { key: 'direction', header: disagree.thought, cell: ({ direction }) => disagree.directions[direction] },
    {
      key: 'estimate',
      header: disagree.own,
      numeric: true,
      cell: ({ estimate }) => (estimate === null ? NO_VALUE : formatRisk(estimate)),
    },
    { key: 'reason', header: disagree.reason, cell: ({ reason }) => disagree.reasons[reason] },
    { key: 'comment', header: disagree.comment, cell: ({ comment }) => comment ?? '' },
  ];
  return (
    <div className={styles.said}>
      <DataTable label={disagree.said} columns={columns} rows={said} rowKey={(_, index) => index} />
    </div>
  );
}
