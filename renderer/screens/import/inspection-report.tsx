import type { Inspection } from '../../../main/api/services.ts';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { Panel } from '../../components/layout.tsx';
import { ModalityLabel } from '../../components/modality-mark.tsx';
import { Notice } from '../../components/notice.tsx';
import { Tag } from '../../components/tag.tsx';
import { formatBytes, formatCount, NO_VALUE } from '../../format/numbers.ts';
import { useText } from '../../text/index.ts';
import styles from './import.module.css';
import { ServerAccount } from './server-account.tsx';
import { StartImport } from './start-import.tsx';

type FoundFile = Inspection['files'][number];

interface Props {
  readonly inspection: Inspection;
  /** The folder or database that the records come from, after which a new database is called. */
  readonly name: string;
  /** Starts the import into the open database. */
  readonly begin: () => Promise<unknown>;
}

/** What there is and what will be missing, before anything is read. */
export function InspectionReport({ inspection, name, begin }: Props) {
  const { imports, common, said } = useText();
  const { source, release, server, absentModalities, missing, ready, neededBytes, freeBytes } = inspection;
  return (
    <Panel title={imports.inspection.title(source, release ?? imports.inspection.unknownRelease)}>
      <div className={styles.stack}>
        {!ready && <Notice tone="warning">{imports.inspection.notReady}</Notice>}
        <StartImport name={name} source={inspection.source} begin={begin} ready={ready}>
          <span className={styles.reason}>
            {imports.inspection.space(formatBytes(neededBytes), formatBytes(freeBytes))}
          </span>
        </StartImport>
        {server !== null && <ServerAccount server={server} />}
        {absentModalities.length === 0 && <p>{imports.inspection.nothingAbsent}</p>}
        {absentModalities.length > 0 && (
          <div className={styles.list}>
            <h3 className={styles.heading}>{imports.inspection.absent}</h3>
            <ul className={styles.list}>
              {absentModalities.map(({ modality, reason }) => (
                <li key={modality} className={styles.listItem}>
                  <ModalityLabel modality={modality} standing="absent" />
                  <span className={styles.reason}>{said(reason)}</span>
                </li>
              ))}
            </ul>
          </div>
        )}
        <Shortfalls inspection={inspection} />
        {missing.length > 0 && (
          <div className={styles.list}>
            <h3 className={styles.heading}>{imports.inspection.missing}</h3>
            <ul className={styles.list}>
              {missing.map(({ file, required, consequence }) => (
                <li key={file} className={styles.listItem}>
                  <span className={styles.file}>{file}</span>
                  {required && <Tag tone="danger">{imports.inspection.required}</Tag>}
                  <span className={styles.reason}>{said(consequence)}</span>
                </li>
              ))}
            </ul>
          </div>
        )}
        <FileTable
          files={inspection.files}
          label={server === null ? imports.inspection.files : imports.inspection.tables}
          none={common.none}
        />
      </div>
    </Panel>
  );
}

/** Files that look shorter than the release has them; nothing where no numbers are published. */
function Shortfalls({ inspection }: { readonly inspection: Inspection }) {
  const { inspection: text } = useText().imports;
  const { shortfalls, files } = inspection;
  if (files.every(({ publishedRows }) => publishedRows === null)) return null;
  if (shortfalls.length === 0) return <p>{text.noShortfall}</p>;
  return (
    <div className={styles.list}>
      <h3 className={styles.heading}>{text.shortfalls}</h3>
      <ul className={styles.list}>
        {shortfalls.map(({ file, found, published, estimated }) => (
          <li key={file} className={styles.listItem}>
            <span className={styles.file}>{file}</span>
            <span className={styles.reason}>
              {(estimated ? text.shortfallAbout : text.shortfall)(formatCount(found), formatCount(published))}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

interface FileTableProps {
  readonly files: readonly FoundFile[];
  readonly label: string;
  readonly none: string;
}

function FileTable({ files, label, none }: FileTableProps) {
  const { imports, errors, said } = useText();
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
      cell: ({ use, unusedReason }) => (
        <>
          <Tag tone={use === 'unused' ? 'plain' : use === 'required' ? 'accent' : 'good'}>
            {imports.use[use]}
          </Tag>
          {unusedReason !== null && <p className={styles.reason}>{said(unusedReason)}</p>}
        </>
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
      key: 'published',
      header: inspection.published,
      numeric: true,
      cell: ({ publishedRows }) => (publishedRows === null ? NO_VALUE : formatCount(publishedRows)),
    },
    {
      key: 'problems',
      header: inspection.problems,
      cell: ({ problems }) =>
        problems.length === 0
          ? none
          : problems.map(({ code, message, wording, line, column }) => (
              <p key={`${code} ${message}`} className={styles.problem}>
                {errors.byCode[code].title}: {said(message, wording?.message)}
                {line !== undefined && ` · ${errors.line} ${formatCount(line)}`}
                {column !== undefined && ` · ${errors.column} ${column}`}
              </p>
            )),
    },
  ];
  return <DataTable label={label} columns={columns} rows={files} rowKey={({ file }) => file} />;
}
