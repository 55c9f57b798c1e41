import { IconShieldCheck } from '@tabler/icons-react';
import type { CohortDescription } from '../../../main/api/services.ts';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { Panel } from '../../components/layout.tsx';
import { Notice } from '../../components/notice.tsx';
import { formatCount } from '../../format/numbers.ts';
import { useText } from '../../text/index.ts';
import styles from './cohort.module.css';

type Finding = CohortDescription['leakage'][number];

/** Whether anything later than the prediction time would be used. */
export function LeakageCheck({ leakage }: Pick<CohortDescription, 'leakage'>) {
  const { cohort } = useText();
  const columns: Column<Finding>[] = [
    { key: 'rule', header: cohort.leakage.rule, rowHeader: true, cell: ({ rule }) => rule },
    { key: 'detail', header: cohort.leakage.detail, cell: ({ detail }) => detail },
    { key: 'count', header: cohort.leakage.count, numeric: true, cell: ({ count }) => formatCount(count) },
  ];
  return (
    <Panel title={cohort.leakage.title}>
      {leakage.length === 0 ? (
        <p className={styles.clean}>
          <IconShieldCheck className={styles.cleanIcon} size={20} aria-hidden />
          {cohort.leakage.clean}
        </p>
      ) : (
        <>
          <Notice tone="warning">{cohort.leakage.found}</Notice>
          <DataTable
            label={cohort.leakage.title}
            columns={columns}
            rows={leakage}
            rowKey={({ rule, detail }) => `${rule} ${detail}`}
          />
        </>
      )}
    </Panel>
  );
}
