import { UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { Job, ServerInput } from '../../../main/api/services.ts';
import { client } from '../../app/client.ts';
import { toFailure } from '../../app/failure.ts';
import { isEnded, useJobs, useOpenJob } from '../../app/jobs.ts';
import { FailurePanel } from '../../components/failure-panel.tsx';
import { Page } from '../../components/layout.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { useText } from '../../text/index.ts';
import { FolderChoice } from './folder-choice.tsx';
import styles from './import.module.css';
import { ImportProgress } from './import-progress.tsx';
import { ImportRuns } from './import-runs.tsx';
import { InspectionReport } from './inspection-report.tsx';
import { OwnTables } from './own-tables.tsx';
import { lastPart } from './paths.ts';
import { PLACES } from './search.ts';
import { databaseOf } from './server-address.ts';
import { ServerChoice } from './server-choice.tsx';

const route = getRouteApi('/import');

/** Choose a folder or a server, see what is in it, import it. */
export function ImportScreen() {
  const { imports } = useText();
  const { from } = route.useSearch();
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
      {job === undefined && <PlaceChoice />}
      {job === undefined && (from === 'server' ? <FromServer /> : <FromFolder />)}
      <ImportRuns />
    </Page>
  );
}

/** Where the records come from. */
function PlaceChoice() {
  const { imports } = useText();
  const { from = 'folder' } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <div className={styles.filters} role="group" aria-label={imports.place.label}>
      {PLACES.map((place) => (
        <UnstyledButton
          key={place}
          className={styles.filter}
          aria-pressed={place === from}
          onClick={() => void navigate({ search: { from: place } })}
        >
          {imports.place[place]}
        </UnstyledButton>
      ))}
    </div>
  );
}

function FromFolder() {
  const { folder } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <>
      <FolderChoice
        key={folder ?? ''}
        folder={folder}
        onChoose={(chosen) => void navigate({ search: { folder: chosen } })}
      />
      {folder !== undefined && <Inspected folder={folder} />}
    </>
  );
}

/** What was typed of a server is kept for as long as this is shown, and in no address or file. */
function FromServer() {
  const [looks, setLooks] = useState<{ readonly server: ServerInput; readonly look: number }>();
  return (
    <>
      <ServerChoice onChoose={(server) => setLooks({ server, look: (looks?.look ?? 0) + 1 })} />
      {looks !== undefined && <InspectedServer key={looks.look} {...looks} />}
    </>
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
      {(report) => (
        <InspectionReport
          inspection={report}
          name={lastPart(report.folder)}
          begin={() => client.imports.start.mutate({ folder: report.folder })}
        />
      )}
    </Loaded>
  );
}

function InspectedServer({ server, look }: { readonly server: ServerInput; readonly look: number }) {
  const inspection = useQuery({
    // The number of the look, not what was typed: a key may be shown.
    queryKey: ['server-inspection', look],
    queryFn: ({ signal }) => client.imports.inspectServer.mutate(server, { signal }),
    staleTime: 0,
    gcTime: 0,
  });
  return (
    <Loaded query={inspection} lines={8}>
      {(report) => (
        <InspectionReport
          inspection={report}
          name={databaseOf(server.address)}
          begin={() => client.imports.startServer.mutate(server)}
        />
      )}
    </Loaded>
  );
}
