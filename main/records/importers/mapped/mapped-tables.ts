import type { MappedRole, MappedTable, Mapping } from '../../../api/mapping.ts';
import type { TableSpec } from '../table-spec.ts';
import { admissionTable, icuTable, type MappedAdmissions } from './admissions.ts';
import { eventsTable, type MappedEvents } from './events.ts';
import { type MappedNotes, notesTable } from './notes.ts';
import { type MappedPeople, peopleTable } from './people.ts';
import { type MappedResults, resultsTable } from './results.ts';

/** How each table of a mapping is read. */
export interface MappedTables {
  readonly people: MappedPeople | null;
  readonly admissions: MappedAdmissions;
  readonly icuStays: MappedPeople | null;
  readonly events: readonly MappedEvents[];
  readonly results: readonly MappedResults[];
  readonly notes: readonly MappedNotes[];
}

/** The name of each table: its role, with a number from the second of the role on. */
export function tableNames({ tables }: Mapping): string[] {
  const seen = new Map<MappedRole, number>();
  return tables.map(({ role }) => {
    const number = (seen.get(role) ?? 0) + 1;
    seen.set(role, number);
    return number === 1 ? role : `${role}_${number}`;
  });
}

/** @param mapping one that `checkMapping` finds nothing wrong with. */
export function mappedTables(mapping: Mapping): MappedTables {
  const names = tableNames(mapping);
  const tables = mapping.tables.map((table, index) => ({ table, name: names[index] ?? table.role }));
  let people: MappedPeople | null = null;
  let admissions: MappedAdmissions | null = null;
  for (const { table, name } of tables) if (table.role === 'people') people = peopleTable(table, name);
  for (const { table, name } of tables) {
    if (table.role === 'admissions') admissions = admissionTable(table, name, people);
  }
  if (admissions === null) throw new RangeError('a mapping without admissions was not checked');
  let icuStays: MappedPeople | null = null;
  const events: MappedEvents[] = [];
  const results: MappedResults[] = [];
  const notes: MappedNotes[] = [];
  for (const { table, name } of tables) {
    if (table.role === 'icuStays') icuStays = icuTable(table, name, admissions.spec.table);
    else if (table.role === 'results') results.push(resultsTable(table, name));
    else if (table.role === 'notes') notes.push(notesTable(table, name));
    else if (table.role !== 'people' && table.role !== 'admissions') events.push(eventsTable(table, name));
  }
  return { people, admissions, icuStays, events, results, notes };
}

/** How one table is read by itself, whatever the others are. @param table one that `tableFaults` finds nothing wrong with. */
export function readingOf(table: MappedTable): Pick<MappedPeople, 'spec' | 'columns'> {
  switch (table.role) {
    case 'people':
      return peopleTable(table, table.role);
    case 'admissions':
      return admissionTable(table, table.role, null);
    case 'icuStays':
      return icuTable(table, table.role, 'admissions');
    case 'results':
      return resultsTable(table, table.role);
    case 'notes':
      return notesTable(table, table.role);
    default:
      return eventsTable(table, table.role);
  }
}

/** Every table in the order of reading. */
export function specsOf({ people, admissions, icuStays, events, results, notes }: MappedTables): TableSpec[] {
  return [people, admissions, icuStays, ...events, ...results, ...notes].flatMap(
    (table) => table?.spec ?? [],
  );
}
