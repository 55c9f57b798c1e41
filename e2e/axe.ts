import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** What axe-core finds of weight, moderate or more, one line each. */
export async function violations(page: Page, theme: 'light' | 'dark' = 'light'): Promise<string[]> {
  // Without frames of other origins it needs no page of its own, behind which this one would be drawn once a second.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  // The dark theme is the same document in other colours.
  if (theme === 'dark') axe.withRules(['color-contrast', 'link-in-text-block']);
  const { violations: found } = await axe.analyze();
  return found
    .filter(({ impact }) => impact !== 'minor')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${theme}, ${id}: ${html.slice(0, 200)}`));
}
