import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Services, TrainingRequest } from '../../../main/api/services.ts';
import { api } from '../../app/client.ts';
import type { QueryView } from '../../components/loaded.tsx';
import { useIsRefused } from '../checks/lint-verdict.tsx';
import { type CohortCheck, useTrainingCheck } from '../checks/use-check.ts';
import type { ChosenCohort } from '../cohort/use-cohort.ts';
import { requestOf, type TrainSearch } from './search.ts';

/** A run as it is chosen, before it is started. */
export interface TrainingPlan {
  readonly request: TrainingRequest;
  readonly estimate: QueryView<Awaited<ReturnType<Services['training']['estimate']>>>;
  readonly check: CohortCheck<string[]>;
  /** Whether nothing that is known yet speaks against starting it. */
  readonly isPossible: boolean;
}

export function useTrainingPlan(search: TrainSearch, cohort: ChosenCohort): TrainingPlan {
  const request = requestOf(search, cohort.spec);
  const estimate = useQuery(
    api.training.estimate.queryOptions(request, { placeholderData: keepPreviousData }),
  );
  const check = useTrainingCheck(request);
  const isRefused = useIsRefused(cohort.spec);
  const isPossible = !isRefused && estimate.error === null && check.query.error === null;
  return { request, estimate, check, isPossible };
}
