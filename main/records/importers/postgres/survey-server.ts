import type { ServerInput } from '../../../api/services.ts';
import { type ErrorReport, LacunaError } from '../../../errors.ts';
import type { StreamedFile } from '../csv-file.ts';
import type { ImportWork } from '../import-work.ts';
import { MIMIC_IV } from '../mimic-iv/mimic-iv.ts';
import { PATIENTS } from '../mimic-iv/people-tables.ts';
import { publishedRows } from '../mimic-iv/published-rows.ts';
import type { FileSample } from '../sample-file.ts';
import { chooseSpecs, judged, missingColumns, type Survey, type SurveyedFile } from '../survey-folder.ts';
import type { TableSpec } from '../table-spec.ts';
import { type ChosenPatients, choosePatients, type TablesByName } from './choose-patients.ts';
import { columnProblems, copyQuery, nameOf, wholeRows } from './copy-query.ts';
import type { ServerSnapshot } from './server-snapshot.ts';
import { findPrefix, listTables, type ServerTable } from './server-tables.ts';
import { sentence, worded } from '../../../../models/wording.ts';

/**
 * Looks at the tables of a server, and chooses the patients: what a survey of a folder is, of files that are streamed.
 * @throws {LacunaError} `server_schema`, `server_query` ... What is wrong with one table is in its `problems`.
 */
export async function surveyServer(
  snapshot: ServerSnapshot,
  { schemaPrefix, patients = {} }: Pick<ServerInput, 'schemaPrefix' | 'patients'>,
): Promise<Survey> {
  const prefix = await findPrefix(snapshot, schemaPrefix);
  const tables = await listTables(snapshot, prefix);
  const specs = chooseSpecs(MIMIC_IV, tables);
  const byName: TablesByName = new Map(Array.from(specs, ([table, spec]) => [spec.table, table]));
  const chosen = canChoose(byName)
    ? await choosePatients(snapshot, byName, patients)
    : { ids: null, attrition: [] };
  const reading = { snapshot, chosen, sent: new Map<string, number>() };
  const files: SurveyedFile[] = [];
  for (const table of tables) files.push(await surveyTable(reading, table, specs.get(table) ?? null));
  const hiding = tables.filter((table) => table.hidesRows && specs.has(table));
  return {
    importer: {
      ...MIMIC_IV,
      publishedRows: (release, table) => (isWhole(chosen, table) ? publishedRows(release, table) : null),
      importAll: async (work) => {
        await MIMIC_IV.importAll(work);
        await snapshot.close();
        requireAllArrived(work, reading);
        for (const table of hiding) warnOfHiddenRows(work, nameOf(table));
      },
    },
    folder: snapshot.place,
    server: { address: snapshot.place, at: snapshot.at, attrition: chosen.attrition },
    synthetic: false,
    files,
    ...judged(MIMIC_IV, files, { folderName: prefix, textOf: () => null }),
  };
}

/** Rows left out on purpose never leave the server, and are no shortfall. */
function isWhole({ ids }: ChosenPatients, table: string): boolean {
  return ids === null && MIMIC_IV.tables.find((spec) => spec.table === table)?.only === undefined;
}

/** Where the people cannot be read, nobody can be chosen: what stands in the way is said of their tables. */
function canChoose(tables: TablesByName): boolean {
  return MIMIC_IV.tables
    .filter(({ use }) => use === 'required')
    .every((spec) => {
      const table = tables.get(spec.table);
      return table !== undefined && problemsOf(table, spec).length === 0;
    });
}

interface Reading {
  readonly snapshot: ServerSnapshot;
  readonly chosen: ChosenPatients;
  /** Rows that the server says it sent, by the name of the file. */
  readonly sent: Map<string, number>;
}

async function surveyTable(
  reading: Reading,
  table: ServerTable,
  spec: TableSpec | null,
): Promise<SurveyedFile> {
  const problems = spec === null ? [] : [...problemsOf(table, spec), ...nobodyLeft(reading, table, spec)];
  const header = headerOf(table.columns.map(({ name }) => name));
  const isSound = spec !== null && problems.length === 0;
  const sample = isSound ? await estimate(reading, table, spec) : null;
  return { file: streamedFile(reading, table, spec), spec, header, sample, problems };
}

function problemsOf(table: ServerTable, spec: TableSpec): ErrorReport[] {
  const header = headerOf(table.columns.map(({ name }) => name));
  return [...missingColumns(header, spec, { name: nameOf(table) }), ...columnProblems(table, spec)];
}

function nobodyLeft({ chosen }: Reading, table: ServerTable, spec: TableSpec): ErrorReport[] {
  if (spec !== PATIENTS || chosen.ids?.length !== 0) return [];
  const hint = 'see what each rule leaves, and choose fewer or wider ones';
  return [
    new LacunaError('cohort_empty', 'the rules leave no patient', { file: nameOf(table), hint }).report(),
  ];
}

function headerOf(columns: readonly string[]): StreamedFile['header'] {
  return { columns, delimiter: ',', bytes: Buffer.byteLength(`${columns.join(',')}\n`) };
}

/** A table that is not read could be streamed too, all of it. */
function streamedFile(
  { snapshot, chosen, sent }: Reading,
  table: ServerTable,
  spec: TableSpec | null,
): StreamedFile {
  const name = nameOf(table);
  const { sql, columns } =
    spec === null
      ? { sql: wholeRows(table), columns: table.columns.map((column) => column.name) }
      : copyQuery(table, spec, chosen.ids);
  return {
    name,
    table: table.table,
    format: 'csv',
    sizeBytes: table.sizeBytes,
    header: headerOf(columns),
    stream: async function* () {
      sent.set(name, yield* snapshot.copy(sql));
    },
  };
}

/** As many as about fit into the start of a file. */
const START_ROWS = 2_000;

interface Plan {
  readonly 'QUERY PLAN': readonly {
    readonly Plan: { readonly 'Plan Rows': number; readonly 'Plan Width': number };
  }[];
}

/** What the server's planner expects of the very query that will be copied, be the table ever so large. */
async function estimate(
  { snapshot, chosen }: Reading,
  table: ServerTable,
  spec: TableSpec,
): Promise<FileSample> {
  const [row] = await snapshot.rows<Plan>(`EXPLAIN (FORMAT JSON) ${copyQuery(table, spec, chosen.ids).sql}`);
  const { 'Plan Rows': rows = 0, 'Plan Width': width = 0 } = row?.['QUERY PLAN'][0]?.Plan ?? {};
  // Of long texts the planner may know next to nothing.
  const bytes =
    spec.rowBytes === null ? Math.max(rows * width, table.sizeBytes * share(chosen)) : rows * width;
  // The start of the tables of people and names tells the release; of others it would cost more than it tells.
  const head = spec.use === 'used' ? Buffer.alloc(0) : await startOf(snapshot, table);
  return { head, estimatedRows: rows, estimatedBytes: Math.round(bytes) };
}

/** Share of the patients that is read, 0..1. */
function share({ ids, attrition: [all] }: ChosenPatients): number {
  return ids === null || all === undefined ? 1 : ids.length / Math.max(all.patients, 1);
}

/** The first rows of a table with all of its columns, as the start of a file has them. */
async function startOf(snapshot: ServerSnapshot, table: ServerTable): Promise<Buffer> {
  const runs: Buffer[] = [];
  for await (const run of snapshot.copy(`${wholeRows(table)} LIMIT ${START_ROWS}`))
    runs.push(Buffer.from(run));
  return Buffer.concat(runs);
}

/** The rows that arrived are those that the server says it sent. */
function requireAllArrived({ account }: ImportWork, { sent, snapshot }: Reading): void {
  for (const { file, read } of account.files) {
    const expected = sent.get(file);
    if (expected === read) continue;
    throw new LacunaError(
      'server_lost',
      worded`of ${file} the server sent ${expected ?? sentence`no`} rows, and ${read} arrived`,
      {
        file: snapshot.place,
      },
    );
  }
}

function warnOfHiddenRows({ account }: ImportWork, file: string): void {
  account.warn({
    code: 'rows_hidden',
    file,
    count: account.files.find((counts) => counts.file === file)?.read ?? 0,
    message: sentence`a policy of the server (row level security) shows this user only rows such as these: there may be more`,
  });
}
