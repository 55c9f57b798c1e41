import type { ModalityName } from '../../../models/modalities/modality.ts';
import { TASKS, type TaskName } from '../../api/common.ts';
import type { SourceKind } from '../../api/services.ts';
import { unansweredReason } from '../cohorts/cohort-source.ts';
import type { SourceImporter } from './source-importer.ts';
import { IMPORTERS } from './source-importers.ts';
import type { TableSpec } from './table-spec.ts';

export interface SourceFile {
  /** Path inside the folder without extension; of FHIR the type of resources, whatever their files are called. */
  readonly file: string;
  readonly required: boolean;
  /** Columns without which the file cannot be read. */
  readonly columns: readonly string[];
  /** What is gone without it; `null`: nothing, published folders seldom have it. */
  readonly without: string | null;
  /** The file that it takes the place of, where that one is not there. */
  readonly standsInFor: string | null;
}

/** What a kind of source needs, holds and can answer. */
export interface SourceDescription<Source extends string = SourceKind> {
  readonly source: Source;
  readonly title: string;
  /** Setting that must be on before anything is read; `null`: none. */
  readonly setting: 'postgresAllowed' | null;
  readonly files: readonly SourceFile[];
  /** Whether a mapping says which files there are, so that none is named here. */
  readonly byMapping: boolean;
  /** The files that make each modality available: all of them, or any one. */
  readonly modalities: readonly {
    readonly modality: ModalityName;
    readonly needs: 'all' | 'any';
    readonly files: readonly string[];
  }[];
  /** Each task, and why the source cannot answer it; `null`: it can. */
  readonly tasks: readonly { readonly task: TaskName; readonly unanswered: string | null }[];
}

/** Every kind of source that can be imported. */
export function describeSources(): SourceDescription[] {
  return Object.values(IMPORTERS).map(describeSource);
}

/** MIMIC-IV in a server: the same tables, in schemas that mimic-code calls `mimiciv_hosp` and so on. */
export function describeServer(): SourceDescription<'postgres'> {
  const { files, ...description } = describeSource(IMPORTERS['mimic-iv']);
  return {
    ...description,
    source: 'postgres',
    title: 'MIMIC-IV in a PostgreSQL server, as mimic-code loads it',
    setting: 'postgresAllowed',
    files: files.filter(({ file }) => file.includes('/')),
  };
}

function describeSource({ kind, title, tables, modalityTables }: SourceImporter): SourceDescription {
  const required = tables.flatMap(({ table, use }) => (use === 'required' ? [table] : []));
  const named = (specs: readonly TableSpec[]) => specs.map(({ table }) => table);
  const modalities = Object.entries(modalityTables) as [ModalityName, readonly TableSpec[]][];
  return {
    source: kind,
    title,
    setting: null,
    files: tables.map(sourceFile),
    byMapping: tables.length === 0,
    modalities: [
      { modality: 'demographics', needs: 'all', files: required },
      ...modalities.map(([modality, specs]) => ({ modality, needs: 'any' as const, files: named(specs) })),
    ],
    tasks: TASKS.map((task) => ({
      task,
      unanswered: unansweredReason({ id: 0, name: kind, kind, release: null }, task),
    })),
  };
}

function sourceFile({ table, use, columns, firstRow, without, standsInFor }: TableSpec): SourceFile {
  // Where a record may give several rows, columns are made of it, and none is in the file.
  const inFile = firstRow === undefined ? Object.entries(columns) : [];
  return {
    file: table,
    required: use === 'required',
    columns: inFile.flatMap(([name, { optional = false }]) => (optional ? [] : [name])),
    without,
    standsInFor: standsInFor ?? null,
  };
}
