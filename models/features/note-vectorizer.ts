import type { RandomStream } from '../random/random-stream.ts';
import type { NoteEvent } from './evidence.ts';
import type { FeatureDescription, FeatureSource } from './feature.ts';
import { countKnown, type NoteIndex } from './note-index.ts';
import { countTerms, type TermCounts, type TermKind } from './note-terms.ts';
import { VocabularyCounter, type TermUse, type VocabularyOptions } from './note-vocabulary.ts';
import { fitRobustScaling, scaleValue, type RobustScaling } from './robust-scaling.ts';
import type { SparseRow } from './sparse-rows.ts';
import { ValueSample } from './value-sample.ts';

export interface NoteTerm {
  readonly term: string;
  readonly kind: TermKind;
  /** `ln((1 + n) / (1 + encounters)) + 1`. */
  readonly idf: number;
}

/** A word whose count is a feature of its own. */
export interface CountedWord {
  readonly word: string;
  /** Counts are divided by this. */
  readonly scale: number;
  /** Scaled counts end here. */
  readonly cap: number;
}

/**
 * Two views of the notes of an encounter, and their extent. TF-IDF (sublinear, norm 1) says what the notes are about,
 * whatever their length; counts say how much of it there is, which normalising would take away. Plain data.
 */
export interface NoteVectorizer {
  /** Columns 0 .. */
  readonly terms: readonly NoteTerm[];
  /** Columns after the terms. */
  readonly words: readonly CountedWord[];
  /** Of the log number of words, in the column after the counts; `null` when it does not vary. */
  readonly length: RobustScaling | null;
  /** Norm of the TF-IDF block. */
  readonly weight: number;
}

/** A burst of one word may have at most this many times the deviation that chance would give. */
const OVERDISPERSION = 1.5;
/** Scaled counts end this far above the mean. */
const CAP_ABOVE_MEAN = 6;
/** Energy of the TF-IDF block: a sixteenth of that of as many counts at chance level. */
const TFIDF_SHARE = 1 / 16;

/** Collects the notes of training encounters. */
export class NoteVectorizerFitter {
  readonly #vocabulary = new VocabularyCounter();
  readonly #lengths: ValueSample;

  constructor(random: RandomStream) {
    this.#lengths = new ValueSample(random);
  }

  add(notes: readonly NoteEvent[]): void {
    if (notes.length === 0) return;
    this.#lengths.add(Math.log1p(this.#vocabulary.add(notes)));
  }

  fit(options: VocabularyOptions): NoteVectorizer {
    const uses = this.#vocabulary.choose(options);
    const n = this.#vocabulary.encounters;
    const words = uses.filter(({ kind }) => kind === 'word');
    return {
      terms: uses.map(({ term, kind, encounters }) => ({
        term,
        kind,
        idf: Math.log((1 + n) / (1 + encounters)) + 1,
      })),
      words: words.map(countedWord),
      length: uses.length === 0 ? null : fitRobustScaling(this.#lengths.values),
      weight: Math.sqrt(TFIDF_SHARE * words.length),
    };
  }
}

/**
 * Counts of a word vary by chance with the root of their mean; dividing by it gives every word the same noise, so that
 * principal components find what words have in common. Words that come in bursts are held down further.
 */
function countedWord({ term, mean, deviation }: TermUse): CountedWord {
  const scale = Math.max(Math.sqrt(mean), deviation / OVERDISPERSION);
  return { word: term, scale, cap: mean / scale + CAP_ABOVE_MEAN };
}

export function noteColumns({ terms, words, length }: NoteVectorizer): number {
  return terms.length + words.length + (length === null ? 0 : 1);
}

/** Features of one encounter; `null` when its notes hold no known term. */
export function noteRow(
  vectorizer: NoteVectorizer,
  index: NoteIndex,
  notes: readonly NoteEvent[],
): SparseRow | null {
  const { terms, words, length } = vectorizer;
  const { known, total } = countKnown(index, terms.length + words.length, notes);
  const columns = occupied(known);
  const [first] = columns;
  if (first === undefined || first >= terms.length) return null;
  const values = tfidfOf(vectorizer, columns, known);
  for (const column of columns.slice(values.length)) {
    const counted = words[column - terms.length];
    if (counted !== undefined) values.push(Math.min((known[column] ?? 0) / counted.scale, counted.cap));
  }
  if (length !== null) {
    columns.push(terms.length + words.length);
    values.push(scaleValue(length, Math.log1p(total)));
  }
  return { indices: new Int32Array(columns), values: new Float32Array(values) };
}

/** Columns with a count, ascending. */
function occupied(counts: Uint32Array): number[] {
  const columns: number[] = [];
  for (let column = 0; column < counts.length; column += 1) {
    if (counts[column] !== 0) columns.push(column);
  }
  return columns;
}

/** Values of the terms, which come first among the columns. */
function tfidfOf(
  { terms, weight }: NoteVectorizer,
  columns: readonly number[],
  counts: Uint32Array,
): number[] {
  const values: number[] = [];
  let squares = 0;
  for (const column of columns) {
    const term = terms[column];
    if (term === undefined) break;
    const value = (1 + Math.log(counts[column] ?? 0)) * term.idf;
    values.push(value);
    squares += value * value;
  }
  const factor = weight / Math.sqrt(squares);
  return values.map((value) => value * factor);
}

function numWords({ word }: TermCounts): number {
  let total = 0;
  for (const count of word.values()) total += count;
  return total;
}

/** `null` when there is no such column. */
export function describeNoteFeature(vectorizer: NoteVectorizer, column: number): FeatureDescription | null {
  const { terms, words } = vectorizer;
  const about = { code: null, system: null, unit: null };
  const term = terms[column];
  if (term !== undefined) {
    const name = term.kind === 'section' ? term.term.replace('|', ': ') : term.term;
    return { name, statistic: 'weight', group: `${term.kind}:${term.term}`, ...about };
  }
  const counted = words[column - terms.length];
  if (counted !== undefined) {
    return { name: counted.word, statistic: 'count', group: `word:${counted.word}`, ...about };
  }
  if (vectorizer.length === null || column !== terms.length + words.length) return null;
  return { name: 'Length of the notes', statistic: 'count', group: 'length', ...about, unit: 'words' };
}

/** How often the term occurs, and the latest note that holds it; `null` when none does. */
export function findNoteSource(
  { terms, words }: NoteVectorizer,
  column: number,
  notes: readonly NoteEvent[],
): FeatureSource | null {
  const term = terms[column];
  const word = words[column - terms.length]?.word;
  const occurrences = (note: NoteEvent): number => {
    const counts = countTerms([note]);
    if (term !== undefined) return counts[term.kind].get(term.term) ?? 0;
    return word === undefined ? numWords(counts) : (counts.word.get(word) ?? 0);
  };
  const holding = notes
    .map((note) => ({ note, count: occurrences(note) }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => a.note.minutesBefore - b.note.minutesBefore);
  const [latest] = holding;
  if (latest === undefined) return null;
  const { minutesBefore, file, line } = latest.note;
  return { value: holding.reduce((sum, { count }) => sum + count, 0), minutesBefore, file, line };
}
