import type { PreviewTable } from '../../../../main/api/mapping-preview.ts';
import { FailurePanel } from '../../../components/failure-panel.tsx';
import { Placeholder } from '../../../components/loaded.tsx';
import { Tag } from '../../../components/tag.tsx';
import { capital } from '../../../format/words.ts';
import { useText } from '../../../text/index.ts';
import type { DraftTable, Path } from './draft.ts';
import styles from './mapping.module.css';
import { PreviewCounts, PreviewRows } from './preview-table.tsx';
import { type FileColumn, isSameColumn } from './references.ts';
import { type Fault, fieldLabel, isField } from './table-props.ts';
import type { Preview } from './use-preview.ts';

interface Props {
  readonly label: string;
  readonly table: DraftTable;
  readonly columns: readonly FileColumn[];
  readonly preview: PreviewTable | undefined;
  readonly answer: Preview;
  readonly faults: readonly Fault[];
  readonly looked: Path;
}

/** What an import by the mapping makes of the first rows of a table. */
export function PreviewPane({ label, table, columns, preview, faults, answer, looked }: Props) {
  const { mapping } = useText();
  if (preview === undefined) return answer.failure === null ? <Placeholder lines={8} /> : null;
  if (preview.problems.length > 0) {
    return preview.problems.map((problem) => (
      <FailurePanel key={`${problem.code} ${problem.column ?? ''}`} failure={problem} />
    ));
  }
  if (preview.file === null) return <Questions faults={faults} table={table} />;
  return (
    <div className={styles.pane} data-stale={answer.isStale || undefined}>
      <PreviewCounts preview={preview} isStale={answer.isStale} />
      {preview.rows.length === 0 ? (
        <p className={styles.note}>{mapping.preview.empty}</p>
      ) : (
        <PreviewRows label={label} table={table} preview={preview} looked={looked} />
      )}
      <dl className={styles.beside}>
        {preview.always.length > 0 && (
          <div>
            <dt>{mapping.preview.always}</dt>
            {preview.always.map(({ place, text }) => (
              <dd key={place.join('.')}>
                <Tag>{`${nameOf(place.at(-1), table, mapping)}: ${text}`}</Tag>
              </dd>
            ))}
          </div>
        )}
        {preview.unread.length > 0 && (
          <div>
            <dt>{mapping.preview.unread}</dt>
            {preview.unread.map((name) => (
              <dd key={name} className={styles.unread}>
                {columns.find((column) => isSameColumn(column.name, name))?.name ?? name}
              </dd>
            ))}
          </div>
        )}
      </dl>
      <p className={styles.note}>{mapping.preview.limits}</p>
    </div>
  );
}

/** What must be said before the rows of a table can be read. */
function Questions({ faults, table }: Pick<Props, 'faults' | 'table'>) {
  const { mapping } = useText();
  return (
    <div className={styles.note}>
      <p>{mapping.preview.notYet}</p>
      <ul className={styles.questions}>
        {faults.map(({ path: [list, key], message }) => (
          <li key={`${list} ${key} ${message}`}>
            {list === 'columns' && isField(key)
              ? mapping.preview.question(
                  nameOf(key, table, mapping),
                  table.columns[key] === undefined ? mapping.needed : message,
                )
              : capital(message)}
          </li>
        ))}
      </ul>
    </div>
  );
}

function nameOf(
  key: string | number | undefined,
  { role }: DraftTable,
  words: ReturnType<typeof useText>['mapping'],
): string {
  return isField(key) ? fieldLabel(key, role, words) : String(key);
}
