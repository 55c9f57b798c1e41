import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { ModelSummary } from '../../../main/api/services.ts';
import { api } from '../../app/client.ts';
import { toFailure } from '../../app/failure.ts';
import { fileName } from '../../app/file-name.ts';
import { useOpenJob } from '../../app/jobs.ts';
import { saveFile } from '../../app/save-file.ts';
import { FailurePanel } from '../../components/failure-panel.tsx';
import { Notice } from '../../components/notice.tsx';
import { ProgressLine } from '../../components/progress-line.tsx';
import { useText } from '../../text/index.ts';
import type { ListQuery } from './patients-screen.tsx';
import styles from './patients.module.css';

/** Saves every stay that the list finds, not only those in sight, with as-found scores. */
export function ExportList({ query, title }: { readonly query: ListQuery; readonly title: string }) {
  const { patients } = useText();
  const exported = useMutation(
    api.patients.listCsv.mutationOptions({
      onSuccess: (text) => saveFile(fileName(title, 'csv'), 'text/csv', text),
    }),
  );
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconDownload size={16} aria-hidden />}
        loading={exported.isPending}
        onClick={() => exported.mutate(query)}
      >
        {patients.export}
      </Button>
      {exported.error !== null && <FailurePanel failure={toFailure(exported.error)} />}
    </>
  );
}

/** A model whose scores are not here yet, such as one that was imported: offers to score its cohort. */
export function ScoreAll({ model }: { readonly model: ModelSummary }) {
  const { patients } = useText();
  const running = useOpenJob('scoring');
  const score = useMutation(api.predictions.score.mutationOptions());
  if (running !== undefined) return <ProgressLine label={running.title} progress={running.progress} />;
  return (
    <>
      <Notice>
        <span className={styles.unscored}>
          {patients.unscored(model.name)}
          <Button
            size="compact-sm"
            loading={score.isPending}
            onClick={() => score.mutate({ model: model.id })}
          >
            {patients.scoreAll}
          </Button>
        </span>
      </Notice>
      {score.error !== null && <FailurePanel failure={toFailure(score.error)} />}
    </>
  );
}
