import { expect, type Locator, type Page } from '@playwright/test';
import { figure, readTable } from './table.ts';

export type Section =
  | 'Prediction time and inputs'
  | 'Age, stay, unit'
  | 'Diagnoses'
  | 'Procedures'
  | 'What must be present'
  | 'Switches of the label'
  | 'Training and test'
  | 'As a file for the command line';

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
    return this.page.getByLabel('Labels', { exact: true });
  }

  get saved(): Locator {
    return this.page.getByLabel('Saved as', { exact: true });
  }

  get savedCohorts(): Locator {
    return this.page.getByRole('region', { name: 'Saved cohorts' });
  }

  async chooseTask(task: string): Promise<void> {
    await this.page.getByLabel('Task', { exact: true }).selectOption({ label: task });
  }

  async choosePreset(preset: RegExp): Promise<void> {
    const select = this.page.getByLabel('Cohort', { exact: true });
    const option = select.getByRole('option').filter({ hasText: preset });
    await select.selectOption((await option.textContent()) ?? '');
  }

  /** A group of choices, opened. */
  async section(name: Section): Promise<Locator> {
    const section = this.page
      .getByRole('group')
      .filter({ has: this.page.locator('summary', { hasText: name }) });
    if ((await section.getAttribute('open')) === null) await section.locator('summary').click();
    return section;
  }

  async limitAge(from: number): Promise<void> {
    const people = await this.section('Age, stay, unit');
    await people.getByLabel('Age, years, from').fill(String(from));
  }

  /** Adds a code or words of a name to what a person must have. */
  async addDiagnosis(kind: 'Code' | 'Name', text: string): Promise<void> {
    const diagnoses = await this.section('Diagnoses');
    const wanted = diagnoses.getByRole('group', { name: 'Diagnoses: With at least one of', exact: true });
    await wanted.getByLabel('How it is meant').selectOption({ label: kind });
    await wanted.getByLabel('Code or words').fill(text);
    await wanted.getByRole('button', { name: 'Add' }).click();
  }

  /** What must be had, each with the number of codes that it stands for. */
  get wantedDiagnoses(): Locator {
    return this.page.getByRole('list', { name: 'Diagnoses: With at least one of' }).getByRole('listitem');
  }

  /** The words of the rules, once the numbers are those of the choices. */
  async rules(): Promise<string[]> {
    return (await this.steps()).map((row) => row.Rule ?? '');
  }

  /** How many stays each rule leaves, in the order of the rules. */
  async staysLeft(): Promise<number[]> {
    return (await this.steps()).map((row) => figure(row.Left));
  }

  private async steps(): Promise<Record<string, string>[]> {
    await this.attrition.getByRole('button', { name: /^Show table/ }).click();
    const rows = await readTable(this.attrition.getByRole('table'));
    await this.attrition.getByRole('button', { name: /^Hide table/ }).click();
    return rows;
  }

  async save(name: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Save…' }).click();
    const dialog = this.page.getByRole('dialog', { name: 'Save this cohort' });
    await dialog.getByLabel('Name').fill(name);
    await dialog.getByRole('button', { name: 'Save cohort' }).click();
    await expect(dialog).toBeHidden();
  }

  async train(): Promise<void> {
    await this.page.getByRole('button', { name: 'Train on this cohort' }).click();
  }
}
