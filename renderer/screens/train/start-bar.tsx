import { Button } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api } from '../../app/client.ts';
import { toFailure } from '../../app/failure.ts';
import { FailurePanel } from '../../components/failure-panel.tsx';
import { formatDuration } from '../../format/time.ts';
import { useText } from '../../text/index.ts';
import { networksOf } from './networks.ts';
import styles from './train.module.css';
import type { TrainingPlan } from './use-training-plan.ts';

interface Props {
  readonly plan: TrainingPlan;
  /** The settings are those of no preset. */
  readonly isCustom: boolean;
}

/** What will run and the button that starts it, in sight wherever the screen is scrolled to. */
export function StartBar({ plan, isCustom }: Props) {
  const { train } = useText();
  const navigate = useNavigate();
  const start = useMutation(
    api.training.start.mutationOptions({
      onSuccess: ({ job }) => navigate({ to: '/train/jobs/$job', params: { job } }),
    }),
  );
  return (
    <section className={styles.bar} aria-label={train.bar.title}>
      {start.error !== null && (
        <div className={styles.wide}>
          <FailurePanel failure={toFailure(start.error)} />
        </div>
      )}
      <p>{plan.isPossible ? <WhatRuns plan={plan} isCustom={isCustom} /> : train.bar.impossible}</p>
      <Button
        leftSection={<IconPlayerPlay size={17} />}
        loading={start.isPending}
        disabled={!plan.isPossible}
        onClick={() => start.mutate(plan.request)}
      >
        {train.form.start}
      </Button>
    </section>
  );
}

/** Preset, task, what the model is made of, and how long it takes. */
function WhatRuns({ plan: { request, estimate }, isCustom }: Props) {
  const text = useText();
  const { train, tasks, said } = text;
  const presets = useQuery(api.training.presets.queryOptions()).data ?? [];
  const preset =
    presets.find((one) => one.preset === request.trainingPreset)?.title ?? request.trainingPreset;
  const seconds = estimate.data?.seconds ?? null;
  const parts = [
    tasks.task[request.task],
    ...networksOf(request, text),
    ...(seconds === null ? [] : [train.bar.time(formatDuration(seconds))]),
  ];
  return (
    <>
      <strong>{isCustom ? train.runs.changed(said(preset)) : said(preset)}</strong>
      {parts.map((part) => ` · ${part}`)}
    </>
  );
}
