import type { Locator, Page } from '@playwright/test';

export class PatientsPage {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** The rows in sight, without the head. */
  get rows(): Locator {
    return this.page.getByRole('table', { name: 'Stays' }).getByRole('row').filter({ has: this.links });
  }

  /** How many stays there are and whose risk is shown. */
  get summary(): Locator {
    return this.page.getByText(/^[\d,]+ stays/);
  }

  private get links(): Locator {
    return this.page.getByRole('link');
  }

  /** Keeps the stays that hold a modality: the button goes from any to present. */
  async onlyWith(modality: string): Promise<void> {
    await this.filter.getByRole('button', { name: modality, exact: true }).click();
  }

  /** Keeps the stays that do not hold a modality: from any over present to not present. */
  async onlyWithout(modality: string): Promise<void> {
    await this.onlyWith(modality);
    await this.filter.getByRole('button', { name: `${modality}: present` }).click();
  }

  async onlySplit(split: string): Promise<void> {
    await this.page.getByLabel('Split').selectOption({ label: split });
  }

  /** Opens the first stay of the list. @returns its id. */
  async openFirst(): Promise<string> {
    const link = this.rows.first().getByRole('link');
    const encounter = (await link.textContent()) ?? '';
    await link.click();
    return encounter;
  }

  private get filter(): Locator {
    return this.page.getByRole('group', { name: 'Only stays with, or without' });
  }
}
