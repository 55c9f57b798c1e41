import { Button } from '@mantine/core';
import { IconCompassOff, IconMoodPuzzled } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { EmptyState } from '../components/empty-state.tsx';
import { Page } from '../components/layout.tsx';
import { useText } from '../text/index.ts';

/** Shown where an address leads nowhere. */
export function NotFound() {
  const { shell } = useText();
  const navigate = useNavigate();
  return (
    <Page title={shell.notFound.title}>
      <EmptyState icon={IconCompassOff} text={shell.notFound.text}>
        <Button onClick={() => void navigate({ to: '/' })}>{shell.notFound.action}</Button>
      </EmptyState>
    </Page>
  );
}

/** Shown when a screen itself fails; the shell around it goes on. */
export function PageCrash() {
  const { shell } = useText();
  return (
    <Page title={shell.crash.title}>
      <EmptyState icon={IconMoodPuzzled} text={shell.crash.text}>
        <Button onClick={() => window.location.reload()}>{shell.crash.reload}</Button>
        <Button variant="default" onClick={() => window.location.assign('/')}>
          {shell.notFound.action}
        </Button>
      </EmptyState>
    </Page>
  );
}
