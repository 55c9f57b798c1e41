import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import type { Page } from './pages.ts';
import { useSettings } from './settings.ts';
import { useShortcuts } from './shortcuts.ts';

/** What may lie over the page; one at a time. */
export type Overlay = 'palette' | 'keys' | 'tour';
export type ShowOverlay = (overlay: Overlay | null) => void;

/** What each step of the tour is about: a screen of the navigation, or the palette. */
const TOUR: readonly (Page['key'] | 'palette')[] = ['start', 'patients', 'audit', 'palette'];

export interface TourState {
  readonly step: number;
  readonly at: (typeof TOUR)[number] | undefined;
  readonly takesFocus: boolean;
  readonly onStep: (step: number) => void;
  readonly onEnd: () => void;
}

interface OverlayState {
  readonly overlay: Overlay | null;
  readonly show: ShowOverlay;
  /** The tour, while it is shown: at a first start, and whenever it is called. */
  readonly tour: TourState | undefined;
}

/** What lies over the page, by keys and buttons; a first start begins with the tour. */
export function useOverlay(): OverlayState {
  const router = useRouter();
  const [settings, save] = useSettings();
  const [overlay, show] = useState<Overlay | null>(null);
  const [step, setStep] = useState(0);
  useShortcuts(settings?.singleKeys ?? true, (wish) => {
    if (wish.kind === 'palette') show(overlay === 'palette' ? null : 'palette');
    if (wish.kind === 'help') show('keys');
    if (wish.kind === 'go') void router.navigate({ to: wish.to });
  });
  const isFirst = settings?.tourSeen === false;
  const end = (): void => {
    setStep(0);
    show(null);
    if (isFirst) save({ tourSeen: true });
  };
  const isShown = overlay === 'tour' || (overlay === null && isFirst);
  const tour = isShown
    ? { step, at: TOUR[step], takesFocus: overlay === 'tour', onStep: setStep, onEnd: end }
    : undefined;
  return { overlay, show, tour };
}
