import { ActionIcon, Tooltip, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { IconAlertCircle, IconMenu2, IconMoon, IconSun } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, Outlet } from '@tanstack/react-router';
import { useState } from 'react';
import { Tag } from '../components/tag.tsx';
import { formatCount } from '../format/numbers.ts';
import { useText } from '../text/index.ts';
import { api } from './client.ts';
import { JobTray } from './job-tray.tsx';
import { useJobStream } from './jobs.ts';
import { Navigation } from './navigation.tsx';
import styles from './shell.module.css';

/** The frame around every screen: where one is, what runs, which data these are, and what they are not for. */
export function Shell() {
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
  const databases = useQuery(api.databases.list.queryOptions());
  const current = databases.data?.find((database) => database.current);
  if (databases.data === undefined) return null;
  return (
    <div className={styles.database}>
      <span className={styles.databaseName}>{current?.name ?? shell.noDatabase}</span>
      {current?.kind === 'demo' && <Tag tone="warning">{common.synthetic}</Tag>}
    </div>
  );
}

function ThemeSwitch() {
  const { shell } = useText();
  const current = useComputedColorScheme('light');
  const { setColorScheme } = useMantineColorScheme();
  const save = useMutation(api.settings.set.mutationOptions());
  const other = current === 'dark' ? 'light' : 'dark';
  const label = shell.theme.switchTo[other];
  const change = (): void => {
    setColorScheme(other);
    save.mutate({ theme: other });
  };
  return (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" color="gray" size="lg" aria-label={label} onClick={change}>
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
          {info.degraded.length > 0 && <span>{shell.degraded(formatCount(info.degraded.length))}</span>}
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
