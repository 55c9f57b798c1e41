import { useCallback } from 'react';
import { iconArrayChart, type IconCounts } from '../../charts/icon-array.ts';
import { ChartFigure } from '../../components/chart-figure.tsx';
import { formatCount } from '../../format/numbers.ts';
import { capital } from '../../format/words.ts';
import { useText } from '../../text/index.ts';
import styles from './patient.module.css';

interface Props extends IconCounts {
  /** What happens to those who are counted, e.g. "die within 90 days of discharge". */
  readonly outcome: string;
}

/** The risk as so many of a hundred, the base rate marked. */
export function HundredFigure({ count, before, base, outcome }: Props) {
  const { risk } = useText().patient;
  const draw = useCallback(
    (width: number) => iconArrayChart({ count, before, base }, { width }),
    [count, before, base],
  );
  return (
    <ChartFigure
      title={count === 0 ? risk.lessThanOne : risk.ofHundred(formatCount(count))}
      legend={<span className={styles.arrayBase}>{risk.baseOfHundred(formatCount(base))}</span>}
      draw={draw}
      table={() => ({
        columns: [capital(outcome), risk.ofHundredColumn],
        rows: [
          [risk.thisStay, formatCount(count)],
          ...(before === count ? [] : [[risk.thisStayAsFound, formatCount(before)]]),
          [risk.baseRow, formatCount(base)],
        ],
      })}
    />
  );
}
