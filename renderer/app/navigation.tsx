import { Link } from '@tanstack/react-router';
import { useText } from '../text/index.ts';
import { HOUSEKEEPING, WORK, type Page } from './pages.ts';
import styles from './shell.module.css';

interface LinksProps extends Pick<Props, 'onFollow' | 'toured'> {
  readonly entries: readonly Page[];
}

function Links({ entries, toured, onFollow }: LinksProps) {
  const { shell } = useText();
  return (
    <ul>
      {entries.map(({ to, key, Icon }) => (
        <li key={key}>
          <Link
            to={to}
            className={styles.link}
            data-toured={toured === key || undefined}
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
  /** The screen that the tour is at, if it is at one. */
  readonly toured: string | undefined;
  readonly onFollow: () => void;
}

/** The screens, in the order of the work. */
export function Navigation({ open, toured, onFollow }: Props) {
  const { shell } = useText();
  return (
    <nav
      id="navigation"
      className={[styles.nav, open ? styles.navOpen : undefined].join(' ')}
      aria-label={shell.navigation}
    >
      <Links entries={WORK} toured={toured} onFollow={onFollow} />
      <div className={styles.rule} />
      <Links entries={HOUSEKEEPING} toured={toured} onFollow={onFollow} />
    </nav>
  );
}
