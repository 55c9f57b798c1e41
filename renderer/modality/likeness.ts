import { formatFixed } from '../format/numbers.ts';
import type { Catalogue } from '../text/index.ts';

/**
 * How alike two modalities are to a model, in steps that a reader can tell apart. What is measured is a cosine: 1 is the
 * same, 0 unrelated, below 0 opposed.
 */
export type Likeness = 'hardly' | 'slightly' | 'fairly' | 'very';

/** From where on each step holds. */
export const LIKENESS_FROM = { slightly: 0.1, fairly: 0.3, very: 0.6 } as const;

export function likenessOf(similarity: number): Likeness {
  if (similarity < LIKENESS_FROM.slightly) return 'hardly';
  if (similarity < LIKENESS_FROM.fairly) return 'slightly';
  return similarity < LIKENESS_FROM.very ? 'fairly' : 'very';
}

/** "hardly similar"; a similarity that could not be measured is called unknown. */
export function likenessInWords(similarity: number | null, { modality }: Catalogue): string {
  return similarity === null ? modality.unknownLikeness : modality.likeness[likenessOf(similarity)];
}

/** "hardly similar (0.00)" */
export function likenessWithValue(similarity: number | null, text: Catalogue): string {
  const words = likenessInWords(similarity, text);
  return similarity === null ? words : text.modality.likenessWithValue(words, formatFixed(similarity, 2));
}
