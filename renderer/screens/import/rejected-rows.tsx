import { Button, UnstyledButton } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { RejectedRow } from '../../../main/api/services.ts';
import { api, client } from '../../app/client.ts';
import { saveFile } from '../../app/save-file.ts';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { Panel } from '../../components/layout.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { formatCount, NO_VALUE } from '../../format/numbers.ts';
import { useText } from '../../text/index.ts';
import styles from './import.module.css';

const route = getRouteApi('/import/runs/$run');
const PAGE_SIZE = 12;

interface Props {
  readonly run: string;
  readonly rejected: number;
}

/** Reasons with their counts; each leads to the rows behind it. */
export function RejectedRows({ run, rejected }: Props) {
  const { imports } = useText();
  const save = useMutation({
    mutationFn: () => client.imports.rejectedCsv.query({ run }),
    onSuccess: (csv) => saveFile(`rejected-rows-${run}.csv`, 'text/csv', csv),
  });
  if (rejected === 0) {
    return <Panel title={imports.summary.rejectedTitle}>{imports.summary.nothingRejected}</Panel>;
  }
  return (
    <Panel
      title={imports.summary.rejectedTitle}
      note={imports.summary.rejectedNote}
      actions={
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconDownload size={15} />}
          loading={save.isPending}
          onClick={() => save.mutate()}
        >
          {imports.summary.csv}
        </Button>
      }
    >
      <RejectedList run={run} />
    </Panel>
  );
}

function RejectedList({ run }: { readonly run: string }) {
  const { imports, errors } = useText();
  const { code, file, page = 1 } = route.useSearch();
  const navigate = route.useNavigate();
  const offset = (page - 1) * PAGE_SIZE;
  const rejected = useQuery(
    api.imports.rejected.queryOptions(
      { run, code, file, offset, limit: PAGE_SIZE },
      { placeholderData: keepPreviousData },
    ),
  );
  return (
    <Loaded query={rejected} lines={8}>
      {({ byReason, rows, total }) => (
        <div className={styles.stack}>
          <div className={styles.filters} role="group" aria-label={imports.summary.reasons}>
            <ReasonButton
              label={imports.summary.everything}
              pressed={code === undefined}
              onClick={() => void navigate({ search: {} })}
            />
            {byReason.map((reason) => (
              <ReasonButton
                key={`${reason.code} ${reason.file}`}
                label={`${titleOf(reason.code, errors.byCode)} · ${reason.file}`}
                count={reason.count}
                pressed={code === reason.code && file === reason.file}
                onClick={() => void navigate({ search: { code: reason.code, file: reason.file } })}
              />
            ))}
          </div>
          <RowTable rows={rows} />
          <Pager
            offset={offset}
            shown={rows.length}
            total={total}
            onPage={(step) => void navigate({ search: (before) => ({ ...before, page: page + step }) })}
          />
        </div>
      )}
    </Loaded>
  );
}

/** The text of a code; a code that this window does not know yet stands for itself. */
function titleOf(code: string, byCode: Readonly<Record<string, { readonly title: string }>>): string {
  return byCode[code]?.title ?? code;
}

interface ReasonButtonProps {
  readonly label: string;
  readonly count?: number;
  readonly pressed: boolean;
  readonly onClick: () => void;
}

function ReasonButton({ label, count, pressed, onClick }: ReasonButtonProps) {
  return (
    <UnstyledButton className={styles.filter} aria-pressed={pressed} onClick={onClick}>
      {label}
      {count !== undefined && <span className={styles.count}>{formatCount(count)}</span>}
    </UnstyledButton>
  );
}

function RowTable({ rows }: { readonly rows: readonly RejectedRow[] }) {
  const { imports, said } = useText();
  const columns: Column<RejectedRow>[] = [
    {
      key: 'file',
      header: imports.inspection.file,
      rowHeader: true,
      cell: ({ file }) => <span className={styles.file}>{file}</span>,
    },
    { key: 'line', header: imports.summary.line, numeric: true, cell: ({ line }) => formatCount(line) },
    { key: 'column', header: imports.summary.column, cell: ({ column }) => column ?? NO_VALUE },
    { key: 'reason', header: imports.summary.reason, cell: ({ reason }) => said(reason) },
  ];
  return (
    <DataTable
      label={imports.summary.rejectedTitle}
      columns={columns}
      rows={rows}
      rowKey={({ file, line }, index) => `${file} ${line} ${index}`}
    />
  );
}

interface PagerProps {
  readonly offset: number;
  readonly shown: number;
  readonly total: number;
  readonly onPage: (step: 1 | -1) => void;
}

function Pager({ offset, shown, total, onPage }: PagerProps) {
  const { imports } = useText();
  return (
    <div className={styles.actions}>
      <span className={styles.count}>
        {imports.summary.shown(formatCount(offset + 1), formatCount(offset + shown), formatCount(total))}
      </span>
      <Button variant="default" size="compact-sm" disabled={offset === 0} onClick={() => onPage(-1)}>
        {imports.summary.previous}
      </Button>
      <Button
        variant="default"
        size="compact-sm"
        disabled={offset + shown >= total}
        onClick={() => onPage(1)}
      >
        {imports.summary.next}
      </Button>
    </div>
  );
}
