import type { Page } from '@playwright/test';
import { scrollPatients } from './frames.ts';
import { openPatient, toggleModality } from './laps.ts';
import type { PageCounters } from './main-thread.ts';
import { SCREENS, settled, switchScreen } from './screens.ts';

const PATIENTS_A_ROUND = 5;
const TOGGLES = 6;
const SCROLL_STEPS = 20;

export interface SessionFigures {
  readonly rounds: number;
  /** Of the heap, after each round. */
  readonly megabytes: readonly number[];
}

/** What a person does all day, over and over for some minutes: every screen, patients opened and switched about. */
export async function workFor(minutes: number, page: Page, counters: PageCounters): Promise<SessionFigures> {
  const end = performance.now() + minutes * 60_000;
  const megabytes: number[] = [];
  while (performance.now() < end) {
    await oneRound(page, megabytes.length);
    megabytes.push(await counters.heapMegabytes());
  }
  return { rounds: megabytes.length, megabytes };
}

async function oneRound(page: Page, round: number): Promise<void> {
  for (const screen of SCREENS) {
    await switchScreen(page, screen);
    await settled(page);
  }
  await switchScreen(page, 'Patients');
  await scrollPatients(page, SCROLL_STEPS);
  for (let turn = 0; turn < PATIENTS_A_ROUND; turn += 1)
    await openPatient(page, round * PATIENTS_A_ROUND + turn);
  await openPatient(page, round, { stay: true });
  for (let turn = 0; turn < TOGGLES; turn += 1) await toggleModality(page, turn);
}
