import { getRouteApi } from '@tanstack/react-router';
import { Page } from '../../components/layout.tsx';
import { useText } from '../../text/index.ts';
import { LintVerdict } from '../checks/lint-verdict.tsx';
import { Placeholder } from '../../components/loaded.tsx';
import { Notice } from '../../components/notice.tsx';
import { validateCohortSearch } from '../cohort/search.ts';
import { type ChosenCohort, useCohort } from '../cohort/use-cohort.ts';
import { isCustom, type TrainSearch } from './search.ts';
import { StartBar } from './start-bar.tsx';
import { TrainForm } from './train-form.tsx';
import { TrainingEstimate } from './training-estimate.tsx';
import { TrainingRuns } from './training-runs.tsx';
import { useTrainingPlan } from './use-training-plan.ts';

const route = getRouteApi('/database/train');

/** Choose a run, see how long it takes and the command that does the same, start it. */
export function TrainScreen() {
  const { builder, train } = useText();
  const search = route.useSearch();
  const cohort = useCohort(search);
  return (
    <Page title={train.title} subtitle={train.subtitle}>
      {cohort?.isMissing === true && <Notice tone="warning">{builder.saved.missing}</Notice>}
      {cohort === undefined ? <Placeholder lines={10} /> : <Planned search={search} cohort={cohort} />}
      <TrainingRuns />
    </Page>
  );
}

interface PlannedProps {
  readonly search: TrainSearch;
  readonly cohort: ChosenCohort;
}

/** The run that is being chosen. Its start comes before the runs that were, for the keyboard too. */
function Planned({ search, cohort }: PlannedProps) {
  const plan = useTrainingPlan(search, cohort);
  return (
    <>
      <TrainForm search={search} cohort={cohort} />
      <LintVerdict spec={cohort.spec} search={validateCohortSearch({ ...search })} />
      <TrainingEstimate plan={plan} />
      <StartBar plan={plan} isCustom={isCustom(search)} />
    </>
  );
}
