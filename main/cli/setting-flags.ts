import { type Command, InvalidArgumentError, Option } from 'commander';
import { DEFAULT_SPACE, readSpace } from '../../models/search/search-space.ts';
import type { SettingValue } from '../../models/search/dimension.ts';
import { resolveConfiguration } from '../../models/training/configuration.ts';
import { FUSION_DEPTHS, type FusionDepth } from '../../models/training/settings.ts';
import type { TrainingRequest } from '../api/services.ts';
import { LacunaError } from '../errors.ts';
import { fromModelError } from '../model-errors.ts';
import { readSettingsFile } from '../training/settings-file.ts';
import { pathName, wholeNumber } from './parse.ts';

/** Flags that say how a run is trained beside its preset. */
export interface SettingFlags {
  readonly config?: string;
  readonly set?: Readonly<Record<string, SettingValue>>;
  readonly ensemble?: number;
  readonly depth?: FusionDepth;
  readonly labs?: string;
  readonly codes?: string;
  readonly notes?: string;
  readonly search?: number;
  readonly vary?: Readonly<Record<string, string>>;
}

export function withSettings(command: Command): Command {
  return command
    .option('--config <file>', 'YAML or JSON file of settings that replace those of the preset', pathName)
    .option('--set <name=value>', 'one such setting, repeatable; goes before the file', setting)
    .option('--ensemble <k>', 'networks trained side by side, the setting members', wholeNumber(1))
    .addOption(depthOption())
    .addOption(
      new Option('--labs <kind>', 'laboratory results as statistics, or hour by hour').choices([
        'summary',
        'sequence',
      ]),
    )
    .addOption(
      new Option('--codes <kind>', 'codes as projected indicators, or as a bag of learned vectors').choices([
        'multihot',
        'bag',
      ]),
    )
    .option('--notes <kind>', 'notes by their words: tfidf; or by a text model in a folder: onnx:<folder>')
    .option('--search <n>', 'try n settings on the validation split, and train the best', wholeNumber(2))
    .option(
      '--vary <name=values>',
      'with --search, repeatable: dropout=0..0.6, "learningRate=0.0005..0.01 log" or lambda=0,0.1,0.3',
      variation,
    );
}

/** The setting `fusionDepth`. */
export function depthOption(): Option {
  return new Option('--depth <depth>', 'where in the network the modalities meet').choices(FUSION_DEPTHS);
}

/** `name=value`, added to those named before. */
function setting(
  text: string,
  before: Readonly<Record<string, SettingValue>> = {},
): Readonly<Record<string, SettingValue>> {
  const [name, word] = halves(text);
  return { ...before, [name]: valueOf(word) };
}

function variation(
  text: string,
  before: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const [name, values] = halves(text);
  return { ...before, [name]: values };
}

function halves(text: string): [name: string, value: string] {
  const [, name = '', value = ''] = /^\s*(\w+)\s*=\s*(.+?)\s*$/.exec(text) ?? [];
  if (name === '') throw new InvalidArgumentError('expected a name, "=" and a value.');
  return [name, value];
}

function valueOf(word: string): SettingValue {
  if (word === 'true' || word === 'false') return word === 'true';
  const number = Number(word);
  return Number.isFinite(number) ? number : word;
}

/**
 * Settings and search of a request: what is typed goes before what is in the file.
 * @throws {LacunaError} `usage`; `bad_configuration`, naming the setting; those of `readSettingsFile`.
 */
export function settingsOf(
  flags: SettingFlags,
  { trainingPreset, encoders }: Pick<TrainingRequest, 'trainingPreset' | 'encoders'>,
): Pick<TrainingRequest, 'settings' | 'search'> {
  const file = flags.config === undefined ? undefined : readSettingsFile(flags.config);
  const settings = { ...file?.settings, ...flags.set, ...ownFlags(flags) };
  fromModelError(() => resolveConfiguration(trainingPreset, { settings }));
  const trials = flags.search ?? file?.search?.trials;
  if (trials === undefined) {
    if (flags.vary !== undefined) throw new LacunaError('usage', '--vary goes with --search <n>');
    return Object.keys(settings).length === 0 ? {} : { settings };
  }
  const space = { ...(file?.search?.space ?? (flags.vary === undefined ? undefined : {})), ...flags.vary };
  if (Object.keys(space).length > 0) fromModelError(() => readSpace(space));
  requireUnset(settings, Object.keys(space).length > 0 ? space : {}, encoders);
  return {
    ...(Object.keys(settings).length === 0 ? {} : { settings }),
    search: {
      trials,
      reduction: file?.search?.reduction ?? 3,
      ...(Object.keys(space).length === 0 ? {} : { space }),
    },
  };
}

/** Settings that have a flag of their own. */
function ownFlags({
  ensemble: members,
  depth: fusionDepth,
  labs,
  codes,
  notes,
}: SettingFlags): Record<string, SettingValue> {
  const named = Object.entries({ members, fusionDepth, labs, codes, notes });
  return Object.fromEntries(named.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

/** A setting is given or searched, not both; a search without a space leaves out what is given. */
function requireUnset(
  settings: Readonly<Record<string, SettingValue>>,
  space: Readonly<Record<string, string>>,
  encoders: TrainingRequest['encoders'],
): void {
  const both = Object.keys(space).find((name) => Object.hasOwn(settings, name));
  if (both !== undefined) throw new LacunaError('usage', `${both} is both set and searched`);
  const left = Object.keys(DEFAULT_SPACE[encoders]).filter((name) => !Object.hasOwn(settings, name));
  if (Object.keys(space).length === 0 && left.length === 0) {
    throw new LacunaError('usage', 'every setting that is usually searched is set: name others with --vary');
  }
}
