export interface Piece {
  readonly text: string;
  /** Which of the words this is, in lower case; `null` for the text between them. */
  readonly word: string | null;
}

/** Cuts a text at the given words, whole words only and in any case, so that they can be marked. */
export function markedWords(text: string, words: readonly string[]): Piece[] {
  const wanted = words.filter((word) => word.trim() !== '').map(escaped);
  if (wanted.length === 0) return [{ text, word: null }];
  // The longest first: "heart failure" is found before "heart".
  const anyOf = wanted.toSorted((a, b) => b.length - a.length).join('|');
  const pieces = text.split(new RegExp(`(?<![\\p{L}\\p{N}])(${anyOf})(?![\\p{L}\\p{N}])`, 'giu'));
  return pieces
    .map((piece, index) => ({ text: piece, word: index % 2 === 1 ? piece.toLowerCase() : null }))
    .filter((piece) => piece.text !== '');
}

function escaped(word: string): string {
  return word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
