import type { Page } from '@playwright/test';

export const SCREENS = [
  'Import',
  'Cohort',
  'Patients',
  'Train',
  'Models',
  'Audit',
  'Activity',
  'Settings',
  'Start',
] as const;

/** Follows the navigation. @returns milliseconds from the click until another heading is painted. */
export function switchScreen(page: Page, screen: (typeof SCREENS)[number]): Promise<number> {
  const link = page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: screen, exact: true });
  return link.evaluate(async (element) => {
    const heading = (): Element | null => document.querySelector('h1');
    const before = heading();
    const text = before?.textContent;
    const started = performance.now();
    (element as HTMLElement).click();
    while (heading() === null || (heading() === before && heading()?.textContent === text))
      await new Promise(requestAnimationFrame);
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    return performance.now() - started;
  });
}

/** Waits until nothing on the screen is still loading. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(
    () => document.querySelector('main [role="status"][aria-label="Loading"]') === null,
  );
}
