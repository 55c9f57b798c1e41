import { readFileSync } from 'node:fs';
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
    return this.page.getByRole('region', { name: /^By missingness pattern/ });
  }

  /** The numbers behind the patterns. */
  async patternTable(): Promise<Locator> {
    await this.patterns.getByRole('button', { name: /^Show table/ }).click();
    return this.patterns.getByRole('table');
  }

  /** Saves the report; @returns the text of the file. */
  async saveReport(kind: 'HTML' | 'CSV'): Promise<string> {
    await this.page.getByRole('button', { name: 'Report' }).click();
    const saved = this.page.waitForEvent('download');
    await this.page.getByRole('menuitem', { name: `Save as ${kind}` }).click();
    return readFileSync(await (await saved).path(), 'utf8');
  }

  get substituted(): Locator {
    return this.page.getByRole('region', { name: 'What stood in' });
  }

  async run(timeout: number): Promise<void> {
    await this.page.getByRole('button', { name: 'Run audit' }).click();
    await expect(this.reliance).toBeVisible({ timeout });
  }
}
