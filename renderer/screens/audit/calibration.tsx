import { useCallback } from 'react';
import type { Audit } from '../../../main/api/services.ts';
import { calibrationChart } from '../../charts/calibration.ts';
import { ChartPanel } from '../../components/chart-figure.tsx';
import { Facts } from '../../components/facts.tsx';
import { Panel } from '../../components/layout.tsx';
import { formatCount, formatFixed, formatSigned, NO_VALUE } from '../../format/numbers.ts';
import { formatObservedRate } from '../../format/risk.ts';
import { useText } from '../../text/index.ts';
import styles from './audit.module.css';

/** Whether what was predicted came true. */
export function Calibration({ calibration }: Pick<Audit, 'calibration'>) {
  const { audit } = useText();
  const { calibration: words } = audit;
  const { bins, slope, intercept, inTheLarge } = calibration;
  const { predicted, observed } = words;
  const draw = useCallback(
    (width: number) => calibrationChart(bins, { width, xLabel: predicted, yLabel: observed }),
    [bins, predicted, observed],
  );
  const title = slope === null ? words.titleUnknown : words.title(formatFixed(slope, 2));
  const figures = (
    <div className={styles.spaced}>
      <Facts
        facts={[
          [words.slope, slope === null ? NO_VALUE : formatFixed(slope, 2)],
          [words.intercept, intercept === null ? NO_VALUE : formatSigned(intercept, 2)],
          [words.large, inTheLarge === null ? NO_VALUE : formatSigned(inTheLarge, 2)],
        ]}
      />
      <p className={styles.remark}>{words.right}</p>
    </div>
  );
  if (bins.length === 0) {
    return (
      <Panel title={title}>
        <p className={styles.quiet}>{words.noCurve}</p>
        {figures}
      </Panel>
    );
  }
  return (
    <ChartPanel
      title={title}
      legend={words.legend}
      draw={draw}
      table={{
        columns: [predicted, observed, words.stays],
        rows: bins.map(({ meanProbability, observedRate, n }) => [
          formatObservedRate(meanProbability),
          formatObservedRate(observedRate),
          formatCount(n),
        ]),
      }}
    >
      {figures}
    </ChartPanel>
  );
}
