import type { Locator } from '@playwright/test';

/** The text of each cell of a table's body, by the heading of its column. */
export async function readTable(table: Locator): Promise<Record<string, string>[]> {
  const headings = await table.getByRole('columnheader').allInnerTexts();
  const rows = await table
    .getByRole('row')
    .filter({ hasNot: table.page().getByRole('columnheader') })
    .all();
  return Promise.all(
    rows.map(async (row) => {
      const cells = await row.getByRole('rowheader').or(row.getByRole('cell')).allInnerTexts();
      return Object.fromEntries(
        headings.map((heading, index) => [heading.trim(), (cells[index] ?? '').trim()]),
      );
    }),
  );
}

/** A figure as the window writes it, e.g. `1,234`, `−0.31` or `71%`; NaN for what is not one. */
export function figure(text: string | undefined): number {
  const plain = (text ?? '').replace('−', '-').replace(/[\s,+<>%]/g, '');
  return plain === '' ? Number.NaN : Number(plain);
}
