import type { SourceKind } from '../../api/services.ts';
import type { ModalityName } from '../../../models/modalities/modality.ts';
import type { DiskFile } from './csv-file.ts';
import type { TableHeader } from './csv-header.ts';
import type { ImportWork } from './import-work.ts';
import type { TableSpec } from './table-spec.ts';
import { type Sentence } from '../../../models/wording.ts';

/** What a folder says of the release its files come from. */
export interface ReleaseEvidence {
  /** Name of the folder itself; PhysioNet names it after the version. */
  readonly folderName: string;
  /** Tables and other files found, by their path inside the folder. */
  readonly names: ReadonlySet<string>;
  /** The header of a table; `null` where it is not there or cannot be read. */
  readonly headerOf: (spec: TableSpec) => TableHeader | null;
  /** Rows of a table, roughly. */
  readonly rowsOf: (spec: TableSpec) => number | null;
  /** The first rows of a table as text. */
  readonly headOf: (spec: TableSpec) => string;
  /** A small text file beside the tables, by its path inside the folder; `null` where there is none. */
  readonly textOf: (path: string) => string | null;
}

/** All that is particular to one source: the rest of an import is the same for every one. */
export interface SourceImporter {
  readonly kind: SourceKind;
  /** As people call it, e.g. `MIMIC-IV`. */
  readonly title: string;
  /** Every table that is read, in the order of reading. */
  readonly tables: readonly TableSpec[];
  /** Tables of which any one makes a modality available; demographics is always there. */
  readonly modalityTables: Readonly<Record<Exclude<ModalityName, 'demographics'>, readonly TableSpec[]>>;
  /** Published files differ in case between releases. */
  readonly ignoresCase: boolean;
  /** What the names of its files end with, as people are told; `.csv or .csv.gz` where it is not said. */
  readonly endings?: string;
  /** Whether the tables of a folder, and the files that they were found in, are this source's. */
  readonly recognises: (
    tables: ReadonlySet<string>,
    files: readonly DiskFile[],
  ) => boolean | Promise<boolean>;
  /** What a folder looks like that is not recognised, as far as the source can tell; `null` where it cannot. */
  readonly hintFor: (tables: ReadonlySet<string>) => string | null;
  /** Where names alone do not say what is read: the files of a folder, those that are not read among them. */
  readonly findFiles?: (folder: string) => Promise<DiskFile[]>;
  /** What beside the files makes the records: the same files read otherwise are another source. */
  readonly fingerprint?: string;
  readonly guessRelease: (evidence: ReleaseEvidence) => string | null;
  /** Why a table that is there is not read, where that was a decision; otherwise `null`. */
  readonly whyUnused?: (table: string) => Sentence | null;
  /** Rows of a table in a release as published; `null` where nobody says. */
  readonly publishedRows?: (release: string, table: string) => number | null;
  /** Reads the files, checks every row and stages the records. */
  readonly importAll: (work: ImportWork) => Promise<void>;
}
