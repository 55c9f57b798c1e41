import { getRouteApi } from '@tanstack/react-router';
import { Page } from '../../components/layout.tsx';
import { useText } from '../../text/index.ts';
import { LintVerdict } from '../checks/lint-verdict.tsx';
import { specOf, validateCohortSearch } from '../cohort/search.ts';
import { useAnsweredTask } from '../cohort/use-answered-task.ts';
import { TrainForm } from './train-form.tsx';
import { TrainingEstimate } from './training-estimate.tsx';
import { TrainingRuns } from './training-runs.tsx';

const route = getRouteApi('/database/train');

/** Choose a run, see how long it takes and the command that does the same, start it. */
export function TrainScreen() {
  const { train } = useText();
  const search = useAnsweredTask(route.useSearch());
  return (
    <Page title={train.title} subtitle={train.subtitle}>
      <TrainForm search={search} />
      <LintVerdict spec={specOf(search)} search={validateCohortSearch({ ...search })} />
      <TrainingEstimate search={search} />
      <TrainingRuns />
    </Page>
  );
}
