import { expect, type Locator, type Page } from '@playwright/test';

export type Preset = 'Quick' | 'Desktop' | 'Paper' | 'Custom';

export class TrainPage {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get curves(): Locator {
    return this.page.getByRole('region', { name: 'What the run learns' });
  }

  /** Where the run is: shown as long as it runs. */
  get progress(): Locator {
    return this.page.getByRole('main').getByRole('progressbar');
  }

  get runs(): Locator {
    return this.page.getByRole('region', { name: 'Runs' });
  }

  async choosePreset(preset: Preset): Promise<void> {
    await this.page.getByRole('radio', { name: new RegExp(`^${preset}`) }).check();
  }

  /** Finds a setting in the editor of a custom run and gives it a value. */
  async set(setting: string, value: string): Promise<void> {
    const editor = this.page.getByRole('region', { name: 'Settings' });
    await editor.getByRole('textbox', { name: 'Find a setting' }).fill(setting);
    await editor.getByRole('textbox', { name: setting, exact: true }).fill(value);
  }

  /** Tries so many settings before the model is trained. */
  async search(trials: number): Promise<void> {
    await this.page.getByLabel('Settings to try').fill(String(trials));
    await expect(this.page.getByRole('list', { name: 'What is searched' })).toBeVisible();
  }

  /** What the search of a run tried. */
  get trials(): Locator {
    return this.page.getByRole('region', { name: 'Settings that were tried' });
  }

  /** The same run for the command line. */
  get command(): Locator {
    return this.page.getByRole('region', { name: 'Before it starts' }).getByRole('code');
  }

  /** Gives the model a name; it is in the address when it is taken. */
  async name(name: string): Promise<void> {
    await this.page.getByLabel('Name').fill(name);
    await expect(this.page).toHaveURL((url) => url.searchParams.get('name') === name);
  }

  async start(): Promise<void> {
    await this.page.getByRole('button', { name: 'Start training' }).click();
    await expect(this.page).toHaveURL(/\/train\/(jobs|runs)\//);
  }

  /** Waits until the first epoch is drawn. */
  async firstEpoch(timeout: number): Promise<void> {
    await expect(this.curves).toBeVisible({ timeout });
  }

  /** Waits until the run says that it is done. */
  async isDone(timeout: number): Promise<void> {
    await expect(this.page.getByRole('button', { name: 'Open the model' })).toBeVisible({ timeout });
    await expect(this.page.getByRole('main').getByText('done', { exact: true })).toBeVisible();
  }

  /** Pauses the run and waits until it has ended with a checkpoint. */
  async pause(): Promise<void> {
    await this.page.getByRole('button', { name: 'Pause', exact: true }).click();
    await expect(this.progress).toHaveCount(0);
  }

  async resume(): Promise<void> {
    await this.page.getByRole('button', { name: 'Resume', exact: true }).click();
    await expect(this.progress).toBeVisible();
  }

  async stop(): Promise<void> {
    await this.page.getByRole('button', { name: 'Stop and keep the best' }).click();
  }

  async openModel(): Promise<void> {
    await this.page.getByRole('button', { name: 'Open the model' }).click();
  }
}
