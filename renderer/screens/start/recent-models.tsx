import { Link } from '@tanstack/react-router';
import type { ModelSummary } from '../../../main/api/services.ts';
import { formatInterval, formatMetric } from '../../format/risk.ts';
import { formatMoment } from '../../format/time.ts';
import { useText } from '../../text/index.ts';
import styles from './start-screen.module.css';

const SHOWN = 4;

export function RecentModels({ models }: { readonly models: readonly ModelSummary[] }) {
  const { start, tasks } = useText();
  if (models.length === 0) return <p className={styles.none}>{start.models.none}</p>;
  const recent = [...models].sort((a, b) => b.createdAt.localeCompare(a.createdAt)).slice(0, SHOWN);
  return (
    <ul className={styles.list}>
      {recent.map((model) => (
        <li key={model.id} className={styles.item}>
          <Link to="/models/$model" params={{ model: model.id }} className={styles.itemName}>
            {model.name}
          </Link>
          <span className={styles.meta}>
            {start.models.auroc(formatMetric(model.test.auroc), formatInterval(model.test.intervals?.auroc))}
          </span>
          <span className={styles.meta} style={{ flexBasis: '100%' }}>
            {tasks.task[model.task]} · {tasks.timing[model.timing]} · {formatMoment(model.createdAt)}
          </span>
        </li>
      ))}
    </ul>
  );
}
