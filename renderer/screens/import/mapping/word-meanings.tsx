import { NativeSelect } from '@mantine/core';
import { useText } from '../../../text/index.ts';
import type { Words } from './draft.ts';
import { Summary } from '../../../components/summary.tsx';
import styles from './mapping.module.css';
import { isSameColumn, meaningOf, withMeaning } from './references.ts';

interface Props {
  /** What the words are of. */
  readonly label: string;
  /** Those that occur in the file. */
  readonly found: readonly string[];
  readonly words: Words;
  readonly meanings: readonly string[];
  /** A word that stands for nothing rejects its row; otherwise it is kept as it is. */
  readonly mustMean: boolean;
  readonly onChange: (words: Words) => void;
}

/** What each word of a column stands for. */
export function WordMeanings({ label, found, words, meanings, mustMean, onChange }: Props) {
  const { mapping } = useText();
  const named = Object.values(words).flat().map(String);
  const all = [...found, ...named.filter((word) => !found.some((other) => isSameColumn(word, other)))];
  if (all.length === 0) return null;
  return (
    <details className={styles.words}>
      <Summary className={styles.wordsHead}>{mapping.words.title}</Summary>
      {mustMean && <p className={styles.note}>{mapping.words.usual}</p>}
      <ul className={styles.wordList} aria-label={`${label}: ${mapping.words.title}`}>
        {all.map((word) => (
          <li key={word} className={styles.word}>
            <span className={styles.wordName}>{word}</span>
            <NativeSelect
              size="xs"
              aria-label={mapping.words.of(word)}
              value={meaningOf(words, word)}
              onChange={({ currentTarget: { value } }) => onChange(withMeaning(words, word, value))}
              data={[
                { value: '', label: mustMean ? mapping.words.unknown : mapping.words.asItStands },
                ...meanings.map((meaning) => ({
                  value: meaning,
                  label: mapping.meaning[meaning] ?? meaning,
                })),
              ]}
            />
          </li>
        ))}
      </ul>
    </details>
  );
}
