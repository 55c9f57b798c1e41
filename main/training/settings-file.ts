import { z } from 'zod';
import { readSpace } from '../../models/search/search-space.ts';
import { settingsShape } from '../../models/training/settings.ts';
import { searchRequest, settingValue } from '../api/search.ts';
import { LacunaError } from '../errors.ts';
import { fromModelError } from '../model-errors.ts';
import { readYamlText, YamlFile, type YamlPath } from '../yaml/yaml-file.ts';
import { type Said, sentence, worded } from '../../models/wording.ts';

type SettingValue = z.infer<typeof settingValue>;

/** What a settings file says: settings that replace the preset's, and how others are searched. */
export interface WrittenSettings {
  readonly settings: Readonly<Record<string, SettingValue>>;
  readonly search?: {
    readonly trials?: number | undefined;
    readonly reduction?: number | undefined;
    readonly space?: Readonly<Record<string, string>> | undefined;
  };
}

const LIMITS = { what: sentence`set of settings`, bytes: 1_000_000, code: 'bad_configuration' } as const;
const HINT = 'a settings file holds settings by name, and under "search" what is searched: docs/training.md';
const SEARCH = 'search';
/** Values that are searched: as the command line takes them, or as a list. */
const written = z.union([settingValue, z.array(settingValue).min(1)]);
const searchSection = z.strictObject({
  trials: searchRequest.shape.trials.optional(),
  reduction: z.int().min(2).max(10).optional(),
  space: z.record(z.string(), written).optional(),
});

/**
 * Reads settings from a YAML or JSON file.
 * @throws {LacunaError} `file_unreadable`, `wrong_encoding`; `bad_configuration` with line and column of the first key that
 * is wrong.
 */
export function readSettingsFile(file: string): WrittenSettings {
  return parseSettings(readYamlText(file, LIMITS), file);
}

/** @param file named in errors. @throws {LacunaError} `bad_configuration`. */
export function parseSettings(text: string, file: string): WrittenSettings {
  const source = YamlFile.parse(text, { file, code: 'bad_configuration', hint: HINT });
  const { content } = source;
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    throw refusal(source, [], 'the file holds no settings by name');
  }
  const { [SEARCH]: search, $schema: _, ...settings } = content as Record<string, unknown>;
  const checked = Object.entries(settings).map(
    ([name, value]) => [name, settingOf(source, name, value)] as const,
  );
  return {
    settings: Object.fromEntries(checked),
    ...(search === undefined ? {} : { search: searchOf(source, search) }),
  };
}

function settingOf(source: YamlFile, name: string, value: unknown): SettingValue {
  if (!Object.hasOwn(settingsShape, name)) {
    throw refusal(source, [name], worded`${name} is not the name of a setting`, namesLike(name));
  }
  const parsed = settingsShape[name as keyof typeof settingsShape].safeParse(value);
  if (parsed.success) return parsed.data;
  throw refusal(source, [name], worded`${name}: ${messageOf(parsed.error)}`);
}

function searchOf(source: YamlFile, value: unknown): NonNullable<WrittenSettings['search']> {
  const parsed = searchSection.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const unknown = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
    const path = [SEARCH, ...keysOf(issue), ...(unknown === undefined ? [] : [unknown])];
    const message = unknown === undefined ? messageOf(parsed.error) : 'not known here';
    throw refusal(source, path, worded`${path.join('.')}: ${message}`);
  }
  const { space, ...rest } = parsed.data;
  return space === undefined ? rest : { ...rest, space: spaceOf(source, space) };
}

function spaceOf(source: YamlFile, space: Readonly<Record<string, z.infer<typeof written>>>) {
  return Object.fromEntries(
    Object.entries(space).map(([name, values]) => {
      const text = Array.isArray(values) ? values.join(', ') : String(values);
      const place = source.placeOf([SEARCH, 'space', name]);
      fromModelError(() => readSpace({ [name]: text }), { file: source.file, ...place });
      return [name, text];
    }),
  );
}

function keysOf(issue: z.core.$ZodIssue | undefined): (string | number)[] {
  return issue?.path.filter((step) => typeof step !== 'symbol') ?? [];
}

function messageOf(error: z.ZodError): string {
  return (error.issues[0]?.message ?? '').replace(/^Invalid (input|option): /, '');
}

/** Settings that share a part of a name, for whom mistyped it; else where they are listed. */
function namesLike(name: string): Said {
  const start = name.slice(0, 5).toLowerCase();
  const like = Object.keys(settingsShape).filter((known) => known.toLowerCase().includes(start));
  return like.length === 0
    ? worded`known are ${Object.keys(settingsShape).join(', ')}`
    : worded`did you mean ${like.join(' or ')}?`;
}

function refusal(source: YamlFile, path: YamlPath, message: Said, hint: Said = HINT): LacunaError {
  return new LacunaError('bad_configuration', message, { file: source.file, ...source.placeOf(path), hint });
}
