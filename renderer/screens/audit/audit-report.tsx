import type { ReactNode } from 'react';
import type { Audit } from '../../../main/api/services.ts';
import { Facts } from '../../components/facts.tsx';
import { Columns, Panel } from '../../components/layout.tsx';
import { Warnings } from '../../components/notice.tsx';
import { formatCount, formatFixed, NO_VALUE } from '../../format/numbers.ts';
import { formatInterval, formatMetric, formatObservedRate } from '../../format/risk.ts';
import { useText } from '../../text/index.ts';
import styles from './audit.module.css';
import { Calibration } from './calibration.tsx';
import { Patterns } from './patterns.tsx';
import { Ablation, Alone, RelianceTable } from './reliance.tsx';
import { Substituted } from './substituted.tsx';

interface Props {
  readonly audit: Audit;
  /** The button that runs it again. */
  readonly again: ReactNode;
}

/** An audit from the whole to the parts: how well, on what it relies, where it fails, whether risks are right. */
export function AuditReport({ audit, again }: Props) {
  return (
    <>
      <Warnings warnings={audit.warnings} />
      <Overview audit={audit} again={again} />
      <RelianceTable audit={audit} />
      <Columns>
        <Ablation audit={audit} />
        <Alone audit={audit} />
      </Columns>
      <Patterns patterns={audit.patterns} />
      <Columns>
        <Calibration calibration={audit.calibration} />
        <Substituted substituted={audit.substituted} />
      </Columns>
    </>
  );
}

function Overview({ audit, again }: Props) {
  const { audit: words, common } = useText();
  const { n, positives, prevalence, auroc, auprc, intervals, calibration } = audit;
  const { overview } = words;
  const withInterval = (value: number | null, interval: readonly [number, number] | null) =>
    interval === null ? formatMetric(value) : `${formatMetric(value)} (${formatInterval(interval)})`;
  return (
    <Panel title={overview.title(formatMetric(auroc))} actions={again}>
      <Facts
        facts={[
          [overview.n, formatCount(n)],
          [overview.positives, formatCount(positives)],
          [overview.prevalence, formatObservedRate(prevalence)],
          [overview.auroc, withInterval(auroc, intervals.auroc)],
          [overview.auprc, withInterval(auprc, intervals.auprc)],
          [overview.brier, calibration.brier === null ? NO_VALUE : formatFixed(calibration.brier, 3)],
          [overview.ece, calibration.ece === null ? NO_VALUE : formatFixed(calibration.ece, 3)],
        ]}
      />
      <Withheld audit={audit} />
      {audit.undefined.length > 0 && (
        <ul className={styles.list} aria-label={words.undefinedTitle}>
          {audit.undefined.map(({ metric, reason }) => (
            <li key={`${metric} ${reason}`}>
              {metric}: {common.undefinedBecause(reason)}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

/** What the model is worth at the bedside, where codes and summaries are not written yet. */
function Withheld({ audit: { withheld } }: { readonly audit: Audit }) {
  const { overview } = useText().audit;
  if (withheld === null || withheld.auroc === null || withheld.lost === null) return null;
  const interval = formatInterval(withheld.lostInterval);
  return (
    <p className={styles.remark}>
      {overview.withheld(formatMetric(withheld.auroc), formatFixed(withheld.lost, 3), interval)}
    </p>
  );
}
