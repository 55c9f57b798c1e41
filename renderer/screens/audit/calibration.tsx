import type { Audit } from '../../../main/api/services.ts';
import { Facts } from '../../components/facts.tsx';
import { Panel } from '../../components/layout.tsx';
import { useText } from '../../text/index.ts';
import { AuditChart } from './audit-chart.tsx';
import styles from './audit.module.css';
import { calibrationFacts, calibrationFigure, calibrationTitle } from './figures/calibration.ts';

/** Whether what was predicted came true. */
export function Calibration({ audit }: { readonly audit: Audit }) {
  const text = useText();
  const { calibration: words } = text.audit;
  const figures = (
    <div className={styles.spaced}>
      <Facts facts={calibrationFacts(audit, text)} />
      <p className={styles.remark}>{words.right}</p>
    </div>
  );
  if (audit.calibration.bins.length > 0) {
    return (
      <AuditChart audit={audit} figure={calibrationFigure}>
        {figures}
      </AuditChart>
    );
  }
  return (
    <Panel title={calibrationTitle(audit, text)}>
      <p className={styles.quiet}>{words.noCurve}</p>
      {figures}
    </Panel>
  );
}
