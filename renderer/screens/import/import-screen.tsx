import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { Job } from '../../../main/api/services.ts';
import { client } from '../../app/client.ts';
import { toFailure } from '../../app/failure.ts';
import { isEnded, useJobs, useOpenJob } from '../../app/jobs.ts';
import { FailurePanel } from '../../components/failure-panel.tsx';
import { Page } from '../../components/layout.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { useText } from '../../text/index.ts';
import { FolderChoice } from './folder-choice.tsx';
import { ImportProgress } from './import-progress.tsx';
import { ImportRuns } from './import-runs.tsx';
import { InspectionReport } from './inspection-report.tsx';
import { OwnTables } from './own-tables.tsx';

const route = getRouteApi('/import');

/** Choose a folder, see what is in it, import it. */
export function ImportScreen() {
  const { imports } = useText();
  const { folder } = route.useSearch();
  const navigate = route.useNavigate();
  const job = useOpenJob('import');
  const ended = useEndedImport(job);
  const run = ended?.state === 'done' ? ended.result?.run : undefined;
  useEffect(() => {
    if (run !== undefined) void navigate({ to: '/import/runs/$run', params: { run } });
  }, [run, navigate]);
  return (
    <Page title={imports.title} subtitle={imports.subtitle}>
      {job !== undefined && <ImportProgress job={job} />}
      {ended !== undefined && ended.error !== null && <FailurePanel failure={ended.error} />}
      {job === undefined && (
        <FolderChoice
          key={folder ?? ''}
          folder={folder}
          onChoose={(chosen) => void navigate({ search: { folder: chosen } })}
        />
      )}
      {job === undefined && folder !== undefined && <Inspected folder={folder} />}
      <ImportRuns />
    </Page>
  );
}

/** The import that ended while this screen was open: its summary or its failure comes next. */
function useEndedImport(open: Job | undefined): Job | undefined {
  const [followed, setFollowed] = useState<string>();
  if (open !== undefined && open.id !== followed) setFollowed(open.id);
  return useJobs().find((job) => job.id === followed && isEnded(job));
}

/** Inspection writes nothing, so it is asked for like any other view of the folder. */
function Inspected({ folder }: { readonly folder: string }) {
  const inspection = useQuery({
    queryKey: ['inspection', folder],
    queryFn: ({ signal }) => client.imports.inspect.mutate({ folder }, { signal }),
    staleTime: 0,
  });
  const failure = inspection.error === null ? null : toFailure(inspection.error);
  const retry = (): void => void inspection.refetch();
  if (failure?.code === 'wrong_source')
    return <OwnTables folder={folder} failure={failure} onRetry={retry} />;
  return (
    <Loaded query={inspection} lines={8}>
      {(report) => <InspectionReport inspection={report} />}
    </Loaded>
  );
}
