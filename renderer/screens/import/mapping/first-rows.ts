import type { PreviewTable } from '../../../../main/api/mapping-preview.ts';
import type { DraftTable, Path, Words } from './draft.ts';
import { fieldsOf } from './fields.ts';
import { withMeaning } from './references.ts';
import { isSamePath } from './table-props.ts';

/** The columns as they are asked for, whatever the order in which they are read. */
export function inFieldOrder(
  { columns, rows }: Pick<PreviewTable, 'columns' | 'rows'>,
  { role }: Pick<DraftTable, 'role'>,
): Pick<PreviewTable, 'columns' | 'rows'> {
  const names = fieldsOf(role, false).map(([name]) => ['columns', name].join('.'));
  const rank = ({ place }: PreviewTable['columns'][number]): number => {
    const found = names.indexOf(place.slice(0, 2).join('.'));
    return found === -1 ? names.length : found;
  };
  const order = columns
    .map((column, index) => ({ column, index }))
    .sort((a, b) => rank(a.column) - rank(b.column));
  return {
    columns: order.map(({ column }) => column),
    rows: rows.map((row) => ({ ...row, cells: order.flatMap(({ index }) => row.cells[index] ?? []) })),
  };
}

/** The words of the first rows with what they were read as. */
export function wordsRead(preview: Pick<PreviewTable, 'columns' | 'rows'> | undefined, place: Path): Words {
  const index = preview?.columns.findIndex((column) => isSamePath(column.place, place)) ?? -1;
  return (preview?.rows ?? []).reduce<Words>((words, { cells }) => {
    const { text, value } = cells[index] ?? { text: null, value: null };
    return text === null || value === null ? words : withMeaning(words, text.trim(), value);
  }, {});
}
