import { expect, type Locator, type Page } from '@playwright/test';

export class ModelsPage {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get registry(): Locator {
    return this.page.getByRole('region', { name: 'Models' }).getByRole('table');
  }

  get card(): Locator {
    return this.page.getByRole('tabpanel', { name: 'Card' });
  }

  /** The row of a model in the registry. */
  entry(name: string): Locator {
    return this.registry.getByRole('row').filter({ has: this.page.getByRole('link', { name, exact: true }) });
  }

  async openModel(name: string): Promise<void> {
    await this.entry(name).getByRole('link', { name, exact: true }).click();
    await expect(this.page.getByRole('heading', { level: 1, name })).toBeVisible();
  }

  async openTab(
    tab: 'Overview' | 'Similarity' | 'Diagnosis' | 'Compare' | 'Settings' | 'Card',
  ): Promise<void> {
    await this.page.getByRole('tab', { name: tab }).click();
  }

  /** Looks into the open model and waits for what is found. */
  async diagnose(timeout: number): Promise<Locator> {
    await this.openTab('Diagnosis');
    await this.page.getByRole('button', { name: 'Diagnose' }).click();
    const found = this.page.getByRole('region', { name: 'What became of each modality' });
    await expect(found).toBeVisible({ timeout });
    return found;
  }

  /** Compares the open model with another one and waits for the figures. */
  async compareWith(name: string, timeout: number): Promise<Locator> {
    await this.openTab('Compare');
    const choice = this.page.getByRole('combobox', { name: 'Compare with' });
    const option = await choice.getByRole('option', { name }).first().getAttribute('value');
    await choice.selectOption(option);
    await this.page.getByRole('button', { name: 'Compare' }).click();
    const figures = this.page.getByRole('region', { name: 'All figures' });
    await expect(figures).toBeVisible({ timeout });
    return figures;
  }

  /** Writes the model to a path and waits until the window says so. */
  async export(path: string): Promise<void> {
    await this.page.getByRole('main').getByRole('button', { name: 'Export' }).click();
    const dialog = this.page.getByRole('dialog', { name: 'Export the model' });
    await dialog.getByLabel(/^Path to write to/).fill(path);
    await dialog.getByRole('button', { name: 'Export' }).click();
    await expect(this.page.getByText(`Written to ${path}`)).toBeVisible();
  }

  /** Asks for a model from a path; the dialog stays open when that fails. */
  async import(path: string): Promise<Locator> {
    await this.page.getByRole('main').getByRole('button', { name: 'Import model' }).click();
    const dialog = this.page.getByRole('dialog', { name: 'Import a model' });
    await dialog.getByLabel(/^Path of a \.lacuna file/).fill(path);
    await dialog.getByRole('button', { name: 'Import' }).click();
    return dialog;
  }

  async askToDelete(name: string): Promise<Locator> {
    await this.page.getByRole('main').getByRole('button', { name: 'Delete' }).click();
    return this.page.getByRole('dialog', { name: `Delete ${name}?` });
  }
}
