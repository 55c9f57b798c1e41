import { expect, type Locator, type Page } from '@playwright/test';

export class AuditPage {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Whole-model figures; the heading says the AUROC. */
  get overview(): Locator {
    return this.page.getByRole('region', { name: /^AUROC .* on the test split/ });
  }

  /** How much the model relies on each modality. */
  get reliance(): Locator {
    return this.page.getByRole('region', { name: /^The model relies most on/ });
  }

  get patterns(): Locator {
    return this.page.getByRole('region', { name: 'By missingness pattern' });
  }

  get substituted(): Locator {
    return this.page.getByRole('region', { name: 'What stood in' });
  }

  async run(timeout: number): Promise<void> {
    await this.page.getByRole('button', { name: 'Run audit' }).click();
    await expect(this.reliance).toBeVisible({ timeout });
  }
}
