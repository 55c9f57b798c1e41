import { Link } from '@tanstack/react-router';
import { FIGURES } from '../../components/figures.ts';
import { Page, Panel } from '../../components/layout.tsx';
import { useText } from '../../text/index.ts';
import styles from './help.module.css';

/** What each figure of the window means; every entry has an address of its own. */
export function HelpScreen() {
  const { figures, start } = useText();
  return (
    <Page title={figures.title} subtitle={figures.subtitle}>
      <dl className={styles.figures}>
        {FIGURES.map((figure) => {
          const { name, text, source } = figures.byName[figure];
          return (
            <div key={figure} id={figure} className={styles.figure}>
              <dt>
                <Link to="/help" hash={figure}>
                  {name}
                </Link>
              </dt>
              <dd>{text}</dd>
              <dd className={styles.source}>{figures.source(source)}</dd>
            </div>
          );
        })}
      </dl>
      <Panel title={start.notice.title}>{start.notice.text}</Panel>
    </Page>
  );
}
