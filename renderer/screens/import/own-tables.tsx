import { Button, Textarea } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { FoundTable, MappingProposal } from '../../../main/api/mapping.ts';
import { client } from '../../app/client.ts';
import { type Failure, toFailure } from '../../app/failure.ts';
import { saveFile } from '../../app/save-file.ts';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { FailurePanel } from '../../components/failure-panel.tsx';
import { Panel } from '../../components/layout.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Notice } from '../../components/notice.tsx';
import { Tag } from '../../components/tag.tsx';
import { formatCount, NO_VALUE } from '../../format/numbers.ts';
import { useText } from '../../text/index.ts';
import styles from './import.module.css';
import { InspectionReport } from './inspection-report.tsx';
import { lastPart } from './paths.ts';

type FoundColumn = FoundTable['columns'][number];

interface Props {
  readonly folder: string;
  /** That the folder is no known source: shown where it holds no tables that can be told either. */
  readonly failure: Failure;
  readonly onRetry: () => void;
}

/** Tables of no known source: what they look like, and the mapping by which they are read once it is looked through. */
export function OwnTables({ folder, failure, onRetry }: Props) {
  const proposal = useQuery({
    queryKey: ['mapping', folder],
    queryFn: ({ signal }) => client.imports.propose.mutate({ folder }, { signal }),
    staleTime: 0,
  });
  return (
    <Loaded query={proposal} lines={8}>
      {(proposed) =>
        proposed.tables.some(({ role }) => role !== null) ? (
          <>
            <Found proposal={proposed} />
            <MappingEditor key={proposed.yaml} folder={folder} proposal={proposed} />
          </>
        ) : (
          <FailurePanel failure={failure} onRetry={onRetry} />
        )
      }
    </Loaded>
  );
}

function Found({ proposal: { tables, problems } }: { readonly proposal: MappingProposal }) {
  const { ownTables, errors } = useText();
  return (
    <Panel title={ownTables.found} note={ownTables.foundNote}>
      <div className={styles.stack}>
        {problems.map(({ code, file, message }) => (
          <Notice key={`${file} ${code}`} tone="warning">
            {`${file ?? ''}: ${errors.byCode[code].title}: ${message}`}
          </Notice>
        ))}
        {tables.map((table) => (
          <Table key={`${table.files} ${table.sheet ?? ''}`} table={table} />
        ))}
      </div>
    </Panel>
  );
}

/** A table with what it is taken for; its columns are folded away, so that all tables can be seen at once. */
function Table({ table }: { readonly table: FoundTable }) {
  const { ownTables } = useText();
  const { files, sheet, role, reason, estimatedRows } = table;
  const name = sheet === null ? files : `${files} · ${sheet}`;
  return (
    <details className={styles.table}>
      <summary className={styles.tableHead}>
        <span className={styles.file}>{name}</span>
        <Tag tone={role === null ? 'plain' : role === 'admissions' ? 'accent' : 'good'}>
          {role === null ? ownTables.notRead : ownTables.role[role]}
        </Tag>
        <span className={styles.reason}>
          {reason !== null && `${ownTables.reason[reason]} · `}
          {ownTables.rows(formatCount(estimatedRows))}
        </span>
      </summary>
      <div className={styles.tableColumns}>
        <ColumnTable label={ownTables.columnsOf(name)} columns={table.columns} />
      </div>
    </details>
  );
}

function ColumnTable({
  label,
  columns,
}: {
  readonly label: string;
  readonly columns: readonly FoundColumn[];
}) {
  const { ownTables } = useText();
  const shown: Column<FoundColumn>[] = [
    {
      key: 'name',
      header: ownTables.column,
      rowHeader: true,
      cell: ({ name }) => <span className={styles.file}>{name}</span>,
    },
    { key: 'examples', header: ownTables.examples, cell: ({ examples }) => <Examples values={examples} /> },
    {
      key: 'kind',
      header: ownTables.kind,
      cell: ({ dates, isNumber }) => {
        if (dates.length > 1) return <Tag tone="warning">{dates.join(ownTables.either)}</Tag>;
        return dates[0] ?? (isNumber ? ownTables.number : ownTables.text);
      },
    },
    { key: 'as', header: ownTables.takenFor, cell: ({ proposedAs }) => proposedAs ?? NO_VALUE },
    { key: 'why', header: ownTables.why, cell: ({ reason }) => reason && ownTables.reason[reason] },
  ];
  return <DataTable label={label} columns={shown} rows={columns} rowKey={({ name }) => name} />;
}

const LONGEST_EXAMPLE = 32;

function Examples({ values }: { readonly values: readonly string[] }) {
  const short = values.map((value) =>
    value.length > LONGEST_EXAMPLE ? `${value.slice(0, LONGEST_EXAMPLE)}…` : value,
  );
  return <span className={styles.reason}>{short.length === 0 ? NO_VALUE : short.join(' · ')}</span>;
}

interface EditorProps {
  readonly folder: string;
  readonly proposal: MappingProposal;
}

/** The mapping as a file: changed here, saved for the command line, and checked before anything is imported by it. */
function MappingEditor({ folder, proposal: { yaml, open } }: EditorProps) {
  const { ownTables } = useText();
  const [text, setText] = useState(yaml);
  const check = useMutation({
    mutationFn: (mapping: string) => client.imports.inspect.mutate({ folder, source: 'csv', mapping }),
  });
  const checked = check.variables === text ? check.data : undefined;
  return (
    <>
      <Panel
        title={ownTables.mapping}
        note={ownTables.mappingNote}
        actions={
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconDownload size={15} />}
            onClick={() => saveFile('mapping.yaml', 'application/yaml', text)}
          >
            {ownTables.save}
          </Button>
        }
      >
        <form
          className={styles.stack}
          onSubmit={(event) => {
            event.preventDefault();
            check.mutate(text);
          }}
        >
          {open.length > 0 && text === yaml && (
            <Notice tone="warning">
              {ownTables.open}
              <ul>
                {open.map((question) => (
                  <li key={question}>{question}</li>
                ))}
              </ul>
            </Notice>
          )}
          <Textarea
            label={ownTables.editor}
            classNames={{ input: styles.editor ?? '' }}
            autosize
            minRows={12}
            maxRows={28}
            spellCheck={false}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          {check.error !== null && check.variables === text && (
            <FailurePanel failure={toFailure(check.error)} />
          )}
          <div className={styles.actions}>
            <Button type="submit" loading={check.isPending} disabled={text.trim() === ''}>
              {ownTables.check}
            </Button>
          </div>
        </form>
      </Panel>
      {checked !== undefined && (
        <InspectionReport
          inspection={checked}
          name={lastPart(folder)}
          begin={() => client.imports.start.mutate({ folder, mapping: text })}
        />
      )}
    </>
  );
}
