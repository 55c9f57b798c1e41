import { useEffect, useRef } from 'react';
import type { PreviewRow, PreviewTable } from '../../../../main/api/mapping-preview.ts';
import { capital } from '../../../format/words.ts';
import { formatCount, NO_VALUE } from '../../../format/numbers.ts';
import { useText } from '../../../text/index.ts';
import type { DraftTable, Path } from './draft.ts';
import { inFieldOrder } from './first-rows.ts';
import styles from './mapping.module.css';
import { isSameColumn } from './references.ts';
import { fieldLabel, isField, isSamePath } from './table-props.ts';

type Column = PreviewTable['columns'][number];

interface Props {
  /** What the file is called. */
  readonly label: string;
  readonly table: DraftTable;
  readonly preview: PreviewTable;
  /** The column that is being chosen. */
  readonly looked: Path;
}

/** The first rows as they will be read: the value that counts, and below it what stands in the file where that is written otherwise. */
export function PreviewRows({ label, table, preview, looked }: Props) {
  const { mapping } = useText();
  const { columns, rows } = inFieldOrder(preview, table);
  const active =
    looked.length === 0
      ? -1
      : columns.findIndex(({ place }) => isSamePath(place.slice(0, looked.length), looked));
  const frame = useColumnInSight(active);
  return (
    <div
      ref={frame}
      className={styles.rows}
      tabIndex={0}
      role="group"
      aria-label={mapping.preview.title(label)}
    >
      <table className={styles.rowTable}>
        <caption className={styles.caption}>{mapping.preview.title(label)}</caption>
        <thead>
          <tr>
            <th scope="col" className={styles.line}>
              {mapping.preview.line}
            </th>
            {columns.map((column, index) => (
              <th key={column.place.join('.')} scope="col" data-active={index === active || undefined}>
                <Head column={column} table={table} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.line} row={row} columns={columns} active={active} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Scrolls a column into sight, and nothing but the table. */
function useColumnInSight(index: number) {
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const head = frame.current?.querySelectorAll('thead th')[index + 1];
    if (index < 0 || frame.current === null || !(head instanceof HTMLElement)) return;
    const line = frame.current.querySelector('thead th')?.clientWidth ?? 0;
    const { scrollLeft, clientWidth } = frame.current;
    if (head.offsetLeft - line < scrollLeft) frame.current.scrollLeft = head.offsetLeft - line;
    else if (head.offsetLeft + head.offsetWidth > scrollLeft + clientWidth)
      frame.current.scrollLeft = head.offsetLeft + head.offsetWidth - clientWidth;
  }, [index]);
  return frame;
}

function Head({
  column: { place, column, kind, form },
  table,
}: {
  readonly column: Column;
  readonly table: DraftTable;
}) {
  const { mapping } = useText();
  const [list, key] = place;
  const measured = list === 'measurements' ? table.measurements?.[Number(key)] : undefined;
  const name = measured?.name ?? (isField(key) ? fieldLabel(key, table.role, mapping) : column);
  const how = measured?.unit ?? (kind === 'date' ? form : mapping.kind[kind]);
  return (
    <>
      <span className={styles.headName}>{name}</span>
      <span className={styles.headColumn}>{column}</span>
      <span className={styles.headHow}>{how}</span>
    </>
  );
}

interface RowProps {
  readonly row: PreviewRow;
  readonly columns: readonly Column[];
  readonly active: number;
}

function Row({ row, columns, active }: RowProps) {
  const { preview } = useText().mapping;
  const { line, rejected, isUnused } = row;
  const standing = rejected !== null ? 'rejected' : isUnused ? 'unused' : undefined;
  return (
    <>
      <tr data-standing={standing}>
        <th scope="row" className={styles.line}>
          {formatCount(line)}
        </th>
        {columns.map((column, index) => (
          <td
            key={column.place.join('.')}
            data-number={column.kind === 'number' || undefined}
            data-active={index === active || undefined}
            data-fault={
              (rejected?.column !== undefined &&
                rejected.column !== null &&
                isSameColumn(rejected.column, column.column)) ||
              undefined
            }
          >
            <Cell cell={row.cells[index]} />
          </td>
        ))}
      </tr>
      {standing !== undefined && (
        <tr data-standing={standing} className={styles.why}>
          <td colSpan={columns.length + 1}>
            <span className={styles.whyText}>
              {rejected === null ? preview.unusedRow : <Why rejected={rejected} columns={columns} />}
            </span>
          </td>
        </tr>
      )}
    </>
  );
}

interface WhyProps extends Pick<RowProps, 'columns'> {
  readonly rejected: NonNullable<PreviewRow['rejected']>;
}

function Why({ rejected: { column, reason }, columns }: WhyProps) {
  const { mapping, errors, said } = useText();
  const named = columns.find((each) => column !== null && isSameColumn(each.column, column));
  const place = column === null ? '' : ` · ${errors.column} ${named?.column ?? column}`;
  return `${mapping.preview.rejectedRow(said(reason))}${place}`;
}

/** A longer text is cut: rows are looked at side by side. */
const LONGEST = 80;

function Cell({ cell }: { readonly cell: PreviewRow['cells'][number] | undefined }) {
  const { mapping } = useText();
  const { text = null, value = null } = cell ?? {};
  const isAsWritten = text === null || text.trim() === value;
  return (
    <>
      <span className={styles.value}>{value === null ? NO_VALUE : shortened(value)}</span>
      {!isAsWritten && (
        <span className={styles.raw} title={mapping.preview.inFile}>
          {shortened(text)}
        </span>
      )}
    </>
  );
}

function shortened(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

interface CountsProps {
  readonly preview: PreviewTable;
  readonly isStale: boolean;
}

/** How many of the first rows are read, and how many not; told with every change. */
export function PreviewCounts({ preview: { rows }, isStale }: CountsProps) {
  const { preview } = useText().mapping;
  const rejected = rows.filter((row) => row.rejected !== null).length;
  const unused = rows.filter((row) => row.rejected === null && row.isUnused).length;
  const read = rows.length - rejected - unused;
  const parts = [
    read === 1 ? preview.readOne : preview.read(formatCount(read)),
    ...(rejected === 0 ? [] : [preview.rejected(formatCount(rejected))]),
    ...(unused === 0 ? [] : [preview.unused(formatCount(unused))]),
  ];
  return (
    <p className={styles.counts} role="status" data-rejected={rejected > 0 || undefined}>
      {isStale ? preview.reading : capital(parts.join(' · '))}
    </p>
  );
}
