import type { Inspection } from '../../../main/api/services.ts';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { Panel } from '../../components/layout.tsx';
import { ModalityLabel } from '../../components/modality-mark.tsx';
import { Notice } from '../../components/notice.tsx';
import { Tag } from '../../components/tag.tsx';
import { formatBytes, formatCount, NO_VALUE } from '../../format/numbers.ts';
import { useText } from '../../text/index.ts';
import styles from './import.module.css';
import { StartImport } from './start-import.tsx';

type FoundFile = Inspection['files'][number];

interface Props {
  readonly inspection: Inspection;
  /** How your own tables are read. */
  readonly mapping?: string | undefined;
}

/** What is in the folder and what will be missing, before anything is read. */
export function InspectionReport({ inspection, mapping }: Props) {
  const { imports, common } = useText();
  const { source, release, absentModalities, missing, ready, neededBytes, freeBytes, folder } = inspection;
  return (
    <Panel title={imports.inspection.title(source, release ?? imports.inspection.unknownRelease)}>
      <div className={styles.stack}>
        {!ready && <Notice tone="warning">{imports.inspection.notReady}</Notice>}
        <StartImport folder={folder} mapping={mapping} ready={ready}>
          <span className={styles.reason}>
            {imports.inspection.space(formatBytes(neededBytes), formatBytes(freeBytes))}
          </span>
        </StartImport>
        {absentModalities.length === 0 && <p>{imports.inspection.nothingAbsent}</p>}
        {absentModalities.length > 0 && (
          <div className={styles.list}>
            <h3 className={styles.heading}>{imports.inspection.absent}</h3>
            <ul className={styles.list}>
              {absentModalities.map(({ modality, reason }) => (
                <li key={modality} className={styles.listItem}>
                  <ModalityLabel modality={modality} standing="absent" />
                  <span className={styles.reason}>{reason}</span>
                </li>
              ))}
            </ul>
          </div>
        )}
        {missing.length > 0 && (
          <div className={styles.list}>
            <h3 className={styles.heading}>{imports.inspection.missing}</h3>
            <ul className={styles.list}>
              {missing.map(({ file, required, consequence }) => (
                <li key={file} className={styles.listItem}>
                  <span className={styles.file}>{file}</span>
                  {required && <Tag tone="danger">{imports.inspection.required}</Tag>}
                  <span className={styles.reason}>{consequence}</span>
                </li>
              ))}
            </ul>
          </div>
        )}
        <FileTable files={inspection.files} label={imports.inspection.files} none={common.none} />
      </div>
    </Panel>
  );
}

interface FileTableProps {
  readonly files: readonly FoundFile[];
  readonly label: string;
  readonly none: string;
}

function FileTable({ files, label, none }: FileTableProps) {
  const { imports, errors } = useText();
  const { inspection } = imports;
  const columns: Column<FoundFile>[] = [
    {
      key: 'file',
      header: inspection.file,
      rowHeader: true,
      cell: ({ file }) => <span className={styles.file}>{file}</span>,
    },
    {
      key: 'use',
      header: inspection.use,
      cell: ({ use }) => (
        <Tag tone={use === 'unused' ? 'plain' : use === 'required' ? 'accent' : 'good'}>
          {imports.use[use]}
        </Tag>
      ),
    },
    { key: 'table', header: inspection.table, cell: ({ table }) => table ?? NO_VALUE },
    { key: 'size', header: inspection.size, numeric: true, cell: ({ sizeBytes }) => formatBytes(sizeBytes) },
    {
      key: 'rows',
      header: inspection.rows,
      numeric: true,
      cell: ({ estimatedRows }) => (estimatedRows === null ? NO_VALUE : formatCount(estimatedRows)),
    },
    {
      key: 'problems',
      header: inspection.problems,
      cell: ({ problems }) =>
        problems.length === 0
          ? none
          : problems.map(({ code, message, line, column }) => (
              <p key={`${code} ${message}`} className={styles.problem}>
                {errors.byCode[code].title}: {message}
                {line !== undefined && ` · ${errors.line} ${formatCount(line)}`}
                {column !== undefined && ` · ${errors.column} ${column}`}
              </p>
            )),
    },
  ];
  return <DataTable label={label} columns={columns} rows={files} rowKey={({ file }) => file} />;
}
