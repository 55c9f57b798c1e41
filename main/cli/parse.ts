import { InvalidArgumentError } from 'commander';
import { isModalityName, MODALITIES, type ModalityName } from '../../models/modalities/modality.ts';
import { MOST_PREVIEW_ROWS } from '../api/mapping-preview.ts';
import { ERROR_CODES, LacunaError } from '../errors.ts';

/** A whole number of at least `minimum`. */
export function wholeNumber(minimum: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value < minimum) {
      throw new InvalidArgumentError(`expected a whole number of at least ${minimum}.`);
    }
    return value;
  };
}

/** How many rows of a table are shown before an import. */
export function previewRows(text: string): number {
  const rows = wholeNumber(1)(text);
  if (rows > MOST_PREVIEW_ROWS) {
    throw new InvalidArgumentError(`expected a whole number from 1 to ${MOST_PREVIEW_ROWS}.`);
  }
  return rows;
}

/** A path; an empty word, as from a variable that is not set, is none. */
export function pathName(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('expected a path.');
  return text;
}

/** Why a row was rejected. */
export function reasonCode(text: string): string {
  if (!Object.hasOwn(ERROR_CODES, text)) {
    throw new InvalidArgumentError(
      'expected a reason, e.g. bad_number; without it all that there are are counted.',
    );
  }
  return text;
}

/** A port of TCP; 0 takes a free one. */
export function portNumber(text: string): number {
  const port = wholeNumber(0)(text);
  if (port > 65_535) throw new InvalidArgumentError('expected a port from 0 to 65535.');
  return port;
}

export function positiveNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value <= 0) {
    throw new InvalidArgumentError('expected a number above 0.');
  }
  return value;
}

/** `notes,labs` as names of modalities. */
export function modalityList(text: string): ModalityName[] {
  const names = text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return names.map((name) => {
    if (isModalityName(name)) return name;
    throw new LacunaError('unknown_modality', `"${name}" is not a modality`, {
      hint: `one of ${MODALITIES.join(', ')}`,
    });
  });
}

/** `0,0.3,0.5` as rates, each in [0, 1). */
export function rateList(text: string): number[] {
  return text.split(',').map((part) => {
    const value = Number(part);
    if (part.trim() === '' || !Number.isFinite(value) || value < 0 || value >= 1) {
      throw new InvalidArgumentError('expected rates from 0 to below 1, separated by commas.');
    }
    return value;
  });
}

/** One of a closed list of words, or several separated by commas. */
export function wordList<T extends string>(words: readonly T[]): (text: string) => T[] {
  return (text) =>
    text.split(',').map((part) => {
      const word = words.find((known) => known === part.trim());
      if (word === undefined) throw new InvalidArgumentError(`expected some of ${words.join(', ')}.`);
      return word;
    });
}
