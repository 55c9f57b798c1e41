import type { ColumnSpec, TableSpec } from '../table-spec.ts';
import { pathsOf } from './find-fhir-files.ts';

export const TEXT: ColumnSpec = { type: 'text' };
export const MINUTE: ColumnSpec = { type: 'minute' };
export const NUMBER: ColumnSpec = { type: 'number' };
/** A flag is 0 or 1. */
export const INTEGER: ColumnSpec = { type: 'integer' };

/** What every row of a resource has: whose it is, and which of the rows of its resource, from 0. */
export interface RecordColumns {
  readonly id: ColumnSpec;
  readonly part: ColumnSpec;
}

interface ResourceTableOptions<Columns> extends Pick<TableSpec, 'use' | 'link' | 'checks' | 'without'> {
  readonly columns: Columns;
}

/** The table of the resources of one type. A resource is known by its id, and may give several rows. */
export function resourceTable<const Columns extends Readonly<Record<string, ColumnSpec>>>(
  type: string,
  { columns, ...more }: ResourceTableOptions<Columns>,
): TableSpec & { readonly columns: RecordColumns & Columns } {
  return {
    table: type,
    parts: pathsOf(type),
    columns: {
      id: { type: 'text', element: `${type}.id` },
      part: { type: 'integer', required: true },
      ...columns,
    },
    key: ['id'],
    firstRow: 'part = 0',
    rowBytes: 120,
    ...more,
  };
}

/** The column of a reference that every row must have. */
export function required(element: string): ColumnSpec {
  return { type: 'text', required: true, element };
}

/** The column of a reference that a row may have. */
export function optional(element: string): ColumnSpec {
  return { type: 'text', element };
}
