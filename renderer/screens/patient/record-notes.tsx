import { useMemo } from 'react';
import type { RecordRow } from '../../../main/api/services.ts';
import { formatStayHours } from '../../format/time.ts';
import { useText } from '../../text/index.ts';
import { SourceCell } from './code-cell.tsx';
import type { Feature } from './findings.tsx';
import { markedWords } from './marked-words.ts';
import styles from './patient.module.css';

interface Props {
  readonly rows: readonly RecordRow[];
  /** The words of the notes that weighed most. */
  readonly features: readonly Feature[];
}

/** Notes to be read: one after the other, with the words that weighed most marked. */
export function RecordNotes({ rows, features }: Props) {
  const { record } = useText().patient;
  return (
    <>
      {features.length > 0 && <p className={styles.marked}>{record.marked}</p>}
      {rows.map((row) => (
        <article key={`${row.file} ${row.line}`} className={styles.note}>
          <header className={styles.noteHead}>
            <h3 className={styles.noteTitle}>{row.name}</h3>
            <span className={styles.quiet}>{record.noteWhen(formatStayHours(row.hours))}</span>
            <SourceCell file={row.file} line={row.line} />
          </header>
          <NoteText text={row.value ?? ''} features={features} />
        </article>
      ))}
    </>
  );
}

function NoteText({ text, features }: { readonly text: string; readonly features: readonly Feature[] }) {
  const { evidence } = useText().patient;
  const weights = useMemo(
    () => new Map(features.map(({ name, weight }) => [name.toLowerCase(), weight])),
    [features],
  );
  const pieces = useMemo(() => markedWords(text, [...weights.keys()]), [text, weights]);
  return (
    <p className={styles.noteText}>
      {pieces.map((piece, index) => {
        if (piece.word === null) return piece.text;
        const raises = (weights.get(piece.word) ?? 0) >= 0;
        return (
          <mark
            key={index}
            className={raises ? undefined : styles.lowers}
            title={raises ? evidence.raises : evidence.lowers}
          >
            {piece.text}
          </mark>
        );
      })}
    </p>
  );
}
