import { expect, type Locator, type Page } from '@playwright/test';

export class StartPage {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get offerOfDemo(): Locator {
    return this.page.getByRole('button', { name: 'Try the demo cohort' });
  }

  get offerOfImport(): Locator {
    return this.page.getByRole('button', { name: 'Import records' });
  }

  get databases(): Locator {
    return this.page.getByRole('region', { name: 'Databases' });
  }

  /** The progress of the demo that is being prepared. */
  get preparation(): Locator {
    return this.page
      .getByRole('main')
      .getByRole('progressbar', { name: 'The demo cohort is being prepared' });
  }

  /** Waits until the running preparation has ended and the first patient can be chosen. */
  async demoIsReady(timeout: number): Promise<void> {
    await expect(this.page.getByRole('button', { name: 'Choose a patient' })).toBeVisible({ timeout });
  }

  async choosePatient(): Promise<void> {
    await this.page.getByRole('button', { name: 'Choose a patient' }).click();
  }

  async askToRemoveDemo(): Promise<Locator> {
    await this.databases.getByRole('button', { name: 'Remove demo' }).click();
    return this.page.getByRole('dialog', { name: 'Remove the demo cohort?' });
  }

  async switchTo(database: string): Promise<void> {
    const item = this.databases.getByRole('listitem').filter({ hasText: database });
    await item.getByRole('button', { name: 'Switch to this' }).click();
    await expect(item.getByText('open', { exact: true })).toBeVisible();
  }
}
