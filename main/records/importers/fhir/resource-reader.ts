import { z } from 'zod';
import type { RowCode } from '../../../errors.ts';
import type { ColumnSpec, TableSpec } from '../table-spec.ts';
import type { ReferenceElements } from './elements.ts';
import type { Moment } from './fhir-time.ts';
import { type BundleIndex, ownId, resolveReference } from './references.ts';
import type { Remark } from './remarks.ts';
import type { Sentence } from '../../../../models/wording.ts';

/** A value of a row; a moment is put on the clock of the source when the row is loaded. */
export type Field = string | number | Moment | null;

/** Where a resource stands. */
export interface ResourcePlace {
  /** Id of its file in `source_file`. */
  readonly fileId: number;
  /** Its line in NDJSON; its number among the entries of a bundle, from 1; 1 where it is alone in its file. */
  readonly line: number;
  /** Its address in a bundle. */
  readonly fullUrl?: string | undefined;
  /** `null` outside of a bundle. */
  readonly bundle: BundleIndex | null;
}

/** What is wrong with a resource; `path` leads to the element, from the resource on. */
export interface ElementFault {
  readonly code: RowCode;
  readonly path: string;
  /** Where the code alone says too little. */
  readonly reason?: Sentence;
}

/** What becomes of a resource: rows of its table, nothing because of a remark, or a rejection. */
export type Outcome<Column extends string = string> =
  | {
      readonly rows: readonly Readonly<Record<Column, Field>>[];
      readonly remarks?: readonly Remark[];
    }
  | { readonly leftOut: Remark }
  | { readonly fault: ElementFault };

/** How resources of one type are read. */
export interface ResourceReader {
  /** The table that their rows go to, which is called like the type. */
  readonly spec: TableSpec;
  readonly read: (resource: unknown, place: ResourcePlace) => Outcome;
}

/** A resource that is to be read, by its id and that of the person whom it is about. */
export interface Identified extends ResourcePlace {
  /** Its own, or else that of its address, or where it stands: what has no id is not taken for another without one. */
  readonly id: string;
  /** `null` where the resource names nobody. */
  readonly subject: string | null;
}

interface ReaderOptions<Column extends string, Resource> {
  readonly spec: TableSpec & { readonly columns: Readonly<Record<Column, ColumnSpec>> };
  readonly schema: z.ZodType<Resource>;
  /** Whether its status says that it is not to be used. */
  readonly isLeftOut?: (resource: Resource) => boolean;
  /** Whom or what the resource is about. */
  readonly subject?: (resource: Resource) => ReferenceElements | undefined;
  readonly rows: (resource: Resource, identified: Identified) => Outcome<Column>;
}

/** A reader that hands on only what its schema takes. */
export function resourceReader<Column extends string, Resource extends { readonly id?: string | undefined }>(
  options: ReaderOptions<Column, Resource>,
): ResourceReader {
  return {
    spec: options.spec,
    read: (resource, place) => {
      const parsed = options.schema.safeParse(resource, { reportInput: true });
      if (parsed.success) return outcomeOf(options, parsed.data, place);
      const [issue] = parsed.error.issues;
      if (issue === undefined) throw new RangeError('a resource is refused without a reason');
      return { fault: { code: codeOf(issue), path: pathOf(issue.path) } };
    },
  };
}

function outcomeOf<Column extends string, Resource extends { readonly id?: string | undefined }>(
  { isLeftOut, subject, rows }: ReaderOptions<Column, Resource>,
  resource: Resource,
  place: ResourcePlace,
): Outcome<Column> {
  if (isLeftOut?.(resource) === true) return { leftOut: 'left_out_status' };
  const target = resolveReference(subject?.(resource)?.reference, place.bundle);
  if (target !== null && (target.type ?? PERSON) !== PERSON) return { leftOut: 'about_no_person' };
  const id = ownId(resource.id, place.fullUrl) ?? `#${place.fileId}-${place.line}`;
  return rows(resource, { ...place, id, subject: target?.id ?? null });
}

const PERSON = 'Patient';
const custom = z.object({ code: z.custom<RowCode>() });

function codeOf(issue: z.core.$ZodIssue): RowCode {
  if (issue.code === 'custom') return custom.safeParse(issue.params).data?.code ?? 'bad_element';
  if (issue.input === undefined) return 'missing_value';
  return issue.code === 'invalid_type' && issue.expected === 'number' ? 'bad_number' : 'bad_element';
}

/** As FHIRPath writes it: `component[1].valueQuantity.value`. */
function pathOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((before, step) => {
    if (typeof step === 'number') return `${before}[${step}]`;
    return before === '' ? String(step) : `${before}.${String(step)}`;
  }, '');
}
