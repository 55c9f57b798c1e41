import { NativeSelect } from '@mantine/core';
import { useId, useState } from 'react';
import type { MappedRole } from '../../../../main/api/mapping.ts';
import type { PreviewTable } from '../../../../main/api/mapping-preview.ts';
import { Notice } from '../../../components/notice.tsx';
import { Tag } from '../../../components/tag.tsx';
import { formatCount } from '../../../format/numbers.ts';
import { capital } from '../../../format/words.ts';
import { useText } from '../../../text/index.ts';
import { ColumnLooks } from './column-looks.tsx';
import type { Change, DraftTable, Path } from './draft.ts';
import { FieldRow } from './field-row.tsx';
import { ROLES } from './fields.ts';
import { Summary } from '../../../components/summary.tsx';
import styles from './mapping.module.css';
import { PreviewPane } from './preview-pane.tsx';
import type { FileColumn } from './references.ts';
import { TableFields } from './table-fields.tsx';
import type { Fault } from './table-props.ts';
import type { TableUse } from './table-uses.ts';
import type { Preview } from './use-preview.ts';
import { WrittenFields } from './written-fields.tsx';

interface Props {
  readonly use: TableUse;
  /** `undefined`: it is not read. */
  readonly table: DraftTable | undefined;
  readonly preview: PreviewTable | undefined;
  /** By keys from the table on. */
  readonly faults: readonly Fault[];
  readonly answer: Preview;
  readonly isOpenAtFirst: boolean;
  /** Nothing can be chosen for now. */
  readonly isResting: boolean;
  readonly onRole: (role: MappedRole | null) => void;
  /** By keys from the table on. */
  readonly change: (...changes: Change[]) => void;
}

/** A table of the folder: what it holds, which columns say what, and what becomes of its first rows. */
export function TableCard(props: Props) {
  const { use, table, preview, faults, isOpenAtFirst } = props;
  const { ownTables } = useText();
  const [isOpen, setOpen] = useState(isOpenAtFirst);
  const { found } = use;
  const name = nameOf(use);
  return (
    <details
      className={styles.table}
      open={isOpen}
      onToggle={(event) => {
        // What is folded away within it says so too.
        if (event.target === event.currentTarget) setOpen(event.currentTarget.open);
      }}
    >
      <Summary className={styles.head}>
        <span className={styles.file}>{name}</span>
        <Tag tone={table === undefined ? 'plain' : table.role === 'admissions' ? 'accent' : 'good'}>
          {table === undefined ? ownTables.notRead : ownTables.role[table.role]}
        </Tag>
        <StateTag preview={preview} faults={faults} />
        <span className={styles.about}>
          {found !== null &&
            found.reason !== null &&
            found.role === table?.role &&
            `${ownTables.reason[found.reason]} · `}
          {found !== null && ownTables.rows(formatCount(found.estimatedRows))}
        </span>
      </Summary>
      {isOpen && <Body {...props} />}
    </details>
  );
}

function nameOf({ files, sheet }: TableUse): string {
  return sheet === null ? files : `${files} · ${sheet}`;
}

/** What must still be done about a table, where it is folded away. */
function StateTag({ preview, faults }: Pick<Props, 'preview' | 'faults'>) {
  const { state, preview: words } = useText().mapping;
  const rejected = preview?.rows.filter((row) => row.rejected !== null).length ?? 0;
  if (faults.length > 0) return <Tag tone="warning">{state.toBeSaid}</Tag>;
  if ((preview?.problems.length ?? 0) > 0) return <Tag tone="danger">{state.problem}</Tag>;
  return rejected === 0 ? null : <Tag tone="warning">{words.rejected(formatCount(rejected))}</Tag>;
}

function Body({ use, table, preview, faults, answer, isResting, onRole, change }: Props) {
  const { mapping, ownTables } = useText();
  const [looked, setLooked] = useState<Path>([]);
  const id = useId();
  const columns = columnsOf(use, preview);
  return (
    <div className={styles.bench}>
      <fieldset className={styles.choices} aria-label={mapping.choicesOf(nameOf(use))} disabled={isResting}>
        <FieldRow label={mapping.holds} id={id}>
          <NativeSelect
            id={id}
            size="xs"
            value={table?.role ?? ''}
            onChange={({ currentTarget: { value } }) => onRole(ROLES.find((role) => role === value) ?? null)}
            data={[
              ...ROLES.map((role) => ({ value: role, label: capital(ownTables.role[role]) })),
              { value: '', label: mapping.notRead },
            ]}
          />
        </FieldRow>
        {table !== undefined && (
          <>
            <Unplaced faults={faults} />
            <TableFields
              table={table}
              columns={columns}
              preview={preview}
              faults={faults}
              change={change}
              onLook={setLooked}
            />
            <WrittenFields table={table} columns={columns} change={change} />
          </>
        )}
      </fieldset>
      <div className={styles.result}>
        <div className={styles.stays}>
          {table === undefined ? (
            <p className={styles.note}>{mapping.preview.notRead}</p>
          ) : (
            <PreviewPane
              label={nameOf(use)}
              table={table}
              columns={columns}
              preview={preview}
              faults={faults}
              answer={answer}
              looked={looked}
            />
          )}
          {use.found !== null && (
            <ColumnLooks
              key={String(preview?.file)}
              label={nameOf(use)}
              found={use.found}
              isOpenAtFirst={table === undefined || preview?.file === null}
            />
          )}
        </div>
      </div>
    </div>
  );
}

/** What is wrong with a table as a whole, and not with the choice of one column. */
function Unplaced({ faults }: Pick<Props, 'faults'>) {
  return faults
    .filter(({ path }) => path[0] !== 'columns' || path.length === 1)
    .map(({ path, message, hint }) => (
      <Notice key={`${path.join('.')} ${message}`} tone="warning">
        {`${capital(message)}: ${hint}.`}
      </Notice>
    ));
}

/** The columns of the file: as they were looked at, or at least by their names. */
function columnsOf({ found }: TableUse, preview: PreviewTable | undefined): readonly FileColumn[] {
  return found?.columns ?? (preview?.header ?? []).map((name) => ({ name }));
}
