import { ActionIcon, Kbd, Tooltip } from '@mantine/core';
import {
  IconAlertCircle,
  IconHelp,
  IconLock,
  IconMenu2,
  IconMoon,
  IconSearch,
  IconSun,
  type Icon,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazyRouteComponent, Link, Outlet, useRouter } from '@tanstack/react-router';
import { Suspense, useEffect, useState } from 'react';
import { Tag } from '../components/tag.tsx';
import { formatCount } from '../format/numbers.ts';
import { useText } from '../text/index.ts';
import { Breadcrumbs } from './breadcrumbs.tsx';
import { api } from './client.ts';
import { useCurrentDatabase } from './current-database.ts';
import { desktop } from './desktop.ts';
import { useFileDrop } from './file-drop.ts';
import { useKeptOffer } from './kept-offer.tsx';
import { Tour } from './help/tour.tsx';
import { JobTray } from './job-tray.tsx';
import { useJobStream } from './jobs.ts';
import { useLock, useLockNow } from './lock.ts';
import { LockScreen } from './lock-screen.tsx';
import { Navigation } from './navigation.tsx';
import { useOverlay } from './overlay.ts';
import styles from './shell.module.css';
import { usePaperTheme } from './printing.ts';
import { MOD } from './shortcuts.ts';
import { useTextSize } from './text-size.ts';
import { useThemeChoice } from './theme-choice.ts';

// Neither is needed before it is asked for.
const CommandPalette = lazyRouteComponent(() => import('./palette/command-palette.tsx'), 'CommandPalette');
const KeysSheet = lazyRouteComponent(() => import('./help/keys-sheet.tsx'), 'KeysSheet');

/** The window: its frame with a screen in it, or the lock. */
export function Shell() {
  const lock = useLock();
  const router = useRouter();
  useEffect(() => desktop?.onOpenPage((page) => router.history.push(page)), [router]);
  return lock?.locked === true ? <LockScreen hasPassphrase={lock.hasPassphrase} /> : <Frame />;
}

/** The frame around every screen: where one is, what runs, which data these are, and what they are not for. */
function Frame() {
  const { shell, palette, keys } = useText();
  const [menuOpen, setMenuOpen] = useState(false);
  const connected = useJobStream();
  useTextSize();
  useFileDrop();
  useKeptOffer();
  usePaperTheme();
  const { overlay, show, tour } = useOverlay();
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
        <Link to="/" className={styles.brand} aria-label={shell.product}>
          <img src="/icon.svg" width={22} height={22} alt="" />
          <span className={styles.brandName}>{shell.product}</span>
        </Link>
        <CurrentDatabase />
        <Breadcrumbs />
        <div className={styles.spacer} />
        <button
          type="button"
          className={styles.search}
          // What is seen of it: in a narrow window that is the icon alone.
          aria-label={`${palette.open} ${MOD} K`}
          data-toured={tour?.at === 'palette' || undefined}
          onClick={() => show('palette')}
        >
          <IconSearch size={16} aria-hidden />
          <span className={styles.searchWord}>{palette.open}</span> <Kbd size="xs">{MOD} K</Kbd>
        </button>
        <JobTray />
        <HeadButton label={keys.open} Icon={IconHelp} onClick={() => show('keys')} />
        <LockButton />
        <ThemeSwitch />
      </header>
      {tour !== undefined && <Tour {...tour} />}
      <Navigation open={menuOpen} toured={tour?.at} onFollow={() => setMenuOpen(false)} />
      <main id="main" className={styles.main} tabIndex={-1}>
        <Outlet />
      </main>
      <Foot connected={connected} />
      <Suspense fallback={null}>
        {overlay === 'palette' && <CommandPalette show={show} />}
        {overlay === 'keys' && <KeysSheet show={show} />}
      </Suspense>
    </div>
  );
}

interface HeadButtonProps {
  readonly label: string;
  readonly Icon: Icon;
  readonly onClick: () => void;
}

function HeadButton({ label, Icon, onClick }: HeadButtonProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" color="gray" size="lg" aria-label={label} onClick={onClick}>
        <Icon size={19} />
      </ActionIcon>
    </Tooltip>
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
  return <HeadButton label={shell.lock.now} Icon={IconLock} onClick={useLockNow()} />;
}

function ThemeSwitch() {
  const { shell } = useText();
  const [current, choose] = useThemeChoice();
  const other = current === 'dark' ? 'light' : 'dark';
  return (
    <HeadButton
      label={shell.theme.switchTo[other]}
      Icon={current === 'dark' ? IconSun : IconMoon}
      onClick={() => choose(other)}
    />
  );
}

function Foot({ connected }: { readonly connected: boolean }) {
  const { said, shell } = useText();
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
            {info.engine === null ? shell.noEngine : shell.engine(info.engine.name, said(info.engine.device))}
          </span>
          <span>
            {shell.product} {info.version}
          </span>
        </span>
      )}
    </footer>
  );
}
