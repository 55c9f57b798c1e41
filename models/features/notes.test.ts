import { describe, expect, test } from 'vitest';
import { RandomStream } from '../random/random-stream.ts';
import { note } from '../testing/evidence.ts';
import { countKnown, noteIndex } from './note-index.ts';
import { noteSections } from './note-sections.ts';
import { countTerms } from './note-terms.ts';
import {
  NoteVectorizerFitter,
  describeNoteFeature,
  findNoteSource,
  noteColumns,
  noteRow,
  type NoteVectorizer,
} from './note-vectorizer.ts';
import { VocabularyCounter } from './note-vocabulary.ts';

describe('sections', () => {
  test('a note is cut at its headings', () => {
    const text = 'Name: ___\nHistory of Present Illness:\nChest pain, 3 days.\n\nFINDINGS: No effusion\n';
    expect(noteSections(text)).toEqual([
      { heading: 'history of present illness', words: ['chest', 'pain', 'days'] },
      { heading: 'findings', words: ['no', 'effusion'] },
    ]);
  });
  test('text before the first heading, and text without any', () => {
    expect(noteSections('Stable.\nPlan: home')).toEqual([
      { heading: null, words: ['stable'] },
      { heading: 'plan', words: ['home'] },
    ]);
    expect(noteSections('a colon: within a line, and 5:30')).toEqual([
      { heading: null, words: ['colon', 'within', 'line', 'and'] },
    ]);
    expect(noteSections('')).toEqual([]);
  });
  test('words of any script', () => {
    expect(noteSections('Ödem, fièvre 38.5 Übelkeit')[0]?.words).toEqual(['ödem', 'fièvre', 'übelkeit']);
  });
});

test('terms are counted over all notes; pairs do not cross a heading', () => {
  const counts = countTerms([note('Plan: home today home'), note('home')]);
  expect(Object.fromEntries(counts.word)).toEqual({ home: 3, today: 1 });
  expect(Object.fromEntries(counts.pair)).toEqual({ 'home today': 1, 'today home': 1 });
  expect(Object.fromEntries(counts.section)).toEqual({ 'plan|home': 2, 'plan|today': 1 });
});

test('an entry of a form is one term, alone and under what was asked, whatever its words', () => {
  const entry = { ...note(''), kind: 'entry', entry: { heading: 'Motor Score', value: '6 obeys' } };
  const counts = countTerms([entry, entry]);
  expect([...counts.word]).toEqual([['6 obeys', 2]]);
  expect([...counts.section]).toEqual([['motor score|6 obeys', 2]]);
  expect(counts.pair.size).toBe(0);
});

describe('vocabulary', () => {
  const choose = (
    texts: string[],
    options: Partial<Parameters<VocabularyCounter['choose']>[0]> = {},
  ): string[] => {
    const counter = new VocabularyCounter();
    for (const text of texts) counter.add([note(text)]);
    return counter
      .choose({ minimumEncounters: 2, maximumTerms: 100, maximumSectionTerms: 10, ...options })
      .map(({ term }) => term);
  };

  test('terms of enough encounters, most used first', () => {
    expect(choose(['aa bb', 'aa cc cc cc', 'bb dd', 'aa'])).toEqual(['aa', 'bb']);
    expect(choose(['aa bb', 'aa bb', 'aa'], { maximumTerms: 1 })).toEqual(['aa']);
    expect(choose(['Plan: aa', 'Plan: aa', 'bb'], { maximumSectionTerms: 0 })).toEqual(['aa']);
    expect(choose(['Plan: aa', 'Plan: aa', 'bb'])).toEqual(['aa', 'plan|aa']);
  });

  test('pairs only where their words meet more often than by chance', () => {
    const random = RandomStream.fromSeed(1);
    const words = Array.from({ length: 10 }, (_, i) => `w${String.fromCharCode(97 + i)}`);
    const shuffled = Array.from({ length: 200 }, () =>
      Array.from({ length: 40 }, () => words[random.int(10)]!).join(' '),
    );
    expect(choose(shuffled)).toEqual(expect.arrayContaining(words));
    expect(choose(shuffled)).toHaveLength(10);
    const phrases = shuffled.map((text, i) => (i % 2 === 0 ? `${text} heart failure` : text));
    expect(choose(phrases)).toContain('heart failure');
    expect(choose(phrases)).toHaveLength(13);
  });
});

/** An entry of a form. */
function form(heading: string, value: string) {
  return { ...note(''), kind: 'entry', entry: { heading, value } };
}

describe('the counts behind a vocabulary', () => {
  /** What each term's counts come to when every encounter is counted by itself. */
  function counted(encounters: readonly (readonly ReturnType<typeof note>[])[]): Map<string, number[]> {
    const sums = new Map<string, number[]>();
    for (const notes of encounters) {
      const { word, pair, section } = countTerms(notes);
      for (const [kind, counts] of Object.entries({ word, pair, section })) {
        for (const [term, count] of counts) {
          const [before = 0, occurrences = 0, squares = 0] = sums.get(`${kind} ${term}`) ?? [];
          sums.set(`${kind} ${term}`, [before + 1, occurrences + count, squares + count * count]);
        }
      }
    }
    return sums;
  }

  test('are those of the encounters, one by one', () => {
    const random = RandomStream.fromSeed(2);
    const words = ['aa', 'bb', 'cc', 'Plan:', 'Exam:', '\n', 'dd'];
    const text = () => Array.from({ length: random.int(30) }, () => words[random.int(7)] ?? '').join(' ');
    const encounters = Array.from({ length: 300 }, () => [
      note(text()),
      form('Score', ['1', 'eyes|open', 'eyes'][random.int(3)] ?? ''),
      form(random.int(2) === 0 ? 'Score|Eyes' : 'Score', 'open'),
      note(text()),
    ]);
    const counter = new VocabularyCounter();
    for (const notes of encounters) counter.add(notes);
    const expected = counted(encounters);
    const uses = counter.choose({ minimumEncounters: 1, maximumTerms: 1_000, maximumSectionTerms: 1_000 });
    expect(uses.map(({ kind, term }) => `${kind} ${term}`)).toEqual(
      expect.arrayContaining([...expected.keys()].filter((term) => !term.startsWith('pair'))),
    );
    for (const { kind, term, encounters: holding, mean, deviation } of uses) {
      const [seen = 0, occurrences = 0, squares = 0] = expected.get(`${kind} ${term}`) ?? [];
      const average = occurrences / encounters.length;
      expect([term, holding, mean]).toEqual([term, seen, average]);
      expect(deviation).toBe(Math.sqrt(Math.max(squares / encounters.length - average * average, 0)));
    }
  });

  test('an encounter without a word counts for nothing', () => {
    const counter = new VocabularyCounter();
    expect(counter.add([note('___')])).toBe(0);
    expect(counter.add([note('aa aa'), note('bb')])).toBe(3);
    expect(counter.encounters).toBe(1);
  });
});

describe('the index of known terms', () => {
  const idf = 1;
  const vectorizer: NoteVectorizer = {
    terms: [
      { term: 'heart', kind: 'word', idf },
      { term: '6 obeys', kind: 'word', idf },
      { term: 'heart failure', kind: 'pair', idf },
      { term: 'plan|heart', kind: 'section', idf },
      { term: 'score|eyes|open|wide', kind: 'section', idf },
    ],
    words: [{ word: 'failure', scale: 1, cap: 9 }],
    length: null,
    weight: 1,
  };
  const counted = (...notes: ReturnType<typeof note>[]) => {
    const { known, total } = countKnown(noteIndex(vectorizer), 6, notes);
    return { known: [...known], total };
  };

  test('counts words, pairs and words under a heading by column, and all words', () => {
    const text = 'Heart failure\nPlan: heart, not failure. Heart failure';
    expect(counted(note(text))).toEqual({ known: [3, 0, 2, 2, 0, 3], total: 7 });
  });

  test('and what a form asks and answers, whatever separates its words', () => {
    const notes = [form('x', '6 Obeys'), form('Score', 'eyes|open|wide'), form('Score|Eyes', 'open|wide')];
    expect(counted(...notes)).toEqual({ known: [0, 1, 0, 0, 2, 0], total: 3 });
  });

  test('as the terms themselves are counted', () => {
    const notes = [note('Plan: heart failure heart'), form('plan', 'heart'), form('Score', 'eyes|open|wide')];
    const counts = countTerms(notes);
    const expected = vectorizer.terms.map(({ kind, term }) => counts[kind].get(term) ?? 0);
    expect(counted(...notes).known).toEqual([...expected, counts.word.get('failure')]);
  });
});

describe('note vectorizer', () => {
  const texts = ['fever cough', 'fever fever pain', 'cough pain rash', 'fever', 'pain rash rash'];
  function fit(training: string[]): NoteVectorizer {
    const fitter = new NoteVectorizerFitter(RandomStream.fromSeed(1));
    for (const text of training) fitter.add(text === '' ? [] : [note(text)]);
    return fitter.fit({ minimumEncounters: 2, maximumTerms: 100, maximumSectionTerms: 10 });
  }
  const fitted = fit([...texts, '']);
  const row = (text: string) => noteRow(fitted, noteIndex(fitted), [note(text)]);
  const names = fitted.terms.map(({ term }) => term);

  test('inverse document frequencies of the encounters with notes', () => {
    expect(names).toEqual(['fever', 'pain', 'cough', 'rash']);
    expect(fitted.terms[0]?.idf).toBeCloseTo(Math.log(6 / 4) + 1, 12);
    expect(fitted.terms[3]?.idf).toBeCloseTo(Math.log(6 / 3) + 1, 12);
  });

  test('TF-IDF: sublinear, norm = weight', () => {
    const features = row('fever fever rash')!;
    const [fever, rash] = [(1 + Math.log(2)) * fitted.terms[0]!.idf, fitted.terms[3]!.idf];
    const norm = Math.hypot(fever, rash);
    expect(fitted.weight).toBeCloseTo(Math.sqrt(4 / 16), 12);
    expect(features.values[0]).toBeCloseTo((fitted.weight * fever) / norm, 6);
    expect(features.values[1]).toBeCloseTo((fitted.weight * rash) / norm, 6);
  });

  test('counts are not normalised away: twice the note, twice the count', () => {
    const column = fitted.terms.length + fitted.words.findIndex(({ word }) => word === 'cough');
    const countOf = (text: string): number => {
      const features = row(text)!;
      return features.values[features.indices.indexOf(column)]!;
    };
    const { scale } = fitted.words.find(({ word }) => word === 'cough')!;
    // Once in two of five notes: mean .4, deviation sqrt(.24) < 1.5 sqrt(.4), so the scale is sqrt(.4).
    expect(scale).toBeCloseTo(Math.sqrt(0.4), 12);
    expect(countOf('cough fever')).toBeCloseTo(1 / scale, 6);
    expect(countOf('cough fever cough fever')).toBeCloseTo(2 / scale, 6);
    expect(countOf('cough '.repeat(1000))).toBeCloseTo(0.4 / scale + 6, 6);
  });

  test('a word that comes in bursts is held down', () => {
    const bursts = fit(['mg '.repeat(100), 'mg', 'mg', 'mg', 'mg', 'mg', 'mg', 'mg', 'mg', 'mg']);
    const mean = 10.9;
    const deviation = Math.sqrt((100 ** 2 + 9) / 10 - mean ** 2);
    expect(bursts.words[0]?.scale).toBeCloseTo(deviation / 1.5, 9);
  });

  test('nothing known: null', () => {
    expect(row('unheard of')).toBeNull();
    expect(noteRow(fitted, noteIndex(fitted), [])).toBeNull();
  });

  test('rows are ascending and complete', () => {
    const features = row('rash fever pain cough')!;
    expect([...features.indices]).toEqual(Array.from({ length: noteColumns(fitted) }, (_, i) => i));
  });

  test('features are described and led back to the latest note that holds them', () => {
    expect(describeNoteFeature(fitted, 0)).toMatchObject({
      name: 'fever',
      statistic: 'weight',
      group: 'word:fever',
    });
    expect(describeNoteFeature(fitted, 4)).toMatchObject({
      name: 'fever',
      statistic: 'count',
      group: 'word:fever',
    });
    expect(describeNoteFeature(fitted, 8)).toMatchObject({ unit: 'words' });
    expect(describeNoteFeature(fitted, 9)).toBeNull();
    const notes = [
      note('fever fever', { line: 7, minutesBefore: 500 }),
      note('fever', { line: 9, minutesBefore: 50 }),
      note('rash', { line: 11 }),
    ];
    expect(findNoteSource(fitted, 4, notes)).toEqual({
      value: 3,
      minutesBefore: 50,
      file: 'hosp/test.csv',
      line: 9,
    });
    expect(findNoteSource(fitted, 8, notes)).toMatchObject({ value: 4, line: 11 });
    expect(findNoteSource(fitted, 2, notes)).toBeNull();
  });
});
