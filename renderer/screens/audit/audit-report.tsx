import type { ReactNode } from 'react';
import type { Audit } from '../../../main/api/services.ts';
import { Facts } from '../../components/facts.tsx';
import { Columns, Panel } from '../../components/layout.tsx';
import { Warnings } from '../../components/notice.tsx';
import { RejectedBefore } from '../../components/rejected-before.tsx';
import { formatFixed } from '../../format/numbers.ts';
import { formatInterval, formatMetric } from '../../format/risk.ts';
import { useText } from '../../text/index.ts';
import { notAssessed } from '../registry/not-assessed.ts';
import styles from './audit.module.css';
import { AuditChart } from './audit-chart.tsx';
import { Calibration } from './calibration.tsx';
import { decisionFigure } from './figures/decision.ts';
import { precisionRecallFigure, rocFigure } from './figures/discrimination.ts';
import { noiseFigure } from './figures/noise.ts';
import { overviewFacts } from './figures/overview.ts';
import { patternFigure } from './figures/patterns.ts';
import { ablationFigure, aloneFigure } from './figures/reliance.ts';
import { subgroupFigure } from './figures/subgroups.ts';
import { RelianceTable } from './reliance.tsx';
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
        <AuditChart audit={audit} figure={ablationFigure} />
        <AuditChart audit={audit} figure={aloneFigure} />
      </Columns>
      <AuditChart audit={audit} figure={patternFigure} />
      <Columns>
        <AuditChart audit={audit} figure={rocFigure} />
        <AuditChart audit={audit} figure={precisionRecallFigure} />
      </Columns>
      <Columns>
        <Calibration audit={audit} />
        <AuditChart audit={audit} figure={decisionFigure} />
      </Columns>
      <AuditChart audit={audit} figure={subgroupFigure} />
      <Columns>
        <AuditChart audit={audit} figure={noiseFigure} />
        <Substituted substituted={audit.substituted} />
      </Columns>
      <RejectedBefore reasons={audit.rejected} />
    </>
  );
}

function Overview({ audit, again }: Props) {
  const text = useText();
  const { audit: words } = text;
  const { overview } = words;
  return (
    <Panel
      title={audit.auroc === null ? overview.noTitle : overview.title(formatMetric(audit.auroc))}
      actions={again}
    >
      <Facts facts={overviewFacts(audit, text)} />
      <Withheld audit={audit} />
      {audit.undefined.length > 0 && (
        <ul className={styles.list} aria-label={words.undefinedTitle}>
          {notAssessed(audit.undefined, 'test', text).map((sentence) => (
            <li key={sentence}>{sentence}</li>
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
