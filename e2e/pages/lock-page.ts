import { expect, type Locator, type Page } from '@playwright/test';

/** The lock of the window, and where its passphrase is set. */
export class LockPage {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** What is said of a passphrase that does not unlock. */
  get refusal(): Locator {
    return this.page.getByRole('main').locator('[id$="-error"]');
  }

  /** Sets a first passphrase on the settings screen. */
  async setPassphrase(passphrase: string): Promise<void> {
    await this.page.getByLabel('New passphrase', { exact: true }).fill(passphrase);
    await this.page.getByLabel('New passphrase again', { exact: true }).fill(passphrase);
    await this.page.getByRole('button', { name: 'Set passphrase' }).click();
    await expect(this.page.getByRole('button', { name: 'Change passphrase' })).toBeVisible();
  }

  async now(): Promise<void> {
    await this.page.getByRole('button', { name: 'Lock', exact: true }).click();
  }

  async unlock(passphrase: string): Promise<void> {
    await this.page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
    await this.page.getByRole('button', { name: 'Unlock' }).click();
  }
}
