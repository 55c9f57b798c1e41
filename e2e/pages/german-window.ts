import { expect, type Locator, type Page } from '@playwright/test';

/** The window as who reads German uses it. */
export class GermanWindow {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** The table of stays. */
  get stays(): Locator {
    return this.page.getByRole('table', { name: 'Aufenthalte' });
  }

  /** The stays that are listed, without the head. */
  get rows(): Locator {
    return this.stays.getByRole('row').filter({ has: this.page.getByRole('link') });
  }

  get risk(): Locator {
    return this.page.getByRole('region', { name: /^(Risiko|Was wäre, wenn)$/ });
  }

  /** What the bars add up to. */
  get sum(): Locator {
    return this.page.getByText(/^Die Balken summieren sich zum Ergebnis:/);
  }

  get rejectedRows(): Locator {
    return this.page.getByRole('region', { name: 'Abgewiesene Zeilen' }).getByRole('table');
  }

  async go(screen: 'Patienten' | 'Einstellungen'): Promise<void> {
    const menu = this.page.getByRole('navigation', { name: 'Hauptmenü' });
    await menu.getByRole('link', { name: screen, exact: true }).click();
    await expect(this.page.getByRole('heading', { level: 1, name: screen })).toBeVisible();
  }

  async switchOff(modality: string): Promise<void> {
    // The drawn track lies over the input and takes the click for it.
    await this.page.getByRole('switch', { name: `${modality} nutzen` }).click({ force: true });
  }

  /** Takes another language in the settings, by its own name. */
  async speak(language: string): Promise<void> {
    await this.page.getByLabel('Sprache').selectOption({ label: language });
  }
}
