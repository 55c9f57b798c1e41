import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SavedCohort } from '../../../../main/api/services.ts';
import { api } from '../../../app/client.ts';
import { toFailure } from '../../../app/failure.ts';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { DataTable, type Column } from '../../../components/data-table.tsx';
import { FailurePanel } from '../../../components/failure-panel.tsx';
import { Panel } from '../../../components/layout.tsx';
import { formatCount } from '../../../format/numbers.ts';
import { formatDay } from '../../../format/time.ts';
import { useText } from '../../../text/index.ts';
import { savedText } from '../use-cohort.ts';
import styles from './builder.module.css';

interface Props {
  readonly onOpen: (saved: string) => void;
  /** A cohort that is shown may be the one that is deleted. */
  readonly onDeleted: (saved: string) => void;
}

/** Every saved cohort, with what was made with it; nothing where none is saved. */
export function SavedList({ onOpen, onDeleted }: Props) {
  const { builder, tasks } = useText();
  const saved = useQuery(api.cohorts.saved.queryOptions()).data ?? [];
  const [asked, setAsked] = useState<SavedCohort | null>(null);
  if (saved.length === 0) return null;
  const { columns: names } = builder.saved;
  const columns: Column<SavedCohort>[] = [
    { key: 'name', header: names.name, rowHeader: true, cell: savedText },
    { key: 'task', header: names.task, cell: ({ spec }) => tasks.task[spec.task] },
    {
      key: 'stays',
      header: names.stays,
      numeric: true,
      cell: ({ counts }) => formatCount(counts.labelled + counts.unlabelled),
    },
    {
      key: 'positives',
      header: names.positives,
      numeric: true,
      cell: ({ counts }) => formatCount(counts.positives),
    },
    { key: 'day', header: names.day, cell: ({ createdAt }) => formatDay(createdAt) },
    { key: 'uses', header: names.uses, cell: ({ uses }) => usesInWords(uses.length, builder.saved) },
    {
      key: 'actions',
      header: '',
      cell: (row) => (
        <span className={styles.rowButtons}>
          <Button variant="default" size="xs" onClick={() => onOpen(savedText(row))}>
            {builder.saved.open}
          </Button>
          <Button
            variant="subtle"
            color="red"
            size="xs"
            disabled={row.uses.length > 0}
            onClick={() => setAsked(row)}
          >
            {builder.saved.delete}
          </Button>
        </span>
      ),
    },
  ];
  return (
    <Panel title={builder.saved.title}>
      <DataTable label={builder.saved.title} columns={columns} rows={saved} rowKey={savedText} />
      {asked !== null && <DeleteDialog cohort={asked} onDeleted={onDeleted} onClose={() => setAsked(null)} />}
    </Panel>
  );
}

function usesInWords(
  count: number,
  words: { readonly unused: string; readonly usedByOne: string; readonly usedBy: (count: string) => string },
): string {
  if (count === 0) return words.unused;
  return count === 1 ? words.usedByOne : words.usedBy(formatCount(count));
}

interface DialogProps {
  readonly cohort: SavedCohort;
  readonly onDeleted: (saved: string) => void;
  readonly onClose: () => void;
}

function DeleteDialog({ cohort, onDeleted, onClose }: DialogProps) {
  const { builder } = useText();
  const queries = useQueryClient();
  const remove = useMutation(
    api.cohorts.delete.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: api.cohorts.saved.queryKey() });
        onDeleted(savedText(cohort));
        onClose();
      },
    }),
  );
  const { name, version } = cohort;
  return (
    <ConfirmDialog
      opened
      title={builder.saved.deleteTitle(savedText(cohort))}
      action={builder.saved.deleteConfirm}
      busy={remove.isPending}
      onConfirm={() => remove.mutate({ name, version })}
      onClose={onClose}
    >
      {remove.error !== null && <FailurePanel failure={toFailure(remove.error)} />}
      <p>{builder.saved.deleteText}</p>
    </ConfirmDialog>
  );
}
