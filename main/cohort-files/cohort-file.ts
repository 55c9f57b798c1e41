import { stringify } from 'yaml';
import { z } from 'zod';
import { cohortSpec, type CohortSpec } from '../api/common.ts';
import { type ErrorDetails, LacunaError } from '../errors.ts';
import { readYamlText, YamlFile } from '../yaml/yaml-file.ts';
import { namesAt } from './known-names.ts';
import { type Said, sentence, worded } from '../../models/wording.ts';

/** A cohort as people write it to a file: a `CohortSpec`, and for editors the schema that it follows. */
export const cohortFile = cohortSpec.omit({ saved: true }).extend({ $schema: z.string().optional() });

const FORM_HINT = 'lacuna cohort --schema prints the form of the file';
const MAX_BYTES = 1_000_000;
/** YAML reads 428.0 as a number, and 5E1 as well. */
const NUMBER_HINT = 'a code or name that looks like a number is written in quotes, e.g. "428.0"';
const EXTENSION = /\.(ya?ml|json)$/i;

/** Whether a word is meant as the path of a cohort file. */
export function isCohortFile(word: string): boolean {
  return EXTENSION.test(word);
}

/**
 * Reads a cohort from a YAML or JSON file.
 * @throws {LacunaError} `file_unreadable`, `wrong_encoding`; `bad_configuration` with line and column of the first key
 * that is wrong.
 */
export function readCohortFile(file: string): CohortSpec {
  return parseCohort(
    readYamlText(file, { what: sentence`cohort`, bytes: MAX_BYTES, code: 'bad_configuration' }),
    file,
  );
}

/** A cohort as the text of a YAML file, which reads back as the same. */
export function cohortText({ saved: _, ...spec }: CohortSpec): string {
  return stringify(spec, { lineWidth: 0 });
}

/**
 * Reads a cohort from the text of a YAML file; JSON is YAML too.
 * @param file named in errors.
 * @throws {LacunaError} `bad_configuration`.
 */
export function parseCohort(text: string, file: string): CohortSpec {
  const source = YamlFile.parse(text, { file, code: 'bad_configuration', hint: FORM_HINT });
  const parsed = cohortFile.safeParse(source.content);
  if (parsed.success) {
    const { $schema: _, ...spec } = parsed.data;
    return spec;
  }
  const [issue] = parsed.error.issues;
  if (issue === undefined) throw new RangeError('a failed parse has an issue');
  throw refusal(issue, source);
}

/** What is wrong with the content, at the key where it is. */
function refusal(issue: z.core.$ZodIssue, source: YamlFile): LacunaError {
  const path = issue.path.filter((step) => typeof step !== 'symbol');
  const unknown = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  const where = unknown === undefined ? path : [...path, unknown];
  const place = { file: source.file, ...source.placeOf(where) };
  const name = where.join('.');
  if (unknown !== undefined)
    return bad(worded`${name} is not known here`, {
      ...place,
      hint: worded`known are ${namesAt(path).join(', ')}`,
    });
  if (path.length === 0)
    return bad('the file holds no cohort', { ...place, hint: 'begin it with "task: ..."' });
  const message = issue.message.replace(/^Invalid (input|option): /, '');
  const mayBeNumber =
    issue.code === 'invalid_union' || (issue.code === 'invalid_type' && issue.expected === 'string');
  return bad(worded`${name}: ${message}`, { ...place, ...(mayBeNumber ? { hint: NUMBER_HINT } : {}) });
}

function bad(message: Said, details: ErrorDetails): LacunaError {
  return new LacunaError('bad_configuration', message, {
    hint: FORM_HINT,
    ...details,
  });
}
