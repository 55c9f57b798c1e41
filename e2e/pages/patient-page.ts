import { expect, type Locator, type Page } from '@playwright/test';
import { figure, readTable } from './table.ts';

/** The sentence under the waterfall, as numbers. */
export interface Sum {
  readonly base: number;
  readonly sum: number;
  readonly total: number;
  readonly percent: number;
}

export class PatientPage {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get riskPanel(): Locator {
    return this.page.getByRole('region', { name: /^(Risk|What if)$/ });
  }

  /** The same panel while something is switched off; there is none as found. */
  get whatIf(): Locator {
    return this.page.getByRole('region', { name: 'What if', exact: true });
  }

  get switchboard(): Locator {
    return this.page.getByRole('region', { name: 'Switch modalities' });
  }

  get standIns(): Locator {
    return this.page.getByRole('region', { name: 'What stood in' });
  }

  get evidence(): Locator {
    return this.page.getByRole('region', { name: 'What is behind a modality' });
  }

  get record(): Locator {
    return this.page.getByRole('region', { name: 'Record' });
  }

  get ifComplete(): Locator {
    return this.page.getByRole('region', { name: 'If the record were complete' });
  }

  get neighbours(): Locator {
    return this.page.getByRole('region', { name: 'Nearest in the data' });
  }

  /** Two stays, or two models. */
  get beside(): Locator {
    return this.page.getByRole('region', { name: /^Stay \d+: .*; Stay \d+: |^Side by side$/ });
  }

  get disagreement(): Locator {
    return this.page.getByRole('region', { name: 'Disagree' });
  }

  /** Says that the risk should be another, and why. */
  async disagree(reason: string, comment: string): Promise<void> {
    await this.disagreement.getByLabel('Reason').selectOption(reason);
    await this.disagreement.getByLabel('Comment').fill(comment);
    await this.disagreement.getByRole('button', { name: 'Log disagreement' }).click();
  }

  /** The waterfall, under the finding that is its heading. */
  get contributions(): Locator {
    return this.page.getByRole('region', { name: /(raise|lower) the risk most: |^Nothing moves the risk/ });
  }

  /** The row of the switchboard of a modality. */
  row(modality: string): Locator {
    return this.switchboard.getByRole('listitem').filter({ has: this.switchOf(modality) });
  }

  switchOf(modality: string): Locator {
    return this.page.getByRole('switch', { name: `Use ${modality.toLowerCase()}` });
  }

  async toggle(modality: string): Promise<void> {
    // The drawn track lies over the input and takes the click for it.
    await this.switchOf(modality).click({ force: true });
  }

  async allOff(): Promise<void> {
    await this.switchboard.getByRole('button', { name: 'All off' }).click();
  }

  async reset(): Promise<void> {
    await this.switchboard.getByRole('button', { name: 'Reset' }).click();
  }

  async only(modality: string): Promise<void> {
    await this.switchboard.getByRole('button', { name: `Only ${modality.toLowerCase()}` }).click();
  }

  /** The risk in per cent as the panel says it. */
  async percent(): Promise<number> {
    const text = await this.riskPanel
      .getByText(/^[<>]?[\d.]+%$/)
      .first()
      .textContent();
    return figure(text ?? '');
  }

  /** What the page says the bars add up to. */
  async sum(): Promise<Sum> {
    const sentence = this.page.getByText(/^The bars sum to the score:/);
    await expect(sentence).toBeVisible();
    const text = (await sentence.textContent()) ?? '';
    const parts = /: (−?[\d.]+) \(base rate\) ([+−] ?[\d.]+) = (−?[\d.]+), which is [<>]?([\d.]+)%/.exec(
      text,
    );
    if (parts === null) throw new Error(`not the sentence of the sum: ${text}`);
    const [, base, sum, total, percent] = parts;
    return { base: figure(base), sum: figure(sum), total: figure(total), percent: figure(percent) };
  }

  /** The contributions in log-odds that the table behind the waterfall lists; NaN where there is none. */
  async listedContributions(): Promise<Map<string, number>> {
    await this.contributions.getByRole('button', { name: /^Show table/ }).click();
    const rows = await readTable(this.contributions.getByRole('table'));
    await this.contributions.getByRole('button', { name: /^Hide table/ }).click();
    const bars = rows.filter(({ Modality: name }) => name !== 'Base rate' && name !== 'This risk');
    return new Map(bars.map((row) => [row.Modality ?? '', figure(row['Contribution (log-odds)'])]));
  }

  /** Opens the tab of a modality in one of the two panels that have tabs. */
  async look(panel: Locator, modality: string): Promise<void> {
    await panel.getByRole('tab', { name: modality }).click();
    await expect(panel.getByRole('tab', { name: modality })).toHaveAttribute('aria-selected', 'true');
  }
}
