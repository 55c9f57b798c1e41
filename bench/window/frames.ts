import type { Page } from '@playwright/test';

const STEP_PX = 300;

/**
 * Scrolls the list of patients as a wheel does, a step each frame, and then from end to end.
 * @returns milliseconds between frames.
 */
export async function scrollPatients(page: Page, steps: number): Promise<number[]> {
  const table = page.getByRole('table', { name: 'Stays' });
  await table.getByRole('link').first().waitFor();
  return table.evaluate(
    async (element, { count, pixels }) => {
      const scroller = element.parentElement;
      if (scroller === null) throw new Error('the table scrolls in a box');
      const nextFrame = (): Promise<number> => new Promise(requestAnimationFrame);
      const frames: number[] = [];
      let last = await nextFrame();
      const move = async (top: number): Promise<void> => {
        scroller.scrollTop = top;
        const now = await nextFrame();
        frames.push(now - last);
        last = now;
      };
      for (let step = 1; step <= count; step += 1) await move(step * pixels);
      for (let step = 0; step <= count; step += 1) await move((scroller.scrollHeight * step) / count);
      return frames;
    },
    { count: steps, pixels: STEP_PX },
  );
}
