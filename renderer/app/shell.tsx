import { ActionIcon, Tooltip } from '@mantine/core';
import { IconAlertCircle, IconLock, IconMenu2, IconMoon, IconSun } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, Outlet, useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { Tag } from '../components/tag.tsx';
import { formatCount } from '../format/numbers.ts';
import { useText } from '../text/index.ts';
import { api } from './client.ts';
import { useCurrentDatabase } from './current-database.ts';
import { desktop } from './desktop.ts';
import { JobTray } from './job-tray.tsx';
import { useJobStream } from './jobs.ts';
import { useLock } from './lock.ts';
import { LockScreen } from './lock-screen.tsx';
import { Navigation } from './navigation.tsx';
import styles from './shell.module.css';
import { useThemeChoice } from './theme-choice.ts';

/** The window: its frame with a screen in it, or the lock. */
export function Shell() {
  const lock = useLock();
  const router = useRouter();
  useEffect(() => desktop?.onOpenPage((page) => router.history.push(page)), [router]);
  return lock?.locked === true ? <LockScreen hasPassphrase={lock.hasPassphrase} /> : <Frame />;
}

/** The frame around every screen: where one is, what runs, which data these are, and what they are not for. */
function Frame() {
  const { shell } = useText();
  const [menuOpen, setMenuOpen] = useState(false);
  const connected = useJobStream();
  return (
    <div className={styles.shell} onKeyDown={(event) => event.key === 'Escape' && setMenuOpen(false)}>
      <a className={styles.skip} href="#main">
        {shell.skip}
      </a>
      <header className={styles.head}>
        <ActionIcon
          className={styles.menuButton}
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={shell.menu}
          aria-expanded={menuOpen}
          aria-controls="navigation"
          onClick={() => setMenuOpen(!menuOpen)}
        >
          <IconMenu2 size={20} />
        </ActionIcon>
        <Link to="/" className={styles.brand}>
          <img src="/icon.svg" width={22} height={22} alt="" />
          {shell.product}
        </Link>
        <CurrentDatabase />
        <div className={styles.spacer} />
        <JobTray />
        <LockButton />
        <ThemeSwitch />
      </header>
      <Navigation open={menuOpen} onFollow={() => setMenuOpen(false)} />
      <main id="main" className={styles.main} tabIndex={-1}>
        <Outlet />
      </main>
      <Foot connected={connected} />
    </div>
  );
}

function CurrentDatabase() {
  const { shell, common } = useText();
  const current = useCurrentDatabase().data;
  if (current === undefined) return null;
  return (
    <div className={styles.database}>
      <span className={styles.databaseName}>{current?.name ?? shell.noDatabase.title}</span>
      {current?.kind === 'demo' && <Tag tone="warning">{common.synthetic}</Tag>}
    </div>
  );
}

function LockButton() {
  const { shell } = useText();
  const queries = useQueryClient();
  const lock = useMutation(
    api.lock.lock.mutationOptions({
      onSuccess: (state) => queries.setQueryData(api.lock.state.queryKey(), state),
    }),
  );
  return (
    <Tooltip label={shell.lock.now}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={shell.lock.now}
        onClick={() => lock.mutate()}
      >
        <IconLock size={19} />
      </ActionIcon>
    </Tooltip>
  );
}

function ThemeSwitch() {
  const { shell } = useText();
  const [current, choose] = useThemeChoice();
  const other = current === 'dark' ? 'light' : 'dark';
  const label = shell.theme.switchTo[other];
  return (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" color="gray" size="lg" aria-label={label} onClick={() => choose(other)}>
        {current === 'dark' ? <IconSun size={19} /> : <IconMoon size={19} />}
      </ActionIcon>
    </Tooltip>
  );
}

function Foot({ connected }: { readonly connected: boolean }) {
  const { shell } = useText();
  const info = useQuery(api.system.info.queryOptions()).data;
  return (
    <footer className={styles.foot}>
      <span className={styles.notice}>
        <IconAlertCircle size={14} aria-hidden />
        {shell.research}
      </span>
      <span role="status" className={styles.lost}>
        {connected ? '' : shell.lostConnection}
      </span>
      {info !== undefined && (
        <span className={styles.footEnd}>
          {info.degraded.length > 0 && (
            <Link to="/settings">{shell.degraded(formatCount(info.degraded.length))}</Link>
          )}
          <span>
            {info.engine === null ? shell.noEngine : shell.engine(info.engine.name, info.engine.device)}
          </span>
          <span>
            {shell.product} {info.version}
          </span>
        </span>
      )}
    </footer>
  );
}
