import { readFileSync, statSync } from 'node:fs';
import { type Document, isMap, isPair, LineCounter, parseDocument } from 'yaml';
import { LacunaError } from '../errors.ts';
import { type Sentence, worded } from '../../models/wording.ts';

/** Keys and places of a list from the top of a document. */
export type YamlPath = readonly (string | number)[];

export interface YamlPlace {
  readonly line: number;
  /** Characters into the line. */
  readonly column: string;
}

/** How what is wrong with a file is told. */
export interface YamlComplaints {
  /** Named in errors. */
  readonly file: string;
  readonly code: 'bad_configuration' | 'bad_mapping';
  /** What to do about a text that cannot be read. */
  readonly hint: string;
}

/** A file in YAML, or in JSON, which is YAML too, that knows where each of its keys stands. */
export class YamlFile {
  readonly file: string;
  /** Plain values. */
  readonly content: unknown;
  readonly #document: Document;
  readonly #lines: LineCounter;

  private constructor(document: Document, lines: LineCounter, complaints: YamlComplaints) {
    this.file = complaints.file;
    this.#document = document;
    this.#lines = lines;
    this.content = contentOf(document, complaints);
  }

  /** @throws {LacunaError} of the code asked for, with line and column of what is no YAML. */
  static parse(text: string, complaints: YamlComplaints): YamlFile {
    const lines = new LineCounter();
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
    const [fault] = [...document.errors, ...document.warnings];
    if (fault !== undefined) {
      const message =
        fault.code === 'MULTIPLE_DOCS' ? 'the file holds more than one document' : fault.message;
      const { code, file, hint } = complaints;
      throw new LacunaError(code, message, { file, hint, ...placeAt(lines, fault.pos[0]) });
    }
    return new YamlFile(document, lines, complaints);
  }

  /** Where the key of a path stands in the text; the nearest one around it where it is not there itself. */
  placeOf(path: YamlPath): YamlPlace {
    return placeAt(this.#lines, this.#offsetOf(path));
  }

  #offsetOf(path: YamlPath): number {
    const document = this.#document;
    for (let length = path.length; length > 0; length -= 1) {
      const around = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
      const last = path[length - 1];
      const pair = isMap(around)
        ? around.items.find((item) => isPair(item) && keyOf(item.key) === String(last))
        : undefined;
      const range = rangeOf(pair?.key ?? document.getIn(path.slice(0, length), true));
      if (range !== undefined) return range;
    }
    return 0;
  }
}

export interface YamlLimits {
  /** What the file holds, in words: `cohort`. */
  readonly what: Sentence;
  readonly bytes: number;
  readonly code: YamlComplaints['code'];
}

/**
 * The text of a small file.
 * @throws {LacunaError} `file_unreadable`; `wrong_encoding`; the code asked for of a file that is too large to be one.
 */
export function readYamlText(file: string, { what, bytes, code }: YamlLimits): string {
  try {
    if (statSync(file).size > bytes) {
      throw new LacunaError(code, worded`the file is larger than a ${what} can be`, {
        file,
        hint: worded`name the file of a ${what}`,
      });
    }
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
  } catch (cause) {
    if (cause instanceof LacunaError) throw cause;
    if (cause instanceof TypeError) {
      throw new LacunaError('wrong_encoding', 'the file is not UTF-8 text', { file, cause });
    }
    throw new LacunaError('file_unreadable', worded`the file of the ${what} cannot be read`, { file, cause });
  }
}

/** A reference that leads nowhere or grows without end is refused. */
function contentOf(document: Document, { code, file, hint }: YamlComplaints): unknown {
  try {
    return document.toJS();
  } catch (cause) {
    throw new LacunaError(code, 'a reference of the file cannot be followed', { file, hint, cause });
  }
}

function placeAt(lines: LineCounter, offset: number): YamlPlace {
  const { line, col } = lines.linePos(offset);
  return { line, column: String(col) };
}

function keyOf(key: unknown): string {
  return String((key as { value?: unknown }).value ?? key);
}

function rangeOf(node: unknown): number | undefined {
  return (node as { range?: readonly number[] | null } | undefined)?.range?.[0];
}
