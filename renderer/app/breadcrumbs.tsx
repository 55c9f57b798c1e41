import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import { useText } from '../text/index.ts';
import { api } from './client.ts';
import { PAGES, type Page } from './pages.ts';
import styles from './shell.module.css';

/** Where an address lies: the screen of the navigation, and the thing on it that is open. */
export function placeOf(pathname: string): {
  readonly page: Page | undefined;
  readonly rest: readonly string[];
} {
  const [first = '', ...rest] = pathname.split('/').filter(Boolean);
  return { page: PAGES.find(({ to }) => to === `/${first}`), rest };
}

/** The way from the screen of the navigation to what is open on it; the last is where one is. */
export function Breadcrumbs() {
  const { shell } = useText();
  const { pathname } = useLocation();
  const { page, rest } = placeOf(pathname);
  const thing = useThing(page, rest);
  const here = thing ?? (page === undefined ? undefined : shell.nav[page.key]);
  if (page === undefined && pathname !== '/help') return null;
  return (
    <nav className={styles.trail} aria-label={shell.trail.label}>
      <ol>
        {page !== undefined && thing !== undefined && (
          <li>
            <Link to={page.to} activeOptions={{ exact: true }}>
              {shell.nav[page.key]}
            </Link>
          </li>
        )}
        <li aria-current="page">{here ?? shell.trail.help}</li>
      </ol>
    </nav>
  );
}

/** The name of what is open on a screen; `undefined` on the screen itself. */
function useThing(page: Page | undefined, [first, second]: readonly string[]): string | undefined {
  const { shell } = useText();
  const model = page?.key === 'models' ? first : undefined;
  const models = useQuery(api.models.list.queryOptions(undefined, { enabled: model !== undefined })).data;
  if (first === undefined) return undefined;
  if (model !== undefined) return models?.find(({ id }) => id === model)?.name ?? shell.nav.models;
  return second === undefined ? shell.trail.stay(decodeURIComponent(first)) : shell.trail.run;
}
