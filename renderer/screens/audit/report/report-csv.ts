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
  const lines = sections.flatMap(({ title, table }) => {
    const { columns, rows } = table();
    return rows.flatMap(([first = '', ...cells]) =>
      cells.map((cell, index) => [title, first, columns[index + 1] ?? '', cell]),
    );
  });
  return csvOf({ columns: [texts.figure, texts.row, texts.column, texts.value], rows: lines });
}
