import type { Page } from '@playwright/test';

/** How far the list is scrolled for the next patient, so that none is opened twice and answered from memory. */
const PIXELS_A_PATIENT = 120;
const SUM_SENTENCE = 'The bars sum to the score:';

/**
 * Scrolls the list of patients, opens one of those in sight and goes back.
 * @returns milliseconds from the click until the contributions are painted.
 */
export async function openPatient(page: Page, turn: number, { stay = false } = {}): Promise<number> {
  const table = page.getByRole('table', { name: 'Stays' });
  await table.getByRole('link').first().waitFor();
  await table.evaluate(async (element, pixels) => {
    let scroller: Element | null = element;
    while (scroller !== null && scroller.scrollHeight <= scroller.clientHeight)
      scroller = scroller.parentElement;
    if (scroller !== null) scroller.scrollTop = pixels;
    // Rows of the new place are drawn in the frame after.
    for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
  }, turn * PIXELS_A_PATIENT);
  const milliseconds = await table.evaluate(async (element, sentence) => {
    const links = [...element.querySelectorAll('a')];
    const link = links[Math.floor(links.length / 2)];
    const started = performance.now();
    link?.click();
    while (!(document.body.textContent ?? '').includes(sentence)) await new Promise(requestAnimationFrame);
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    return performance.now() - started;
  }, SUM_SENTENCE);
  if (!stay) await page.goBack();
  return milliseconds;
}

/** Toggles a modality of the open patient. @returns milliseconds from the click until another sum is painted. */
export function toggleModality(page: Page, turn: number): Promise<number> {
  return page.evaluate(
    async ([sentence, n]) => {
      const said = (): string => document.body.textContent?.split(sentence)[1]?.slice(0, 60) ?? '';
      const switches = [...document.querySelectorAll<HTMLInputElement>('input[role="switch"]:enabled')];
      const input = switches[Math.floor(n / 2) % switches.length];
      const before = said();
      const started = performance.now();
      input?.click();
      while (said() === before) await new Promise(requestAnimationFrame);
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      return performance.now() - started;
    },
    [SUM_SENTENCE, turn] as const,
  );
}
