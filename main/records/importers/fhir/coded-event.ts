import type { TableSpec } from '../table-spec.ts';
import type { Moment } from './fhir-time.ts';
import { MINUTE, optional, required, resourceTable, TEXT } from './resource-table.ts';
import { tableName } from '../load-table.ts';

/** Columns of an event that is known by its codes, a row for each. */
const CODED_COLUMNS = {
  system: TEXT,
  code: TEXT,
  name: TEXT,
  /** When it happened; where that is not said, when it was known, or else when its stay began. */
  happened: MINUTE,
  /** When it was known; where that is not said, at the end of its stay. */
  known: MINUTE,
} as const;

/** Whom and which stay an event is about. */
export const LINK = { patient: 'subject', encounter: 'encounter' } as const;

interface CodedTableOptions extends Pick<TableSpec, 'without'> {
  /** The element that leads to the encounter. */
  readonly encounter?: string;
}

/** The table of a type of resource that says that something coded happened. */
export function codedTable(type: string, { encounter = 'encounter', without }: CodedTableOptions) {
  return resourceTable(type, {
    use: 'used',
    columns: {
      subject: required(`${type}.subject`),
      encounter: optional(`${type}.${encounter}`),
      ...CODED_COLUMNS,
    },
    link: LINK,
    without,
  });
}

/** A code of an event; `null` where a reference leads to it. */
export interface EventCode {
  readonly system: string | null;
  readonly code: string | null;
  readonly name: string | null;
}

/** The table of a type of resource that is about a drug, which may be a Medication of its own. */
export function drugTable(type: string, { encounter = 'encounter', without }: CodedTableOptions) {
  const coded = codedTable(type, { encounter, without });
  return {
    ...coded,
    columns: { ...coded.columns, medication: TEXT },
    checks: [
      {
        code: 'unknown_medication',
        column: `${type}.medicationReference`,
        when:
          'c.medication IS NOT NULL AND c.code IS NULL AND ' +
          `c.medication NOT IN (SELECT id FROM ${tableName('Medication')} WHERE fault = 0)`,
      },
    ],
  } as const satisfies TableSpec;
}

/** What all rows of a coded event share. */
export interface CodedEvent {
  readonly id: string;
  readonly subject: string | null;
  readonly encounter: string | null;
  readonly happened: Moment | null;
  readonly known: Moment | null;
}

/** A row for each code. */
export function codedRows<Event extends CodedEvent>(event: Event, codes: readonly EventCode[]) {
  return codes.map((code, part) => ({ ...event, ...code, part }));
}
