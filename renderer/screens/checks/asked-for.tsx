import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Panel } from '../../components/layout.tsx';
import { Loaded } from '../../components/loaded.tsx';
import styles from './checks.module.css';
import type { CohortCheck } from './use-check.ts';

interface Props<Report> {
  readonly check: CohortCheck<Report>;
  /** What is asked for, where it has to be. */
  readonly title: string;
  readonly text: string;
  readonly action: string;
  readonly lines: number;
  readonly children: (report: Report) => ReactNode;
}

/** A check with its states: to be asked for, running, failed, done. */
export function AskedFor<Report>({ check, title, text, action, lines, children }: Props<Report>) {
  const { query, ask } = check;
  if (query.data === undefined && (ask !== null || query.error !== null || query.isPending)) {
    return (
      <Panel title={title}>
        {ask === null ? (
          <Loaded query={query} lines={lines}>
            {() => null}
          </Loaded>
        ) : (
          <div className={styles.ask}>
            <p>{text}</p>
            <Button variant="default" onClick={ask}>
              {action}
            </Button>
          </div>
        )}
      </Panel>
    );
  }
  return query.data === undefined ? null : children(query.data);
}
