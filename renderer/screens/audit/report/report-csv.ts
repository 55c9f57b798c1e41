import { csvOf } from '../../../components/chart-table.ts';
import type { ReportSection } from './report-sections.ts';

export interface CsvTexts {
  readonly figure: string;
  readonly row: string;
  readonly column: string;
  readonly value: string;
}

/** Every number of a report in one table, a line each: of which figure, row and column it is. */
export function reportCsv(sections: readonly ReportSection[], texts: CsvTexts): string {
  const rows = sections.flatMap(({ title, table }) =>
    table.rows.flatMap(([first = '', ...cells]) =>
      cells.map((cell, index) => [title, first, table.columns[index + 1] ?? '', cell]),
    ),
  );
  return csvOf({ columns: [texts.figure, texts.row, texts.column, texts.value], rows });
}
