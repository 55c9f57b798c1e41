import { z } from 'zod';
import { ModelError } from '../errors.ts';
import type { RandomStream } from '../random/random-stream.ts';
import { type EncoderKind, trainingConfiguration } from '../training/configuration.ts';
import { type Dimension, drawValue, extremes, parseDimension, type SettingValue } from './dimension.ts';
import { worded } from '../wording.ts';

/** What is searched: values by the name of a setting, or of `encoders` or `fusion`; as text, as people write them. */
export type SpaceText = Readonly<Record<string, string>>;

// Records are read once for all trials.
const {
  preset: _preset,
  seed: _seed,
  labs: _labs,
  labHours: _labHours,
  notes: _notes,
  ...searched
} = trainingConfiguration.shape;
type SearchedName = keyof typeof searched;
/** Names that a search may draw values for. */
export const SEARCHED_NAMES = Object.keys(searched) as readonly SearchedName[];

export interface SearchedSetting {
  readonly name: SearchedName;
  readonly dimension: Dimension;
  readonly whole: boolean;
}

const COMMON: SpaceText = {
  learningRate: '0.0005..0.01 log',
  dropout: '0..0.6',
  inputDropout: '0..0.4',
  weightDecay: '0.01..3 log',
  unimodalWeight: '0, 0.5, 1, 2',
  maxDropRate: '0.3..0.9',
};

/** What is searched unless it is said: what decides how strongly the networks are held back, and the method's own weight. */
export const DEFAULT_SPACE: Readonly<Record<EncoderKind, SpaceText>> = {
  vanilla: COMMON,
  kd: { ...COMMON, distillationWeight: '0.2..2 log' },
  ebr: { ...COMMON, lambda: '0, 0.03, 0.1, 0.3, 1' },
  cmae: { ...COMMON, reconstructionWeight: '0.1..3 log' },
  smil: { ...COMMON, consistencyWeight: '0.001..0.1 log' },
  shaspec: { ...COMMON, alignmentWeight: '0.01..1 log', modalityWeight: '0.01..0.1 log' },
};

/**
 * Reads a space and checks every value that it may give against what its setting may be.
 * @throws {ModelError} `configuration`, naming the setting.
 */
export function readSpace(text: SpaceText): readonly SearchedSetting[] {
  const entries = Object.entries(text);
  if (entries.length === 0) throw new ModelError('configuration', 'search: expected a setting to search');
  return entries.map(([name, values]) => {
    if (!isSearchedName(name)) {
      throw new ModelError('configuration', worded`search: expected the name of a setting, got "${name}"`);
    }
    const dimension = parseDimension(name, values);
    for (const value of extremes(dimension)) requireValue(name, value);
    return { name, dimension, whole: !searched[name].safeParse(0.5).success && isNumeric(name) };
  });
}

function isSearchedName(name: string): name is SearchedName {
  return Object.hasOwn(searched, name);
}

function requireValue(name: SearchedName, value: SettingValue): void {
  const parsed = searched[name].safeParse(value);
  if (parsed.success) return;
  const message = z.prettifyError(parsed.error).replaceAll(/^✖ /gm, '');
  throw new ModelError('configuration', worded`search: ${name}: ${message}, got ${String(value)}`);
}

function isNumeric(name: SearchedName): boolean {
  return [1, 2, 16].some((value) => searched[name].safeParse(value).success);
}

/** One point of the space. */
export function drawSettings(
  space: readonly SearchedSetting[],
  random: RandomStream,
): Record<string, SettingValue> {
  return Object.fromEntries(
    space.map(({ name, dimension, whole }) => [name, drawValue(dimension, whole, random.fork(name))]),
  );
}
