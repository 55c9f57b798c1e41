import { describe, expect, test } from 'vitest';
import {
  CANDIDATE_RULES,
  type CandidateRule,
  findCandidate,
  rankDistance,
  rankModalities,
  type Ranking,
} from './candidate.ts';
import {
  NO_SOURCE,
  ownSources,
  patternOf,
  preparedSources,
  rankedSources,
  sourceOf,
  type SourceTable,
} from './source-table.ts';

/** method.md TEST 2.2. */
const NAMES = ['labs', 'notes', 'diagnoses', 'medications'];
const SIMILARITY = [
  [1, 0.62, 0.35, 0.48],
  [0.62, 1, 0.55, 0.3],
  [0.35, 0.55, 1, 0.71],
  [0.48, 0.3, 0.71, 1],
];
const REFERENCE = NAMES.indexOf('medications');

const ranking = (rule: CandidateRule, changes: Partial<Ranking> = {}): Ranking => ({
  rule,
  similarity: SIMILARITY,
  reference: REFERENCE,
  ranked: rankModalities(changes.similarity ?? SIMILARITY, REFERENCE),
  dead: [],
  ...changes,
});

const numbers = (names: string): number[] => names.split(' ').map((name) => NAMES.indexOf(name));
const standIn = (used: Ranking, missing: string, present: string): string | undefined =>
  NAMES[findCandidate(used, NAMES.indexOf(missing), numbers(present))];

describe('method.md TEST 2.2', () => {
  test('the ranked list', () => {
    expect(rankModalities(SIMILARITY, REFERENCE).map((m) => NAMES[m])).toEqual([
      'medications',
      'diagnoses',
      'labs',
      'notes',
    ]);
  });

  test.each([
    ['diagnoses', 'labs notes medications', 'labs', 'labs', 'medications'],
    ['medications', 'labs notes', 'labs', 'labs', 'labs'],
    ['notes', 'diagnoses medications', 'diagnoses', 'diagnoses', 'diagnoses'],
    ['labs', 'notes medications', 'notes', 'notes', 'notes'],
    ['diagnoses', 'notes medications', 'medications', 'medications', 'medications'],
  ])('%s -> %s: position %s, similarity %s, direct %s', (missing, present, ...expected) => {
    const found = CANDIDATE_RULES.map((rule) => standIn(ranking(rule), missing, present));
    expect(found).toEqual(expected);
  });
});

describe('findCandidate', () => {
  test('a dead modality stands in only where nothing else is present', () => {
    const dead = ranking('position', { dead: numbers('labs') });
    expect(standIn(dead, 'diagnoses', 'labs notes')).toBe('notes');
    expect(standIn(dead, 'diagnoses', 'labs')).toBe('labs');
  });

  test('an undefined similarity is a last resort', () => {
    const similarity = SIMILARITY.map((row, i) =>
      row.map((value, j) => (i !== j && (i === 2 || j === 2) ? null : value)),
    );
    const gaps = ranking('position', { similarity });
    expect(gaps.ranked.map((m) => NAMES[m])).toEqual(['medications', 'labs', 'notes', 'diagnoses']);
    // Diagnoses is next to notes in the list, but nothing is known of it.
    expect(standIn(gaps, 'notes', 'diagnoses medications')).toBe('medications');
    expect(standIn(gaps, 'notes', 'diagnoses')).toBe('diagnoses');
    // The missing one itself is unknown: its place in the list is the last.
    expect(standIn(gaps, 'diagnoses', 'medications labs')).toBe('labs');
  });

  test('ties go by similarity to the reference, then by the order of the configuration', () => {
    const similarity = [
      [1, 0.5, 0.5, 0.875],
      [0.5, 1, 0.5, 0.75],
      [0.5, 0.5, 1, 0.625],
      [0.875, 0.75, 0.625, 1],
    ];
    // Labs and diagnoses are one place and .125 from notes on either side; labs is nearer to the reference.
    expect(standIn(ranking('position', { similarity }), 'notes', 'diagnoses labs')).toBe('labs');
    const equal = SIMILARITY.map((row, i) => row.map((_, j) => (i === j ? 1 : 0.5)));
    expect(standIn(ranking('direct', { similarity: equal }), 'medications', 'notes diagnoses labs')).toBe(
      'labs',
    );
  });

  test('rank distance counts places in the list', () => {
    expect(rankDistance(ranking('position'), NAMES.indexOf('medications'), NAMES.indexOf('notes'))).toBe(3);
  });
});

describe('source tables', () => {
  test('used slots are their own source, missing ones have their candidate, nothing used fills nothing', () => {
    const table = rankedSources(ranking('position'));
    const pattern = numbers('notes medications').reduce((bits, m) => bits | (1 << m), 0);
    const sources = NAMES.map((_, slot) => NAMES[sourceOf(table, pattern, slot)]);
    expect(sources).toEqual(['notes', 'notes', 'medications', 'medications']);
    expect(NAMES.map((_, slot) => sourceOf(table, 0, slot))).toEqual(Array(4).fill(NO_SOURCE));
  });

  test('own and prepared sources', () => {
    expect([0, 1].map((slot) => sourceOf(ownSources(2), 0b10, slot))).toEqual([NO_SOURCE, 1]);
    expect([0, 1].map((slot) => sourceOf(preparedSources(2), 0b10, slot))).toEqual([2, 1]);
  });

  test('a silent modality fills no slot and none fills its own, unless it is all there is', () => {
    const [labs, notes] = numbers('labs notes') as [number, number];
    const sourcesOf = (table: SourceTable, names: string): (string | undefined)[] => {
      const pattern = numbers(names).reduce((bits, m) => bits | (1 << m), 0);
      return NAMES.map((_, slot) => NAMES[sourceOf(table, pattern, slot)]);
    };
    const ranked = rankedSources(ranking('position'), [labs]);
    // Labs would be nearest to diagnoses, and notes to labs.
    expect(sourcesOf(ranked, 'labs notes')).toEqual([undefined, 'notes', 'notes', 'notes']);
    expect(sourcesOf(ranked, 'notes medications')[labs]).toBeUndefined();
    expect(sourcesOf(ranked, 'labs')).toEqual(['labs', 'labs', 'labs', 'labs']);
    expect(sourcesOf(ownSources(4, [labs]), 'labs notes')[labs]).toBeUndefined();
    expect(sourcesOf(ownSources(4, [labs]), 'labs')[labs]).toBe('labs');
    expect(sourceOf(preparedSources(4, [labs]), 1 << notes, labs)).toBe(NO_SOURCE);
  });

  test('bit i of a pattern is modality i', () => {
    expect(patternOf(Uint8Array.of(0, 0, 0, 1, 1, 0), 1, 3)).toBe(0b011);
  });
});
