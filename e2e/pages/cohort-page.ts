import type { Locator, Page } from '@playwright/test';
import { figure, readTable } from './table.ts';

export class CohortPage {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get definition(): Locator {
    return this.page.getByRole('region', { name: 'What is predicted' });
  }

  get presence(): Locator {
    return this.page.getByRole('region', { name: /^All six modalities are present/ });
  }

  get leakage(): Locator {
    return this.page.getByRole('region', { name: 'Leakage check' });
  }

  /** That training would be refused, with the reason. */
  get refusal(): Locator {
    return this.page.getByRole('alert').filter({ hasText: 'Training on this cohort is refused' });
  }

  /** In whom each modality is absent. */
  get absence(): Locator {
    return this.page.getByRole('region').filter({ has: this.page.getByLabel('Groups', { exact: true }) });
  }

  get told(): Locator {
    return this.page.getByRole('region', {
      name: /^Absence of|^Nothing in the record tells|^No modality is absent/,
    });
  }

  get items(): Locator {
    return this.page.getByRole('region', { name: 'How often each item is there' });
  }

  get attrition(): Locator {
    return this.page.getByRole('region', { name: /stays remain$/ });
  }

  /** Which labels count: the policy of the preset, until another one is chosen. */
  get labels(): Locator {
    return this.page.getByLabel('Labels');
  }

  async chooseTask(task: string): Promise<void> {
    await this.page.getByLabel('Task').selectOption({ label: task });
  }

  async choosePreset(preset: RegExp): Promise<void> {
    const select = this.page.getByLabel('Cohort');
    const option = select.getByRole('option').filter({ hasText: preset });
    await select.selectOption((await option.textContent()) ?? '');
  }

  /** How many stays each rule leaves, in the order of the rules. */
  async staysLeft(): Promise<number[]> {
    await this.attrition.getByRole('button', { name: /^Show table/ }).click();
    const rows = await readTable(this.attrition.getByRole('table'));
    await this.attrition.getByRole('button', { name: /^Hide table/ }).click();
    return rows.map((row) => figure(row.Left));
  }

  async train(): Promise<void> {
    await this.page.getByRole('button', { name: 'Train on this cohort' }).click();
  }
}
