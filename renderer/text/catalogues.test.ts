import { describe, expect, it } from 'vitest';
import { de } from './de/index.ts';
import { en } from './en/index.ts';

type Text = string | ((...values: unknown[]) => string);

/** What reads alike in both languages: names, abbreviations, and words that German shares. */
const ALIKE = [
  '/data/mimic-iv-3.1, <a> GFLOP/s, AUPRC, AUROC, AUROC <a> (<b>), Audit, Brier 1950., CKA, CM-AE, Code, Codes, Cox 1958.',
  'Demo, Deutsch, EBR, Encoder, Engine, English, Fusion, Host, ICD-10, ICD-10-CM, ICD-10-GM, ICD-10-PCS, ICD-9-CM',
  'Import, LOINC, Labels, Lacuna, MUSE, Name, Normal, Passphrase, Patient, Port, PyHealth, RxNorm, SMIL, SNOMED CT, Seed',
  'ShaSpec, Start, System, Test, Text, Training, Version, WebAssembly, YAIB, h, n, p',
].flatMap((line) => line.split(', '));

/** Names by which the host counts, which no user sees. */
const COUNTED = /^\.builder\.switches\.\w+\.count$/;

/** Every text with its place, e.g. `patient.risk.title`. */
function textsIn(part: unknown, place = ''): [place: string, text: Text][] {
  if (typeof part === 'string' || typeof part === 'function') return [[place, part as Text]];
  return Object.entries(part as object).flatMap(([name, child]) => textsIn(child, `${place}.${name}`));
}

const fields = (...names: string[]) => Object.fromEntries(names.map((name) => [name, `<${name}>`]));

/** What is told to a text that takes more than strings. */
const TOLD: Readonly<Record<string, unknown[]>> = {
  '.said': ['<a>', undefined],
  '.patient.risk.observed': [fields('n', 'range', 'events', 'rate', 'interval')],
  '.patient.ifComplete.range': [fields('low', 'high', 'middle', 'now', 'donors')],
  '.train.settings.expected': [{ least: 0.5, most: 2, whole: true, words: ['<word>'] }],
};

/** A text with a marker in the place of each parameter. */
function written(text: Text, place: string): string {
  if (typeof text === 'string') return text;
  return text(...(TOLD[place] ?? ['<a>', '<b>', '<c>', '<d>', '<e>'].slice(0, text.length)));
}

const markersIn = (text: string) => [...new Set(text.toLowerCase().match(/<\w+>/g))].sort();

const english = textsIn(en);
const german = new Map(textsIn(de));
const pairs = english.map(([place, text]) => [place, text, german.get(place)] as const);

describe('the German catalogue', () => {
  it('has the texts of the English one, and no others', () => {
    expect([...german.keys()].sort()).toEqual(english.map(([place]) => place).sort());
  });

  it('says all that is told to a text', () => {
    for (const [place, text, translated] of pairs) {
      if (typeof text === 'string') continue;
      expect(translated?.length, place).toBe(text.length);
      expect(markersIn(written(translated!, place)), place).toEqual(markersIn(written(text, place)));
    }
  });

  it('leaves nothing in English but what is called the same', () => {
    const alike = pairs.flatMap(([place, text, translated]) => {
      const own = written(translated!, place);
      const hasWords = /\p{L}/u.test(own.replaceAll(/<\w+>/g, ''));
      return own === written(text, place) && hasWords && !COUNTED.test(place) ? [own] : [];
    });
    expect([...new Set(alike)].sort()).toEqual([...ALIKE].sort());
  });

  it('ends a sentence where the English one does', () => {
    const ends = (text: Text, place: string) => /[…]$|\s.*\.$/s.test(written(text, place));
    const other = pairs.filter(([place, text, translated]) => ends(text, place) !== ends(translated!, place));
    expect(other.map(([place]) => place)).toEqual([]);
  });
});
