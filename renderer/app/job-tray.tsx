import { Button, Loader, Popover } from '@mantine/core';
import { IconBell, IconStack2 } from '@tabler/icons-react';
import { useState } from 'react';
import { formatCount } from '../format/numbers.ts';
import { useText } from '../text/index.ts';
import { JobEntry } from './job-entry.tsx';
import { useNoticePermission } from './job-notices.ts';
import { isEnded, useJobs } from './jobs.ts';
import styles from './job-tray.module.css';

const SHOWN_ENDED = 5;

/** Everything that runs, from every screen; the host runs it, so closing the window stops nothing. */
export function JobTray() {
  const { shell } = useText();
  const [opened, setOpened] = useState(false);
  const jobs = useJobs();
  const open = jobs.filter((job) => !isEnded(job));
  const interrupted = jobs.filter(({ state }) => state === 'interrupted');
  const ended = jobs.filter((job) => isEnded(job) && job.state !== 'interrupted').slice(-SHOWN_ENDED);
  const word =
    open.length > 0
      ? shell.jobs.running(formatCount(open.length))
      : interrupted.length > 0
        ? shell.jobs.interrupted(formatCount(interrupted.length))
        : shell.jobs.title;
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" shadow="md" trapFocus>
      <Popover.Target>
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          leftSection={open.length > 0 ? <Loader size={14} /> : <IconStack2 size={17} />}
          aria-label={shell.jobs.button(formatCount(open.length))}
          onClick={() => setOpened(!opened)}
        >
          <span className={styles.word}>{word}</span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={0} aria-label={shell.jobs.title}>
        <div className={styles.list} tabIndex={-1}>
          <p className={styles.title}>{shell.jobs.title}</p>
          {open.length === 0 && (
            <p className={styles.none}>
              {shell.jobs.none} {shell.jobs.noneHint}
            </p>
          )}
          <ul className={styles.jobs}>
            {[...open, ...interrupted, ...ended.reverse()].map((job) => (
              <JobEntry key={job.id} job={job} onLeave={() => setOpened(false)} />
            ))}
          </ul>
          <Notices />
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

/** Whether the end of work is told outside of the window. */
function Notices() {
  const { shell } = useText();
  const { permission, ask } = useNoticePermission();
  if (permission === 'not offered') return null;
  return (
    <div className={styles.notices}>
      {permission === 'default' ? (
        <Button
          variant="subtle"
          color="gray"
          size="compact-xs"
          leftSection={<IconBell size={14} aria-hidden />}
          onClick={ask}
        >
          {shell.jobs.notices.ask}
        </Button>
      ) : (
        <p className={styles.none}>{shell.jobs.notices[permission]}</p>
      )}
    </div>
  );
}
