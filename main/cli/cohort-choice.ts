import type { Command } from 'commander';
import { isCohortFile, readCohortFile } from '../cohort-files/cohort-file.ts';
import { cohortName, cohortPreset, type CohortSpec } from '../api/common.ts';
import { LacunaError } from '../errors.ts';
import { savedCohort, specOfSaved } from '../records/saved-cohorts.ts';
import { withReader } from './database.ts';
import { type CohortFlags, cohortSpecOf, type DatabaseFlag, withCohort, withRules } from './options.ts';
import { pathName } from './parse.ts';

/** What a person typed of a cohort: its rules one by one, or where they are written down. */
export interface CohortWords extends Partial<CohortFlags>, DatabaseFlag {}

/** The flags that say one rule of a cohort each. */
const RULE_FLAGS: Readonly<Record<keyof CohortFlags, string>> = {
  task: '--task',
  preset: '--preset',
  source: '--source',
  labels: '--labels',
  timing: '--timing',
  hours: '--hours',
  lookBack: '--look-back',
  variant: '--variant',
  rule: '--rule',
  input: '--input',
};

/**
 * The cohort that a command was told.
 * @param written where it is written down, as typed, and the flag that says so.
 * @throws {LacunaError} `usage` where a rule is said twice, or none; those of `readCohortFile` and `savedCohort`.
 */
export async function chosenCohort(
  flags: CohortWords,
  { flag, word }: { readonly flag: string; readonly word: string | undefined },
): Promise<CohortSpec> {
  if (word === undefined) {
    if (flags.task === undefined) throw new LacunaError('usage', `name the cohort with --task or ${flag}`);
    return cohortSpecOf({ ...flags, task: flags.task });
  }
  refuseBoth(flags, flag);
  if (isCohortFile(word)) return readCohortFile(word);
  const { name, version } = parseSavedName(word);
  return withReader(flags.database, (db) => specOfSaved(savedCohort(db, name, version)));
}

/** `name`, or `name@version`. @throws {LacunaError} `usage`. */
export function parseSavedName(word: string): { name: string; version?: number } {
  const [, name = word, version] = /^(.*)@([1-9]\d{0,8})$/.exec(word) ?? [];
  const parsed = cohortName.safeParse(name);
  if (parsed.success) return version === undefined ? { name } : { name, version: Number(version) };
  throw new LacunaError('usage', `"${word}" cannot be the name of a saved cohort`, {
    hint: `${parsed.error.issues[0]?.message}; a file ends in .yaml, .yml or .json`,
  });
}

/** A cohort rule by rule, or as it is written down: the place as typed. */
export interface WrittenCohortWords extends CohortWords {
  readonly spec?: string;
}

export function withWrittenCohort(command: Command): Command {
  return withCohort(command).option(
    '--spec <file>',
    'all of the cohort, filters included: a YAML or JSON file, or the name of a saved one',
    pathName,
  );
}

/** @throws {LacunaError} those of `chosenCohort`. */
export function writtenCohort({ spec, ...words }: WrittenCohortWords): Promise<CohortSpec> {
  return chosenCohort(words, { flag: '--spec', word: spec });
}

/** `--cohort` names the preset of the rules, or where all of the cohort is written down. */
export interface NamedCohortWords extends Omit<CohortWords, 'preset'> {
  readonly cohort?: string;
}

export function withNamedCohort(command: Command): Command {
  return withRules(command).option(
    '--cohort <cohort>',
    `cohort rules: ${cohortPreset.options.join(', ')}; or all of the cohort: the name of a saved one, or a YAML or JSON file`,
    pathName,
  );
}

/** @throws {LacunaError} those of `chosenCohort`. */
export function namedCohort({ cohort, ...words }: NamedCohortWords): Promise<CohortSpec> {
  const preset = cohort === undefined ? null : presetNamed(cohort);
  const flag = '--cohort';
  return preset === null
    ? chosenCohort(words, { flag, word: cohort })
    : chosenCohort({ ...words, preset }, { flag, word: undefined });
}

/** The preset that a word of `train --cohort` names; `null` for the place of a written cohort. */
function presetNamed(word: string): CohortSpec['preset'] | null {
  return cohortPreset.options.find((preset) => preset === word) ?? null;
}

/** A cohort that is written down is the whole of it. */
function refuseBoth(flags: CohortWords, flag: string): void {
  for (const [name, option] of Object.entries(RULE_FLAGS)) {
    if (flags[name as keyof CohortFlags] === undefined) continue;
    throw new LacunaError('usage', `${flag} says all of the cohort, and ${option} says part of it again`, {
      hint: `leave ${option} out, or write it there`,
    });
  }
}
