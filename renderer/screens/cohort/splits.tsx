import type { CohortDescription } from '../../../main/api/services.ts';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { Explained } from '../../components/figure-help.tsx';
import { Panel } from '../../components/layout.tsx';
import { formatCount, NO_VALUE } from '../../format/numbers.ts';
import { formatObservedRate } from '../../format/risk.ts';
import { useText } from '../../text/index.ts';

const SPLITS = ['train', 'validation', 'calibration', 'test'] as const;
type Split = (typeof SPLITS)[number];

/** Sizes and prevalence of the four splits. */
export function Splits({ splits }: Pick<CohortDescription, 'splits'>) {
  const { cohort, tasks } = useText();
  const columns: Column<Split>[] = [
    { key: 'split', header: cohort.splits.split, rowHeader: true, cell: (split) => tasks.split[split] },
    {
      key: 'stays',
      header: cohort.splits.stays,
      numeric: true,
      cell: (split) => formatCount(splits[split].n),
    },
    {
      key: 'positives',
      header: cohort.splits.positives,
      numeric: true,
      cell: (split) => formatCount(splits[split].positives),
    },
    {
      key: 'prevalence',
      header: <Explained text={cohort.splits.prevalence} figure="prevalence" />,
      numeric: true,
      cell: (split) => {
        const { n, positives } = splits[split];
        return n === 0 ? NO_VALUE : formatObservedRate(positives / n);
      },
    },
  ];
  return (
    <Panel title={cohort.splits.title} note={cohort.splits.note}>
      <DataTable label={cohort.splits.title} columns={columns} rows={SPLITS} rowKey={(split) => split} />
    </Panel>
  );
}
