import type { CohortCounts, SavedCohort } from '../../../main/api/services.ts';
import { Facts } from '../../components/facts.tsx';
import { Notice } from '../../components/notice.tsx';
import { formatCount, NO_VALUE } from '../../format/numbers.ts';
import { formatObservedRate } from '../../format/risk.ts';
import { useText } from '../../text/index.ts';
import { Attrition } from './attrition.tsx';
import styles from './cohort.module.css';

interface Props {
  readonly counts: CohortCounts;
  readonly saved: SavedCohort | null;
  /** The numbers are those of the choices before. */
  readonly isStale: boolean;
}

interface LineProps {
  readonly counts: CohortCounts | undefined;
  readonly isStale: boolean;
}

/** How many are left, told with every change; where there is no room beside the choices it is all that stays in sight. */
export function LiveLine({ counts, isStale }: LineProps) {
  const { live } = useText().builder;
  return (
    <p className={styles.line} role="status">
      {counts === undefined || isStale
        ? live.counting
        : live.left(formatCount(counts.labelled + counts.unlabelled))}
    </p>
  );
}

/** What each rule leaves, as the choices are made. */
export function LiveCounts({ counts, saved, isStale }: Props) {
  const { builder } = useText();
  const { live } = builder;
  const { labelled, unlabelled, positives, patients, splits } = counts;
  const share = labelled === 0 ? NO_VALUE : formatObservedRate(positives / labelled);
  const hasChanged = saved !== null && !isStale && saved.counts.fingerprint !== counts.fingerprint;
  return (
    <div className={styles.live} data-stale={isStale || undefined}>
      {hasChanged && <Notice tone="warning">{builder.saved.changed}</Notice>}
      <Attrition attrition={counts.attrition}>
        <div className={styles.spaced}>
          <Facts
            facts={[
              [live.people, formatCount(patients)],
              [live.positives, `${formatCount(positives)} (${share})`],
              [live.unlabelled, formatCount(unlabelled)],
              [live.sides, live.sidesValue(formatCount(splits.train.n), formatCount(splits.test.n))],
            ]}
          />
        </div>
      </Attrition>
    </div>
  );
}
