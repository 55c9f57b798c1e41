import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api } from '../../app/client.ts';
import { formatCount } from '../../format/numbers.ts';
import { useText } from '../../text/index.ts';
import { validateCohortSearch } from '../cohort/search.ts';
import type { ChosenCohort } from '../cohort/use-cohort.ts';
import type { TrainSearch } from './search.ts';
import styles from './train.module.css';

interface Props {
  readonly search: TrainSearch;
  readonly cohort: ChosenCohort;
}

/** How many stays the run has, and the way to where they are chosen. */
export function CohortLine({ search, cohort }: Props) {
  const { train } = useText();
  const counts = useQuery(
    api.cohorts.count.queryOptions(cohort.spec, { placeholderData: keepPreviousData }),
  ).data;
  const rules = counts === undefined ? 0 : counts.attrition.length - 1;
  return (
    <p className={styles.wide}>
      {counts !== undefined &&
        `${train.form.cohortLine(formatCount(counts.labelled), formatCount(counts.positives), formatCount(rules))} `}
      <Link to="/cohort" search={validateCohortSearch({ ...search })}>
        {train.form.cohortChange}
      </Link>
    </p>
  );
}
