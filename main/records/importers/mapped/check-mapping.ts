import type { MappedTable, Mapping } from '../../../api/mapping.ts';
import { dateForm } from './date-forms.ts';
import { EITHER } from './either.ts';
import { type Said, worded } from '../../../../models/wording.ts';

/** Something wrong with a mapping that has the right shape. */
export interface MappingFault {
  /** The keys that lead to it. */
  readonly path: readonly (string | number)[];
  readonly message: Said;
  readonly hint: Said;
}

const ONCE = ['people', 'admissions', 'icuStays'] as const;
const FORM_HINT =
  'write it with YYYY, MM, DD, HH, mm, ss (D, M, H: one digit or two; hh and A: AM or PM; [ ]: may be missing), e.g. DD.MM.YYYY[ HH:mm], or one of ISO, ISO zone, Excel';

/** What is wrong with a mapping as a whole, the first thing first. */
export function checkMapping(mapping: Mapping): MappingFault[] {
  return [...roleFaults(mapping), ...deathFaults(mapping), ...mapping.tables.flatMap(tableFaults)];
}

function roleFaults({ tables }: Mapping): MappingFault[] {
  const faults: MappingFault[] = [];
  if (!tables.some(({ role }) => role === 'admissions')) {
    faults.push({
      path: ['tables'],
      message: worded`no table has the role admissions: without admissions nothing can be imported`,
      hint: 'add a table with role: admissions and the columns patient, admission, start and end',
    });
  }
  for (const role of ONCE) {
    const [, second] = tables.flatMap((table, index) => (table.role === role ? [index] : []));
    if (second === undefined) continue;
    faults.push({
      path: ['tables', second, 'role'],
      message: worded`a second table has the role ${role}`,
      hint: 'name all files of the role in one table, with * for the letters in which they differ',
    });
  }
  return faults;
}

function deathFaults({ deathsKnownUntil, tables }: Mapping): MappingFault[] {
  const isMapped = tables.some((table) => 'death' in table.columns && table.columns.death !== undefined);
  if (deathsKnownUntil === undefined || isMapped) return [];
  return [
    {
      path: ['deathsKnownUntil'],
      message: worded`no column says when people died`,
      hint: 'map the column death, or leave deathsKnownUntil out',
    },
  ];
}

/** What is wrong with a table, whatever the others are. @param index its place in the mapping. */
export function tableFaults(table: MappedTable, index: number): MappingFault[] {
  const faults = [...formFaults(table), ...linkFaults(table), ...roleColumnFaults(table)];
  return faults.map(({ path, ...fault }) => ({ ...fault, path: ['tables', index, ...path] }));
}

function formFaults(table: MappedTable): MappingFault[] {
  const forms: [path: string[], form: string][] = table.dates === undefined ? [] : [[['dates'], table.dates]];
  for (const [name, reference] of Object.entries(table.columns) as [string, unknown][]) {
    if (typeof reference !== 'object' || reference === null || !('dates' in reference)) continue;
    if (typeof reference.dates === 'string') forms.push([['columns', name, 'dates'], reference.dates]);
  }
  return forms.flatMap(([path, form]) => {
    const read = dateForm(form);
    if (read === null) return [{ path, ...unreadable(form) }];
    if (read.namesDay || path[1] === 'birth') return [];
    return [
      { path, message: worded`"${form}" names no day, which only a birth may do without`, hint: FORM_HINT },
    ];
  });
}

function unreadable(form: string): Pick<MappingFault, 'message' | 'hint'> {
  const forms = form.split(EITHER);
  return forms.length > 1
    ? {
        message: worded`every value fits more than one form of dates: ${forms.join(', ')}`,
        hint: 'leave the one that is meant, and take the others away',
      }
    : { message: worded`the form of dates "${form}" cannot be understood`, hint: FORM_HINT };
}

function linkFaults(table: MappedTable): MappingFault[] {
  const { patient, admission } = table.columns as { patient?: unknown; admission?: unknown };
  if (patient !== undefined || admission !== undefined) return [];
  return [
    {
      path: ['columns'],
      message: worded`the rows name neither a patient nor an admission`,
      hint: 'map patient, admission or both',
    },
  ];
}

function roleColumnFaults(table: MappedTable): MappingFault[] {
  if (table.role === 'results') return resultFaults(table);
  if (table.role !== 'diagnoses' && table.role !== 'procedures' && table.role !== 'medications') return [];
  const { columns, role, knownFrom = role === 'medications' ? 'event' : 'discharge' } = table;
  if (columns.time !== undefined || (columns.admission !== undefined && knownFrom === 'discharge')) return [];
  return [
    {
      path: ['columns'],
      message: worded`nothing says when the events were`,
      hint: 'map time; only codes that are known from the discharge and name their admission can be without',
    },
  ];
}

function resultFaults({ columns, measurements }: Extract<MappedTable, { role: 'results' }>): MappingFault[] {
  const single = ['code', 'name', 'value', 'text', 'unit', 'low', 'high', 'system'] as const;
  if (measurements !== undefined) {
    const both = single.find((name) => columns[name] !== undefined);
    return both === undefined
      ? []
      : [
          {
            path: ['columns', both],
            message: worded`${both} is mapped, and measurements as well`,
            hint: 'map measurements where every column is an item, else code or name, and value',
          },
        ];
  }
  const faults: MappingFault[] = [];
  if (columns.code === undefined && columns.name === undefined) {
    faults.push({
      path: ['columns'],
      message: worded`nothing says what was measured`,
      hint: 'map code or name, or measurements where every column is an item',
    });
  }
  if (columns.value === undefined && columns.text === undefined) {
    faults.push({
      path: ['columns'],
      message: worded`no column holds the values`,
      hint: 'map value or text',
    });
  }
  return faults;
}
