import { describe, expect, it } from 'vitest';
import { markedWords } from './marked-words.ts';

const marked = (text: string, words: readonly string[]) =>
  markedWords(text, words).flatMap(({ text: piece, word }) => (word === null ? [] : [piece]));

describe('markedWords', () => {
  it('finds whole words in any case', () => {
    expect(marked('Sepsis; no sepsis. Asepsis.', ['sepsis'])).toEqual(['Sepsis', 'sepsis']);
  });

  it('prefers the longer of two that start alike', () => {
    expect(marked('acute heart failure', ['heart', 'heart failure'])).toEqual(['heart failure']);
  });

  it('keeps the text as it is', () => {
    const text = 'A (b) [c] d+';
    const pieces = markedWords(text, ['(b)', 'd+', ' ']);
    expect(pieces.map((piece) => piece.text).join('')).toBe(text);
    expect(markedWords(text, [])).toEqual([{ text, word: null }]);
  });
});
