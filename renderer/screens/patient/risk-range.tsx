import { formatRisk, logit } from '../../format/risk.ts';
import styles from './patient.module.css';

interface Props {
  readonly low: number;
  readonly middle: number;
  readonly high: number;
  /** The risk as found. */
  readonly now: number;
  readonly label: string;
}

/** Log-odds beyond the ends, so that no end touches the edge. */
const ROOM = 0.6;
const WIDTH = 420;
const HEIGHT = 44;
const LINE = 16;

/** A range of risks on the log-odds axis: a bar from low to high, its middle, and a ring where the risk is now. */
export function RiskRange({ low, middle, high, now, label }: Props) {
  const from = Math.min(logit(low), logit(now)) - ROOM;
  const to = Math.max(logit(high), logit(now)) + ROOM;
  const at = (risk: number): number => ((logit(risk) - from) / (to - from)) * WIDTH;
  return (
    <svg className={styles.range} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      <line className={styles.rangeAxis} x1={0} x2={WIDTH} y1={LINE} y2={LINE} />
      <line className={styles.rangeBar} x1={at(low)} x2={at(high)} y1={LINE} y2={LINE} />
      <line className={styles.rangeMiddle} x1={at(middle)} x2={at(middle)} y1={LINE - 7} y2={LINE + 7} />
      <circle className={styles.rangeNow} cx={at(now)} cy={LINE} r={6} />
      {[low, high].map((risk, end) => (
        <text
          key={end}
          className={styles.rangeText}
          x={at(risk)}
          y={HEIGHT - 4}
          textAnchor={end === 0 ? 'end' : 'start'}
        >
          {formatRisk(risk)}
        </text>
      ))}
    </svg>
  );
}
