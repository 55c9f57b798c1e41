import { numberToType } from '../../format/numbers.ts';
import type { SettingDescription, TrainingRequest } from '../../../main/api/services.ts';

export type SettingValues = NonNullable<TrainingRequest['settings']>;
export type SettingValue = SettingValues[string];
/** What a search tries, by the name of a setting. */
export type SearchSpace = Readonly<Record<string, string>>;

const BETWEEN = ';';

/** `dropout=0.2;bagging=false`, as it stands in an address. */
export function settingsOf(text: unknown): SettingValues {
  return Object.fromEntries(pairsOf(text).map(([name, word]) => [name, valueOf(word)]));
}

/** `dropout=0..0.5;lambda=0, 0.1`. */
export function spaceOf(text: unknown): SearchSpace {
  return Object.fromEntries(pairsOf(text));
}

/** The inverse of both; `undefined` for none. */
export function pairsText(values: Readonly<Record<string, SettingValue>>): string | undefined {
  const text = Object.entries(values)
    .map(([name, value]) => `${name}=${String(value).replaceAll(BETWEEN, ' ')}`)
    .join(BETWEEN);
  return text === '' ? undefined : text;
}

function pairsOf(text: unknown): [name: string, word: string][] {
  if (typeof text !== 'string') return [];
  return text.split(BETWEEN).flatMap((pair) => {
    const [, name = '', word = ''] = /^\s*(\w+)=(.+?)\s*$/.exec(pair) ?? [];
    return name === '' ? [] : [[name, word] as [string, string]];
  });
}

/** A word as the value that it stands for. */
export function valueOf(word: string): SettingValue {
  if (word === 'true' || word === 'false') return word === 'true';
  const number = Number(word);
  return Number.isFinite(number) ? number : word;
}

/** A value as it is shown, and as it stands in a field. */
export function wordOf(value: SettingValue): string {
  return typeof value === 'number' ? numberToType(value) : String(value);
}

/** Why a value is none that a setting may have, in the terms of its description; `null` for one that is. */
export type ValueFault = 'word' | 'whole' | 'range';

export function faultOf(setting: SettingDescription, word: string): ValueFault | null {
  const { kind, words, whole, least, aboveLeast, most } = setting;
  if (words.includes(word)) return null;
  if (kind !== 'number' || word.trim() === '' || !Number.isFinite(Number(word))) return 'word';
  const number = Number(word);
  if (whole && !Number.isInteger(number)) return 'whole';
  const isBelow = least !== null && (aboveLeast ? number <= least : number < least);
  return isBelow || (most !== null && number > most) ? 'range' : null;
}
