import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api } from '../../app/client.ts';
import { lastVisit } from '../../app/last-visit.ts';
import { Panel } from '../../components/layout.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { formatMoment } from '../../format/time.ts';
import { useText } from '../../text/index.ts';
import styles from './start-screen.module.css';

const SHOWN = 5;

/** The latest entries of the log that are newer than the last visit. */
export function RecentChanges() {
  const { start, activity } = useText();
  const log = useQuery(api.activity.list.queryOptions({ offset: 0, limit: 20 }));
  return (
    <Panel title={start.changes.title} actions={<Link to="/activity">{start.changes.all}</Link>}>
      <Loaded query={log}>
        {({ rows }) => {
          const fresh = rows.filter(({ at }) => lastVisit === null || at > lastVisit).slice(0, SHOWN);
          if (fresh.length === 0) return <p className={styles.none}>{start.changes.none}</p>;
          return (
            <ul className={styles.list}>
              {fresh.map((entry) => (
                <li key={entry.id} className={styles.item}>
                  <span>{activity.actions[entry.action] ?? entry.action}</span>
                  <span className={styles.meta}>{formatMoment(entry.at)}</span>
                </li>
              ))}
            </ul>
          );
        }}
      </Loaded>
    </Panel>
  );
}
