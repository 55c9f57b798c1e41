import type { MappingPreview, PreviewRow, PreviewTable } from '../api/mapping-preview.ts';

/** A longer value is cut: rows are looked at side by side. */
const LONGEST_VALUE = 24;

/** The first rows of a folder as a mapping reads them, for people. */
export function previewLines({ faults, tables }: MappingPreview): string[] {
  return [
    ...faults.map(
      ({ path, line, message, hint }) =>
        `still to be said: line ${line}, ${path.join('.')}: ${message}\n  ${hint}`,
    ),
    ...tables.flatMap(tableLines),
  ];
}

function tableLines({ file, columns, always, unread, rows, problems }: PreviewTable): string[] {
  if (file === null && problems.length === 0) return [];
  const heads = columns.map(({ place, column }) => `${nameOf(place)} = ${column}`);
  const body = rows.map((row) => [String(row.line), ...columns.map((_, index) => cellText(row, index))]);
  const notes = rows.map(noteOf);
  return [
    '',
    ...(file === null ? [] : [file]),
    ...problems.map(({ file: name = '', message, code }) => `  problem: ${name}: ${message} (${code})`),
    ...(rows.length === 0
      ? []
      : aligned([['line', ...heads], ...body]).map((line, index) => `  ${line}${notes[index - 1] ?? ''}`)),
    ...always.map(({ place, text }) => `  every row: ${nameOf(place)} is ${text}`),
    ...(unread.length === 0 ? [] : [`  not read: ${unread.join(', ')}`]),
  ];
}

/** The last of the keys that is a name: `code` of `code.1`, and the value of a measurement. */
function nameOf(place: PreviewTable['columns'][number]['place']): string {
  const [list, name] = place;
  return list === 'measurements' ? 'value' : String(name);
}

/** What the value is read as; a text that cannot be read stands as it is, for the row says why. */
function cellText({ cells, rejected }: PreviewRow, index: number): string {
  const { text = null, value = null } = cells[index] ?? {};
  const shown = (value ?? (rejected === null ? '' : text) ?? '').replaceAll(/\s+/g, ' ');
  return shown.length > LONGEST_VALUE ? `${shown.slice(0, LONGEST_VALUE - 1)}…` : shown;
}

function noteOf({ isUnused, rejected }: PreviewRow): string {
  if (isUnused) return '  <- not used: it says nothing';
  if (rejected === null) return '';
  return `  <- rejected: ${rejected.reason}${rejected.column === null ? '' : `, column ${rejected.column}`} (${rejected.code})`;
}

/** Rows with their fields one below the other. */
function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, index) => Math.max(...rows.map((row) => row[index]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((field, index) => field.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
