/** The numbers behind a chart, formatted as they are shown; for a file under `forPrograms`. */
export interface ChartTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Comma-separated text with quotes where a cell needs them; formulas of spreadsheets are defused. */
export function csvOf({ columns, rows }: ChartTable): string {
  return [columns, ...rows].map((row) => row.map(cellOf).join(',')).join('\r\n');
}

function cellOf(text: string): string {
  // The typographic minus is for people; programs read the plain one.
  const plain = text.replaceAll('−', '-');
  const isNumber = /^[-+]?[\d.,]+%?$/.test(plain);
  const safe =
    !isNumber && /^[=+\-@\t]/.test(plain) ? `'${plain}` : isNumber ? plain.replaceAll(',', '') : plain;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
