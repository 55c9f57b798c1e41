import { expect, type Locator, type Page } from '@playwright/test';
import type { HostProcess } from '../host-process.ts';
import { AuditPage } from './audit-page.ts';
import { CohortPage } from './cohort-page.ts';
import { ImportPage } from './import-page.ts';
import { LockPage } from './lock-page.ts';
import { ModelsPage } from './models-page.ts';
import { PatientPage } from './patient-page.ts';
import { PatientsPage } from './patients-page.ts';
import { StartPage } from './start-page.ts';
import { TrainPage } from './train-page.ts';

export type Screen =
  'Start' | 'Import' | 'Cohort' | 'Patients' | 'Train' | 'Models' | 'Audit' | 'Activity' | 'Settings';

/** The window as a person uses it: the frame around the screens, and each screen. */
export class LacunaWindow {
  readonly page: Page;
  readonly start: StartPage;
  readonly import: ImportPage;
  readonly cohort: CohortPage;
  readonly patients: PatientsPage;
  readonly patient: PatientPage;
  readonly train: TrainPage;
  readonly models: ModelsPage;
  readonly audit: AuditPage;
  readonly lock: LockPage;
  private readonly host: HostProcess;

  constructor(page: Page, host: HostProcess) {
    this.page = page;
    this.host = host;
    this.start = new StartPage(page);
    this.import = new ImportPage(page);
    this.cohort = new CohortPage(page);
    this.patients = new PatientsPage(page);
    this.patient = new PatientPage(page);
    this.train = new TrainPage(page);
    this.models = new ModelsPage(page);
    this.audit = new AuditPage(page);
    this.lock = new LockPage(page);
  }

  /** The heading of the screen that is shown. */
  get heading(): Locator {
    return this.page.getByRole('heading', { level: 1 });
  }

  /** Alerts of the screen: named failures. */
  get failure(): Locator {
    return this.page.getByRole('main').getByRole('alert');
  }

  /** Which database the frame says is open. */
  get banner(): Locator {
    return this.page.getByRole('banner');
  }

  /** Follows the navigation to a screen. */
  async go(screen: Screen): Promise<void> {
    await this.page
      .getByRole('navigation', { name: 'Main' })
      .getByRole('link', { name: screen, exact: true })
      .click();
    await expect(this.heading).toBeVisible();
  }

  /** Searches for words in the palette, by its key. @returns what was found. */
  async search(words: string): Promise<Locator> {
    await this.page.keyboard.press('Control+k');
    const palette = this.page.getByRole('dialog', { name: 'Search and commands' });
    await palette.getByLabel('Search and commands').fill(words);
    return palette.getByRole('button').filter({ hasText: new RegExp(words, 'i') });
  }

  /** Where the frame says that one is. */
  get trail(): Locator {
    return this.page.getByRole('navigation', { name: 'Where you are' });
  }

  /** The card of the tour that is shown. */
  get tour(): Locator {
    return this.page.getByRole('complementary');
  }

  /** Opens a deep link, as one that was sent by a colleague. */
  async open(address: string): Promise<void> {
    await this.page.goto(`${this.host.address}${address}`);
    await expect(this.page.getByRole('main')).toBeVisible();
  }

  /** Waits until the screen is there and nothing on it is still loading. */
  async settled(): Promise<void> {
    await expect(this.heading).toBeVisible();
    await expect(this.page.getByRole('status', { name: 'Loading' })).toHaveCount(0);
  }

  /** Opens the list of jobs in the frame. */
  async showRunningWork(): Promise<void> {
    await this.page.getByRole('button', { name: /^Running work/ }).click();
    await expect(this.page.getByRole('dialog', { name: 'Running work' })).toBeVisible();
  }

  async useTheme(theme: 'light' | 'dark'): Promise<void> {
    const change = this.page.getByRole('button', { name: `Use the ${theme} theme` });
    if (await change.isVisible()) await change.click();
    await expect(
      this.page.getByRole('button', { name: `Use the ${theme === 'dark' ? 'light' : 'dark'} theme` }),
    ).toBeVisible();
  }
}
