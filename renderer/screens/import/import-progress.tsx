import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { Job } from '../../../main/api/services.ts';
import { api } from '../../app/client.ts';
import { Facts } from '../../components/facts.tsx';
import { Panel } from '../../components/layout.tsx';
import { ProgressLine } from '../../components/progress-line.tsx';
import { formatCount, formatRate, NO_VALUE } from '../../format/numbers.ts';
import { useText } from '../../text/index.ts';
import styles from './import.module.css';

/** A running import, file by file. */
export function ImportProgress({ job }: { readonly job: Job }) {
  const { imports } = useText();
  const cancel = useMutation(api.jobs.cancel.mutationOptions());
  const { id } = job;
  return (
    <Panel
      title={imports.progress.title}
      note={imports.progress.note}
      actions={
        <Button variant="default" loading={cancel.isPending} onClick={() => cancel.mutate({ id })}>
          {imports.progress.cancel}
        </Button>
      }
    >
      <div className={styles.stack}>
        <ProgressLine label={job.title} progress={job.progress} />
        {job.progress?.import !== undefined && <FileProgress progress={job.progress.import} />}
      </div>
    </Panel>
  );
}

type Progress = NonNullable<NonNullable<Job['progress']>['import']>;

function FileProgress({ progress }: { readonly progress: Progress }) {
  const { imports, common } = useText();
  const { file, fileIndex, fileCount, rows, estimatedRows, rowsPerSecond, rejected, phase } = progress;
  const counted =
    estimatedRows === null
      ? formatCount(rows)
      : `${formatCount(rows)} ${common.of} ${formatCount(Math.max(rows, estimatedRows))}`;
  return (
    <Facts
      facts={[
        [
          `${imports.phase[phase]} · ${imports.progress.file(formatCount(fileIndex + 1), formatCount(fileCount))}`,
          <span key="file" className={styles.file}>
            {file ?? NO_VALUE}
          </span>,
        ],
        [imports.progress.rows, counted],
        [imports.progress.rate, rowsPerSecond === null ? NO_VALUE : formatRate(rowsPerSecond)],
        [imports.progress.rejected, formatCount(rejected)],
      ]}
    />
  );
}
