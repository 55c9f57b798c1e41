import { Button } from '@mantine/core';
import { IconDatabaseOff } from '@tabler/icons-react';
import { Outlet, useNavigate } from '@tanstack/react-router';
import { EmptyState } from '../components/empty-state.tsx';
import { Page } from '../components/layout.tsx';
import { Notice } from '../components/notice.tsx';
import { Loaded } from '../components/loaded.tsx';
import { ProgressLine } from '../components/progress-line.tsx';
import { useText } from '../text/index.ts';
import { useCurrentDatabase } from './current-database.ts';
import { useOpenJob } from './jobs.ts';
import { useKeepOffer } from './kept-offer.tsx';

/** The screens that are about the open database; before there is one, how to get one. */
export function DatabaseRoutes() {
  const database = useCurrentDatabase();
  return <Loaded query={database}>{(current) => (current === null ? <NoDatabase /> : <Outlet />)}</Loaded>;
}

function NoDatabase() {
  const { desktop, shell, start } = useText();
  const navigate = useNavigate();
  const demo = useOpenJob('demo');
  const offered = useKeepOffer();
  return (
    <Page title={shell.noDatabase.title}>
      {offered !== null && <Notice>{desktop.offered.kept(offered)}</Notice>}
      {demo !== undefined && <ProgressLine label={start.demo.running} progress={demo.progress} />}
      <EmptyState
        icon={IconDatabaseOff}
        text={demo === undefined ? shell.noDatabase.text : shell.noDatabase.demoText}
      >
        <Button onClick={() => void navigate({ to: '/' })}>{shell.notFound.action}</Button>
        <Button variant="default" onClick={() => void navigate({ to: '/import' })}>
          {start.own.action}
        </Button>
      </EmptyState>
    </Page>
  );
}
