import type { Wording } from '../../../models/wording.ts';
import { modality } from './modality.ts';

/** A place in a German form. It may say of what kind its value is, such as `{number 0}`. */
export const PLACE = /\{(?:(\w+) )?(\d+)\}/g;

const MODALITIES: Readonly<Record<string, string>> = { ...modality.name, 'no modality': 'keine Modalität' };
const aModality = Object.keys(MODALITIES).join('|');

/** Types of values and their sizes, as zod calls them. */
const TYPES: Readonly<Record<string, string>> = {
  string: 'ein Text',
  number: 'eine Zahl',
  int: 'eine ganze Zahl',
  boolean: 'true oder false',
  array: 'eine Liste',
  object: 'ein Objekt',
  record: 'ein Objekt',
  null: 'null',
  undefined: 'nichts',
  NaN: 'keine Zahl',
  items: 'Einträgen',
  characters: 'Zeichen',
  keys: 'Namen',
};
const aType = Object.keys(TYPES).join('|');

/** What the values of a kind look like in English, and how German says one. */
interface Kind {
  readonly look: string;
  readonly say: (value: string, said: (english: string) => string) => string;
}

const asItIs: Kind = { look: '.+', say: (value) => value };
const anyType: Kind = { look: `(?:${aType})`, say: (value) => TYPES[value] ?? value };

/** Between alternatives, outside of quotes. */
const OR = / or (?=(?:[^"]*"[^"]*")*[^"]*$)/;

const KINDS: Readonly<Record<string, Kind>> = {
  number: { ...asItIs, look: String.raw`[-−+]?\d[\d.,]*` },
  /** A name or a number, without blanks. */
  word: { ...asItIs, look: String.raw`\S+` },
  /** A phrase of the host; a value of no kind is never changed. */
  phrase: { look: '.+', say: (value, said) => said(value) },
  list: {
    look: '.+',
    say: (value, said) =>
      value
        .split(', ')
        .map((each) => said(each))
        .join(', '),
  },
  or: { look: '.+', say: (value) => value.split(OR).join(' oder ') },
  modality: {
    look: `(?:${aModality})(?:(?: and |, |, then )(?:${aModality}))*`,
    say: (value) => inGerman(value).replaceAll(' and ', ' und ').replaceAll(', then ', ', dann '),
  },
  /** Modalities, each with what is wrong with it. */
  reasons: {
    look: '.+',
    say: (value, said) =>
      value
        .split('; ')
        .map((each) =>
          each.replace(/^(\w+): (.+)$/, (_, name: string, why: string) => `${inGerman(name)}: ${said(why)}`),
        )
        .join('; '),
  },
  type: anyType,
  size: anyType,
  limit: {
    look: String.raw`(?:[<>]=?|exactly )-?[\d.]+`,
    say: (value) => value.replace('exactly', 'genau'),
  },
};

function inGerman(modalities: string): string {
  return modalities.replaceAll(new RegExp(aModality, 'g'), (name) => MODALITIES[name] ?? name);
}

/** A value in its place. */
export function sayIn(kind: string | undefined, value: string, said: (english: string) => string): string {
  return kindOf(kind).say(value, said);
}

function kindOf(kind: string | undefined): Kind {
  return KINDS[kind ?? ''] ?? asItIs;
}

/** Finds the form of an English sentence, and its values; the form that says most comes first. */
export function formFinder(german: Readonly<Record<string, string>>): (sentence: string) => Wording | null {
  const forms = Object.entries(german)
    .filter(([form]) => form.includes('{'))
    .map(([form, translated]) => ({ form, pattern: patternOf(form, kindsIn(translated)) }))
    .sort((a, b) => wordsOf(b.form).length - wordsOf(a.form).length);
  return (sentence) => {
    for (const { form, pattern } of forms) {
      const [, ...values] = pattern.exec(sentence) ?? [];
      if (values.length > 0) return { form, values };
    }
    return null;
  };
}

function kindsIn(german: string): ReadonlyMap<string, string | undefined> {
  return new Map([...german.matchAll(PLACE)].map(([, kind, place = '']) => [place, kind]));
}

const wordsOf = (form: string): string => form.replaceAll(PLACE, '');

function patternOf(form: string, kinds: ReadonlyMap<string, string | undefined>): RegExp {
  const escaped = form.replaceAll(/[.*+?^$()|[\]\\]/g, String.raw`\$&`);
  const places = escaped.replaceAll(PLACE, (_, __, i: string) => `(${kindOf(kinds.get(i)).look})`);
  return new RegExp(`^${places}$`, 's');
}
