import { Button } from '@mantine/core';
import { useState } from 'react';
import type { LintReport } from '../../../main/api/services.ts';
import { formatCount } from '../../format/numbers.ts';
import { capital } from '../../format/words.ts';
import { useText } from '../../text/index.ts';
import styles from './checks.module.css';

type Finding = LintReport['findings'][number];

/** Findings that are listed at once. */
const SHOWN = 4;

interface Props {
  /** Of the rule. */
  readonly title: string;
  readonly findings: readonly Finding[];
}

/** What one rule found, the most frequent first; the columns stand in line from rule to rule. */
export function FindingList({ title, findings }: Props) {
  const { checks, modality, said } = useText();
  const { leakage } = checks;
  const names: Readonly<Record<string, string>> = modality.name;
  const [all, setAll] = useState(false);
  return (
    <div className={styles.list}>
      <table className={styles.table} aria-label={title}>
        <colgroup>
          <col className={styles.countColumn} />
          <col className={styles.featureColumn} />
          <col />
        </colgroup>
        <thead className="visually-hidden">
          <tr>
            <th scope="col">{leakage.count}</th>
            <th scope="col">{leakage.feature}</th>
            <th scope="col">{leakage.detail}</th>
          </tr>
        </thead>
        <tbody>
          {(all ? findings : findings.slice(0, SHOWN)).map(({ feature, detail, count }) => (
            <tr key={`${feature} ${detail}`}>
              <td className={styles.count}>{formatCount(count)}</td>
              <th scope="row">
                {feature === null ? leakage.everything : capital(names[feature] ?? said(feature))}
              </th>
              <td>{capital(said(detail))}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {findings.length > SHOWN && (
        <Button variant="subtle" size="compact-sm" onClick={() => setAll(!all)}>
          {all ? leakage.fewer : leakage.more(formatCount(findings.length))}
        </Button>
      )}
    </div>
  );
}
