import type { MappedRole, MappedTable } from '../../../../main/api/mapping.ts';
import type { FieldName } from '../../../text/en/mapping.ts';

/** How the column of a field is chosen. */
export interface Field {
  readonly kind: 'text' | 'date' | 'number' | 'word' | 'constant' | 'codes';
  /** Without it the table cannot be read. */
  readonly required?: true;
  /** Stands there although nothing is chosen yet: one of several that may be needed. */
  readonly usual?: true;
  /** What its words may stand for. */
  readonly meanings?: readonly string[];
  /** Common words are known without being named. */
  readonly hasUsualWords?: true;
}

type TableOf<Role extends MappedRole> = MappedTable extends infer Table
  ? Table extends { readonly role: infer Roles }
    ? Role extends Roles
      ? Table
      : never
    : never
  : never;
type PlaceOf<Role extends MappedRole> = keyof TableOf<Role>['columns'] & FieldName;

const text = { kind: 'text' } as const;
const date = { kind: 'date' } as const;
const needed = { kind: 'text', required: true } as const;
const neededDate = { kind: 'date', required: true } as const;
const sex = { kind: 'word', meanings: ['F', 'M', 'other'], hasUsualWords: true } as const;

const person = { sex, birth: date, death: date, race: text } as const;
/** A row names one of the two, or both. */
const ofStay = { patient: { ...text, usual: true }, admission: { ...text, usual: true } } as const;

const events = {
  ...ofStay,
  code: { kind: 'codes', required: true },
  system: { kind: 'constant', usual: true },
  name: text,
  time: { ...date, usual: true },
  known: date,
} as const;

/** The fields of each role, in the order in which they are asked for. */
export const FIELDS: { readonly [Role in MappedRole]: Readonly<Record<PlaceOf<Role>, Field>> } = {
  people: { patient: needed, ...person },
  admissions: {
    patient: needed,
    admission: needed,
    start: neededDate,
    end: neededDate,
    ...person,
    age: { kind: 'number' },
    died: { kind: 'word', meanings: ['yes', 'no'], hasUsualWords: true },
    discharge: { kind: 'word', meanings: ['died', 'hospice'] },
    type: { kind: 'word', meanings: ['emergency', 'elective', 'observation'] },
    from: text,
    unit: text,
    insurance: text,
    language: text,
    maritalStatus: text,
  },
  icuStays: {
    patient: needed,
    admission: { ...text, usual: true },
    start: neededDate,
    end: neededDate,
    stay: text,
    unit: text,
  },
  diagnoses: events,
  procedures: events,
  medications: events,
  results: {
    ...ofStay,
    time: neededDate,
    known: date,
    code: { kind: 'constant', usual: true },
    system: { kind: 'constant' },
    name: { kind: 'constant', usual: true },
    value: { kind: 'number', usual: true },
    text,
    unit: { kind: 'constant', usual: true },
    low: { kind: 'number' },
    high: { kind: 'number' },
  },
  notes: {
    ...ofStay,
    time: neededDate,
    known: date,
    kind: { kind: 'word', meanings: ['discharge', 'radiology'] },
    text: needed,
  },
};

export const ROLES = Object.keys(FIELDS) as readonly MappedRole[];

/** Fields that say what and how much was measured; in a table of one result a column, `measurements` does. */
export const OF_ONE_RESULT: ReadonlySet<FieldName> = new Set([
  'code',
  'system',
  'name',
  'value',
  'text',
  'unit',
  'low',
  'high',
]);

/** The fields of a table. @param isWide one result a column. */
export function fieldsOf(role: MappedRole, isWide: boolean): (readonly [FieldName, Field])[] {
  const all = Object.entries(FIELDS[role]) as [FieldName, Field][];
  return isWide ? all.filter(([name]) => !OF_ONE_RESULT.has(name)) : all;
}
