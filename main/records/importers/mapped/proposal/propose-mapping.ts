import { resolve } from 'node:path';
import { stringify } from 'yaml';
import { mapping as mappingSchema, type Mapping, MAPPING_SCHEMA } from '../../../../api/mapping.ts';
import {
  type FoundTable,
  type MappingProposal,
  type ReadAs,
  TABLE_ROLES,
} from '../../../../api/mapping-proposal.ts';
import { type ErrorReport, LacunaError } from '../../../../errors.ts';
import { checkMapping } from '../check-mapping.ts';
import { findTables } from '../find-mapped-files.ts';
import { draftAdmissions, type DraftedTable, draftOther } from './draft-tables.ts';
import { type KnownKeys, NO_KEYS, placedAs, type PlacedTable } from './place-columns.ts';
import { type ColumnProfile, profileColumns } from './profile-column.ts';
import { type SampledTable, sampleTables } from './sample-table.ts';
import { withCommonDates } from './table-draft.ts';
import { inEnglish } from '../../../../../models/wording.ts';

interface Profiled {
  readonly sample: SampledTable;
  readonly profiles: readonly ColumnProfile[];
}

/**
 * What the files of a folder look like, and a mapping by which they could be read. Nothing is imported, and nothing is
 * decided that only the user knows: such a mapping is refused until it is said.
 * @throws {LacunaError} as `findFiles`; what is wrong with one file is in `problems`.
 */
export async function proposeMapping(path: string): Promise<MappingProposal> {
  const folder = resolve(path);
  const problems: ErrorReport[] = [];
  const samples: SampledTable[] = [];
  for (const file of await findTables(folder)) {
    try {
      samples.push(...(await sampleTables(file)));
    } catch (error) {
      if (!(error instanceof LacunaError)) throw error;
      problems.push(error.report());
    }
  }
  const { drafted, keys } = draftAll(samples.map((sample) => ({ sample, profiles: profileColumns(sample) })));
  const joined = joinParts(drafted);
  const document = { schema: MAPPING_SCHEMA, tables: joined.flatMap((table) => mappedOf(table) ?? []) };
  const parsed = mappingSchema.safeParse(document);
  return {
    folder,
    tables: joined.map((table) => foundTable(table, keys)),
    problems,
    mapping: parsed.success ? parsed.data : null,
    yaml: stringify(document, { lineWidth: 0 }),
    open: openQuestions(parsed.success ? parsed.data : null),
  };
}

function openQuestions(mapping: Mapping | null): string[] {
  if (mapping === null) return ['no file is told to hold admissions, codes, results or notes'];
  return checkMapping(mapping).map(({ path, message }) => `${inEnglish(message)} (${path.join('.')})`);
}

/** Admissions first, for other tables are known by pointing to them. */
function draftAll(tables: readonly Profiled[]): {
  readonly drafted: DraftedTable[];
  readonly keys: KnownKeys;
} {
  const admissions = tables
    .map(({ sample, profiles }) => ({ profiles, drafted: draftAdmissions(sample, profiles) }))
    .filter(({ drafted }) => drafted !== null)
    .sort((a, b) => keyScore(b.profiles, b.drafted) - keyScore(a.profiles, a.drafted))[0];
  const keys = admissions === undefined ? NO_KEYS : keysOf(admissions.profiles, admissions.drafted);
  const others = tables.map(({ sample, profiles }) =>
    sample === admissions?.drafted?.sample ? admissions.drafted : draftOther(sample, profiles, keys),
  );
  return { drafted: onlyFirstOf('people', onlyFirstOf('icuStays', others)), keys };
}

/** Of two tables that could hold the admissions, the one with a row for each; of two such, the one with more columns placed. */
function keyScore(profiles: readonly ColumnProfile[], drafted: DraftedTable | null): number {
  const key = profiles.find(({ name }) => name === drafted?.draft.columns['admission']);
  const placed = Object.keys(drafted?.draft.columns ?? {}).length;
  return (key?.unique === true ? 100 : 0) + placed;
}

function keysOf(profiles: readonly ColumnProfile[], drafted: DraftedTable | null): KnownKeys {
  const of = (as: string): ReadonlySet<string> =>
    profiles.find(({ name }) => name === drafted?.draft.columns[as])?.distinct ?? new Set();
  return { people: of('patient'), admissions: of('admission') };
}

function onlyFirstOf(role: DraftedTable['role'], tables: readonly DraftedTable[]): DraftedTable[] {
  const first = tables.find((table) => table.role === role);
  const isAlike = (table: DraftedTable): boolean =>
    first !== undefined && partsName(table) === partsName(first) && sameColumns(table, first);
  return tables.map((table) =>
    table.role === role && table !== first && !isAlike(table)
      ? { ...table, role: null, reason: null }
      : table,
  );
}

/** Files of the same columns whose names differ by a number are parts of one table. */
function joinParts(tables: readonly DraftedTable[]): DraftedTable[] {
  const joined: DraftedTable[] = [];
  for (const table of tables) {
    const index = joined.findIndex(
      (other) => partsName(other) === partsName(table) && sameColumns(other, table),
    );
    const other = joined[index];
    if (other === undefined || table.sample.file.sheet !== undefined) {
      joined.push(table);
      continue;
    }
    const { sample } = other;
    joined[index] = {
      ...other,
      sample: {
        ...sample,
        file: { ...sample.file, name: partsName(other) },
        estimatedRows: sample.estimatedRows + table.sample.estimatedRows,
      },
    };
  }
  return joined;
}

function partsName({ sample: { file } }: DraftedTable): string {
  const folders = file.name.split('/');
  const name = folders.pop() ?? '';
  return [...folders, name.replace(/[._-]?\d+(?=\.[a-z]+(\.gz)?$)/i, '*')].join('/').replaceAll('**', '*');
}

function sameColumns(a: DraftedTable, b: DraftedTable): boolean {
  return a.sample.columns.join('\n') === b.sample.columns.join('\n');
}

/** The table as the mapping says it; `null` where it is not read. */
function mappedOf({ sample, draft, role, rest }: DraftedTable): Record<string, unknown> | null {
  if (role === null) return null;
  const { file } = sample;
  return {
    role,
    files: file.name,
    ...(file.sheet === undefined ? {} : { sheet: file.sheet }),
    ...writtenOf({ sample, draft }),
    ...readAs({ draft, rest }),
  };
}

/** What a mapping says of a table beside its role and how its file is written. */
function readAs({ draft, rest }: PlacedTable): ReadAs {
  const { dates, columns } = withCommonDates(draft.columns);
  return { ...(dates === undefined ? {} : { dates }), columns, ...rest };
}

function writtenOf({
  sample: {
    file: { form },
  },
  draft: { profiles },
}: Pick<DraftedTable, 'sample' | 'draft'>): FoundTable['written'] {
  const missing = [...new Set(profiles.flatMap(({ emptyWords }) => emptyWords))];
  return {
    ...(form === undefined || form.delimiter === ',' ? {} : { delimiter: form.delimiter }),
    ...(form === undefined || form.encoding === 'utf-8'
      ? {}
      : { encoding: form.encoding as FoundTable['written']['encoding'] }),
    ...(hasDecimalCommas(profiles) ? { decimal: ',' } : {}),
    ...(missing.length === 0 ? {} : { missing }),
  };
}

function hasDecimalCommas(profiles: readonly ColumnProfile[]): boolean {
  return profiles.some(({ decimals }) => decimals.length === 1 && decimals[0] === ',');
}

function foundTable({ sample, draft, role, reason }: DraftedTable, keys: KnownKeys): FoundTable {
  const as = TABLE_ROLES.map((each) => [each, readAs(placedAs(each, draft.profiles, keys))] as const);
  return {
    files: sample.file.name,
    sheet: sample.file.sheet ?? null,
    written: writtenOf({ sample, draft }),
    estimatedRows: sample.estimatedRows,
    sampledRows: sample.rows.length,
    role,
    reason,
    columns: draft.found(),
    as: Object.fromEntries(as),
  };
}
