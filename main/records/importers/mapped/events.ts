import type { EVENT_ROLES } from '../../../api/mapping.ts';
import { COLUMN_TYPES } from '../column-types.ts';
import { tableName } from '../load-table.ts';
import { literal } from '../sql-literal.ts';
import type { TableSpec } from '../table-spec.ts';
import type { TimedEvents } from '../timed-records/timed-records.ts';
import { constantSql } from './constants.ts';
import { dayEndSql, MappedColumns, mappedSpec } from './mapped-columns.ts';
import { anyOf, encounterIdSql, stayColumns, stayLink, type StayTable } from './stay-rows.ts';
import { sentence } from '../../../../models/wording.ts';

export type EventsTable = Extract<StayTable, { role: (typeof EVENT_ROLES)[number] }>;

/** The system of codes of which no system is named; drugs without one are grouped by the words of their names. */
const OWN_SYSTEM = { diagnoses: 'LOCAL', procedures: 'LOCAL', medications: 'DRUG' } as const;
/** Diagnoses and procedures are coded after the discharge, unless the extract says when they were entered. */
const KNOWN_FROM = { diagnoses: 'discharge', procedures: 'discharge', medications: 'event' } as const;
const WITHOUT = {
  diagnoses: sentence`diagnoses are unavailable`,
  procedures: sentence`procedures are unavailable`,
  medications: sentence`medications are unavailable`,
};

export interface MappedEvents {
  readonly spec: TableSpec;
  readonly columns: MappedColumns;
  readonly view: string;
  readonly events: TimedEvents;
}

export function eventsTable(table: EventsTable, name: string): MappedEvents {
  const { role, columns: named } = table;
  const codes = Array.isArray(named.code) ? named.code : [named.code];
  const codeNames = codes.map((_, index) => `code_${index + 1}`);
  const columns = stayColumns(new MappedColumns(table), table)
    .text('system', 'system')
    .text('code_name', 'name')
    .date('event_minute', 'time', {
      required: !isPlacedByStay(table),
      counts: dayEndSql('c.event_minute', named.time, table),
    })
    .date('known_minute', 'known', { counts: dayEndSql('c.known_minute', named.known, table) });
  codes.forEach((code, index) =>
    columns.add(
      `code_${index + 1}`,
      {
        column: typeof code === 'string' ? code : code.column,
        place: codes === named.code ? ['columns', 'code', index] : ['columns', 'code'],
      },
      { kind: 'text', type: COLUMN_TYPES.text },
    ),
  );
  const spec = mappedSpec(table, name, {
    columns: columns.columns,
    link: stayLink(table),
    only: anyOf(codeNames),
    without: WITHOUT[role],
    rowBytes: 40,
  });
  const view = `${tableName(name)}_events`;
  return {
    spec,
    columns,
    view: viewSql({ table, spec, columns, codeNames, view }),
    events: timed(table, view),
  };
}

/** Codes that count from the discharge need no time of their own: the admission that they name has one. */
function isPlacedByStay(table: EventsTable): boolean {
  return table.columns.admission !== undefined && knownFrom(table) === 'discharge';
}

function knownFrom({ role, knownFrom: chosen }: EventsTable): 'event' | 'discharge' {
  return chosen ?? KNOWN_FROM[role];
}

interface EventsView {
  readonly table: EventsTable;
  readonly spec: TableSpec;
  readonly columns: MappedColumns;
  readonly codeNames: readonly string[];
  readonly view: string;
}

function viewSql({ table, spec, columns, codeNames, view }: EventsView): string {
  const { role, columns: named } = table;
  const time = columns.sql('event_minute', 't', 'INTEGER');
  const known = columns.sql('known_minute', 't', 'INTEGER');
  const [at, join] =
    named.admission === undefined
      ? [time, '']
      : [`coalesce(${time}, e.start_minute)`, 'LEFT JOIN encounter e ON e.id = t.encounter_id'];
  const happened = named.time === undefined ? at : dayEndSql(at, named.time, table);
  const entered = named.known === undefined ? known : dayEndSql(known, named.known, table);
  const codes = codeNames.map((code) => `t.${code}`).join(', ');
  return `
    CREATE TEMP VIEW ${view} AS
    SELECT * FROM (
      SELECT t.patient_id, ${encounterIdSql(table)} AS encounter_id, t.file_id, t.line,
        ${constantSql(named.system, columns.sql('system', 't'), literal(OWN_SYSTEM[role]))} AS system,
        unnest([${codes}]) AS code, ${columns.sql('code_name', 't')} AS name, ${at} AS event_minute,
        coalesce(${entered}, ${happened}) AS entered_minute, ${known} IS NOT NULL AS known_is_said
      FROM ${tableName(spec.table)} t ${join} WHERE t.fault = 0
    ) WHERE code IS NOT NULL`;
}

function timed(table: EventsTable, view: string): TimedEvents {
  const { role } = table;
  if (knownFrom(table) === 'event') return { modality: role, view };
  return { modality: role, view, codedAtDischarge: 'NOT t.known_is_said' };
}
