import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { EpochReport, Job } from '../../../main/api/services.ts';
import { api } from '../../app/client.ts';
import type { QueryView } from '../../components/loaded.tsx';
import { hasGap, withEpoch } from './epoch-series.ts';

/**
 * The epochs of a run: those kept by the host, and each new one as the job reports it. Reports may be skipped when
 * epochs come faster than they are announced; then the kept ones are asked for again.
 */
export function useRunEpochs(run: string, job: Job | undefined): QueryView<EpochReport[]> {
  const queries = useQueryClient();
  const epochs = useQuery(api.training.epochs.queryOptions({ run }));
  const report = job?.progress?.epoch;
  useEffect(() => {
    if (report === undefined) return;
    const key = api.training.epochs.queryKey({ run });
    const known: readonly EpochReport[] | undefined = queries.getQueryData(key);
    if (known === undefined) return;
    if (hasGap(known, report)) void queries.invalidateQueries({ queryKey: key }, { cancelRefetch: false });
    else queries.setQueryData(key, withEpoch(known, report));
  }, [report, run, queries]);
  return epochs;
}
