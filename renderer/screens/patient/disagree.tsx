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
import { type DisagreementForm, disagreementOf, EMPTY_FORM, estimateOf } from './disagreement-form.ts';
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
    <Panel
      title={disagree.title}
      note={disagree.note}
      className={said.length === 0 ? styles.nothingSaid : undefined}
    >
      {found !== undefined && <Form encounter={encounter} model={model.id} probability={found.probability} />}
      {said.length > 0 && <Said said={said} />}
    </Panel>
  );
}

type FormProps = Pick<DisagreementInput, 'encounter' | 'model' | 'probability'>;

function Form(stay: FormProps) {
  const { disagree } = useText().patient;
  const queries = useQueryClient();
  const [form, setForm] = useState(EMPTY_FORM);
  const change = (part: Partial<DisagreementForm>): void => setForm((before) => ({ ...before, ...part }));
  const add = useMutation(
    api.predictions.disagree.mutationOptions({
      onSuccess: (said) => {
        const key = api.predictions.disagreements.queryKey({ encounter: stay.encounter });
        queries.setQueryData(key, said);
        setForm(EMPTY_FORM);
      },
    }),
  );
  const input = disagreementOf(stay, form);
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (input !== null) add.mutate(input);
  };
  const reasons = Object.entries(disagree.reasons) as [DisagreementInput['reason'], string][];
  return (
    <form className={styles.disagree} onSubmit={submit}>
      <NativeSelect
        label={disagree.direction(formatRisk(stay.probability))}
        value={form.direction}
        onChange={({ currentTarget }) =>
          change({ direction: DIRECTIONS.find((name) => name === currentTarget.value) ?? form.direction })
        }
        data={DIRECTIONS.map((value) => ({ value, label: disagree.directions[value] }))}
      />
      <NativeSelect
        label={disagree.reason}
        value={form.reason}
        onChange={({ currentTarget }) =>
          change({ reason: reasons.find(([name]) => name === currentTarget.value)?.[0] ?? '' })
        }
        data={[{ value: '', label: disagree.choose }, ...reasons.map(([value, label]) => ({ value, label }))]}
      />
      <TextInput
        label={disagree.estimate}
        inputMode="decimal"
        value={form.estimate}
        error={estimateOf(form) === undefined ? disagree.notPercent : undefined}
        onChange={({ currentTarget }) => change({ estimate: currentTarget.value })}
      />
      <Textarea
        className={styles.comment}
        label={disagree.comment}
        description={disagree.commentNote}

        rows={2}
        maxLength={LONGEST_COMMENT}
        value={form.comment}
        onChange={({ currentTarget }) => change({ comment: currentTarget.value })}
      />
      <Button type="submit" variant="default" disabled={input === null} loading={add.isPending}>
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
