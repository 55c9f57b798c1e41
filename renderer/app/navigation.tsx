import {
  IconChartHistogram,
  IconDatabaseImport,
  IconFilterSearch,
  IconHome,
  IconListDetails,
  IconPackages,
  IconSchool,
  IconSettings,
  IconUsers,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useText } from '../text/index.ts';
import styles from './shell.module.css';

const WORK = [
  { to: '/', key: 'start', Icon: IconHome },
  { to: '/import', key: 'import', Icon: IconDatabaseImport },
  { to: '/cohort', key: 'cohort', Icon: IconFilterSearch },
  { to: '/patients', key: 'patients', Icon: IconUsers },
  { to: '/train', key: 'train', Icon: IconSchool },
  { to: '/models', key: 'models', Icon: IconPackages },
  { to: '/audit', key: 'audit', Icon: IconChartHistogram },
] as const;

const HOUSEKEEPING = [
  { to: '/activity', key: 'activity', Icon: IconListDetails },
  { to: '/settings', key: 'settings', Icon: IconSettings },
] as const;

type Entry = (typeof WORK)[number] | (typeof HOUSEKEEPING)[number];

interface LinksProps extends Pick<Props, 'onFollow'> {
  readonly entries: readonly Entry[];
}

function Links({ entries, onFollow }: LinksProps) {
  const { shell } = useText();
  return (
    <ul>
      {entries.map(({ to, key, Icon }) => (
        <li key={key}>
          <Link
            to={to}
            className={styles.link}
            activeOptions={{ exact: to === '/', includeSearch: false }}
            onClick={onFollow}
          >
            <Icon size={18} stroke={1.7} aria-hidden />
            {shell.nav[key]}
          </Link>
        </li>
      ))}
    </ul>
  );
}

interface Props {
  /** In a narrow window it lies over the page until a screen is chosen. */
  readonly open: boolean;
  readonly onFollow: () => void;
}

/** The screens, in the order of the work. */
export function Navigation({ open, onFollow }: Props) {
  const { shell } = useText();
  return (
    <nav
      id="navigation"
      className={[styles.nav, open ? styles.navOpen : undefined].join(' ')}
      aria-label={shell.navigation}
    >
      <Links entries={WORK} onFollow={onFollow} />
      <div className={styles.rule} />
      <Links entries={HOUSEKEEPING} onFollow={onFollow} />
    </nav>
  );
}
