import { useCallback, useMemo, type ReactNode } from 'react';
import type { CohortCounts } from '../../../main/api/services.ts';
import { attritionChart, attritionSteps } from '../../charts/attrition.ts';
import { ChartPanel } from '../../components/chart-figure.tsx';
import { formatCount } from '../../format/numbers.ts';
import { useText } from '../../text/index.ts';

interface Props extends Pick<CohortCounts, 'attrition'> {
  readonly children?: ReactNode;
}

/** How many stays each rule leaves. */
export function Attrition({ attrition, children }: Props) {
  const { cohort, said } = useText();
  const steps = useMemo(
    () => attritionSteps(attrition.map((rule) => ({ ...rule, step: said(rule.step) }))),
    [attrition, said],
  );
  const draw = useCallback((width: number) => attritionChart(steps, { width }), [steps]);
  const title = cohort.attrition.title(
    formatCount(steps.at(-1)?.left ?? 0),
    formatCount(steps[0]?.left ?? 0),
  );
  return (
    <ChartPanel
      title={title}
      legend={cohort.attrition.note}
      help="attrition"
      draw={draw}
      table={() => ({
        columns: [cohort.attrition.step, cohort.attrition.left, cohort.attrition.lost],
        rows: steps.map(({ step, left, lost }) => [
          step,
          formatCount(left),
          lost === null ? '' : formatCount(lost),
        ]),
      })}
    >
      {children}
    </ChartPanel>
  );
}
