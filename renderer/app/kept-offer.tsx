import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useLocation, useRouter } from '@tanstack/react-router';
import { useEffect, useEffectEvent } from 'react';
import { useText } from '../text/index.ts';
import { useCurrentDatabase } from './current-database.ts';

const KEY = 'lacuna.kept-offer';

/**
 * Keeps a model that is opened before any database is, for this session of the window: a database opens by loading it
 * anew. @returns the name of the file, `null` where none is offered on this page.
 */
export function useKeepOffer(): string | null {
  const bundle = useLocation({ select: ({ search }) => search.bundle });
  useEffect(() => {
    if (bundle !== undefined) sessionStorage.setItem(KEY, bundle);
  }, [bundle]);
  return bundle === undefined ? null : nameOf(bundle);
}

/** Offers the model that was kept once a database is open. */
export function useKeptOffer(): void {
  const { desktop } = useText();
  const router = useRouter();
  const isOpen = (useCurrentDatabase().data ?? null) !== null;
  const offer = useEffectEvent((bundle: string) => {
    const show = (): void => {
      notifications.hide(KEY);
      void router.navigate({ to: '/models', search: { bundle } });
    };
    const message = (
      <>
        <p>{desktop.offered.waits(nameOf(bundle))}</p>
        <Button size="xs" variant="default" onClick={show}>
          {desktop.offered.show}
        </Button>
      </>
    );
    notifications.show({ id: KEY, message, autoClose: false });
  });
  useEffect(() => {
    const bundle = sessionStorage.getItem(KEY);
    if (!isOpen || bundle === null) return;
    sessionStorage.removeItem(KEY);
    // On the page that shows it already, nothing is left to offer.
    if (router.state.location.search.bundle !== bundle) offer(bundle);
  }, [isOpen, router]);
}

const nameOf = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;
