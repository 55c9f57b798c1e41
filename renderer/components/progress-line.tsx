import { Progress } from '@mantine/core';
import type { Job } from '../../main/api/services.ts';
import { formatShare } from '../format/risk.ts';
import { formatDuration } from '../format/time.ts';
import { useText } from '../text/index.ts';
import styles from './progress-line.module.css';

interface Props {
  readonly label: string;
  readonly progress: Job['progress'];
}

/** What a job does now, how far it is and how long it still takes. */
export function ProgressLine({ label, progress }: Props) {
  const { common, said, shell } = useText();
  const fraction = progress?.fraction ?? null;
  const left = progress?.secondsLeft ?? null;
  return (
    <div className={styles.line}>
      <div className={styles.words}>
        <span className={styles.step}>
          {progress === null ? shell.jobs.jobState.queued : said(progress.step)}
        </span>
        <span className={styles.left}>
          {fraction !== null && formatShare(fraction)}
          {left !== null && ` · ${common.secondsLeft(formatDuration(left))}`}
        </span>
      </div>
      {/* Each step of a transition would lay out and paint the page again, for a bar that creeps anyway. */}
      <Progress.Root size="sm" transitionDuration={0}>
        <Progress.Section
          value={fraction === null ? 100 : fraction * 100}
          animated={fraction === null}
          striped={fraction === null}
          aria-label={said(label)}
        />
      </Progress.Root>
    </div>
  );
}
