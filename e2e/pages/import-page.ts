import { expect, type Locator, type Page } from '@playwright/test';
import { readTable } from './table.ts';

export class ImportPage {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** What was found in the folder, before anything is read. */
  get inspection(): Locator {
    return this.page.getByRole('region', { name: /^Found / });
  }

  /** What tables of no known source look like. */
  get ownTables(): Locator {
    return this.page.getByRole('region', { name: 'Are these your own tables?' });
  }

  /** A table of no known source, unfolded. */
  async table(file: string): Promise<Locator> {
    const table = this.ownTables
      .locator('details')
      .filter({ has: this.page.locator('summary', { hasText: file }) })
      .first();
    if ((await table.getAttribute('open')) === null) await table.locator('summary').first().click();
    return table;
  }

  /** Chooses from a list of a table, by what it is called. */
  async choose(table: Locator, choice: string, option: string | RegExp): Promise<void> {
    const list = table.getByLabel(choice, { exact: true });
    const label = await list.locator('option', { hasText: option }).first().textContent();
    await list.selectOption({ label: label ?? '' });
  }

  /** The first rows of a table as they will be read, by line. */
  rows(file: string): Locator {
    return this.page.getByRole('group', { name: `First rows of ${file} as they will be read` });
  }

  /** The mapping as text, unfolded. */
  async openMapping(): Promise<void> {
    await this.ownTables.getByText('As a file for the command line').click();
  }

  /** How they will be read, as text that can be changed. */
  get mapping(): Locator {
    return this.page.getByLabel('Mapping', { exact: true });
  }

  /** Checks the mapping, which says what an import by it would read. */
  async checkMapping(): Promise<void> {
    await this.page.getByRole('button', { name: 'Check the mapping' }).click();
  }

  get startButton(): Locator {
    return this.page.getByRole('button', { name: 'Start import' });
  }

  get progress(): Locator {
    return this.page.getByRole('region', { name: 'Importing' });
  }

  get rejected(): Locator {
    return this.page.getByRole('region', { name: 'Rejected rows' });
  }

  get warnings(): Locator {
    return this.page.getByRole('region', { name: 'Worth knowing' });
  }

  /** The imports that ended before, newest first. */
  get earlier(): Locator {
    return this.page.getByRole('region', { name: 'Earlier imports' });
  }

  /** Types the folder and looks inside. */
  async inspect(folder: string): Promise<void> {
    await this.page.getByLabel('Folder', { exact: true }).fill(folder);
    await this.page.getByRole('button', { name: 'Look inside' }).click();
  }

  /** What is asked of a server, or why nothing is. */
  get server(): Locator {
    return this.page.getByRole('region', { name: 'PostgreSQL server' });
  }

  /** Changes from a folder to a server. */
  async chooseServer(): Promise<void> {
    await this.page.getByRole('button', { name: 'On a PostgreSQL server' }).click();
    await expect(this.server).toBeVisible();
  }

  /** Fills the fields of a server and looks inside. */
  async inspectServer(fields: Readonly<Record<string, string>>): Promise<void> {
    for (const [label, value] of Object.entries(fields)) {
      await this.server.getByLabel(label, { exact: true }).fill(value);
    }
    await this.server.getByRole('button', { name: 'Look inside' }).click();
  }

  /** Names the database that is made for the import. */
  async intoNewDatabase(name: string): Promise<void> {
    await this.page.getByLabel('Into the database').selectOption({ label: 'a new one' });
    await this.page.getByLabel('Name of the new database').fill(name);
  }

  /** Starts the import and waits until it reads a file: before that there is nothing to note when it is cancelled. */
  async begin(): Promise<void> {
    await this.startButton.click();
    await expect(this.progress).toContainText('Rows of this file');
  }

  async cancel(): Promise<void> {
    await this.progress.getByRole('button', { name: 'Cancel import' }).click();
    await expect(this.progress).toHaveCount(0);
  }

  /** Starts the import and waits for its summary. */
  async run(timeout: number): Promise<void> {
    // A small import is over before its progress could be seen.
    await this.startButton.click();
    await expect(this.page.getByRole('heading', { name: /^Import of / })).toBeVisible({ timeout });
  }

  /** Rows in the database after the import, by table. */
  async importedRows(): Promise<Map<string, string>> {
    const panel = this.page.getByRole('region', { name: 'Rows in the database' });
    const rows = await readTable(panel.getByRole('table'));
    return new Map(rows.map((row) => [row.Table ?? '', row.Rows ?? '']));
  }
}
