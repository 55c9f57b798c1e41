import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import type { DatabaseSummary, SourceKind, SystemInfo } from '../../../main/api/services.ts';
import { api, client } from '../../app/client.ts';
import { toFailure } from '../../app/failure.ts';
import { FailurePanel } from '../../components/failure-panel.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { useText } from '../../text/index.ts';
import styles from './import.module.css';
import { databaseFile, firstTarget, targetsOf } from './target.ts';

interface Props {
  /** The folder or database that the records come from, after which a new database is called. */
  readonly name: string;
  /** What kind of source they are. */
  readonly source: SourceKind;
  /** Starts the import into the open database. */
  readonly begin: () => Promise<unknown>;
  /** Whether what was found can be imported at all. */
  readonly ready: boolean;
  /** What stands beside the button. */
  readonly children: ReactNode;
}

/** Into which database, and the button that starts the import. */
export function StartImport(props: Props) {
  const databases = useQuery(api.databases.list.queryOptions());
  const info = useQuery(api.system.info.queryOptions());
  return (
    <Loaded query={databases} lines={2}>
      {(list) => (
        <Loaded query={info} lines={2}>
          {({ dataFolder }) => <Form {...props} databases={list} dataFolder={dataFolder} />}
        </Loaded>
      )}
    </Loaded>
  );
}

interface FormProps extends Props {
  readonly databases: readonly DatabaseSummary[];
  readonly dataFolder: SystemInfo['dataFolder'];
}

function Form({ name, source, begin, ready, children, databases, dataFolder }: FormProps) {
  const { imports } = useText();
  const [target, setTarget] = useState(() => firstTarget(databases, { name, source }));
  const file = databaseFile(dataFolder, target.name);
  const problem = target.id === null ? problemOf(file, databases, imports.target) : undefined;
  const start = useStart(begin, async () => {
    if (target.id !== null) await client.databases.select.mutate({ id: target.id });
    else if (file !== null) {
      const made = await client.databases.open.mutate({ path: file, create: true });
      // A second try, after a failure, goes into the same.
      setTarget({ ...target, id: made.id });
    }
  });
  return (
    <form
      className={styles.stack}
      onSubmit={(event) => {
        event.preventDefault();
        start.mutate();
      }}
    >
      {start.error !== null && <FailurePanel failure={toFailure(start.error)} />}
      <div className={styles.target}>
        <NativeSelect
          className={styles.targetField}
          label={imports.target.label}
          value={target.id ?? ''}
          onChange={(event) => setTarget({ ...target, id: event.currentTarget.value || null })}
          data={[
            ...targetsOf(databases).map(({ id, name }) => ({ value: id, label: name })),
            { value: '', label: imports.target.fresh },
          ]}
        />
        {target.id === null && (
          <TextInput
            className={styles.targetField}
            label={imports.target.name}
            value={target.name}
            error={problem}
            spellCheck={false}
            onChange={(event) => setTarget({ ...target, name: event.currentTarget.value })}
          />
        )}
      </div>
      <div className={styles.actions}>
        <Button type="submit" disabled={!ready || problem !== undefined} loading={start.isPending}>
          {imports.inspection.start}
        </Button>
        {children}
      </div>
    </form>
  );
}

/** Why a new database cannot be called so. */
function problemOf(
  file: string | null,
  databases: readonly DatabaseSummary[],
  texts: { readonly nameless: string; readonly taken: string },
): string | undefined {
  if (file === null) return texts.nameless;
  return databases.some(({ path }) => path === file) ? texts.taken : undefined;
}

/** Opens the database, then starts the import into it. */
function useStart(begin: () => Promise<unknown>, openTarget: () => Promise<void>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      await openTarget();
      return begin();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: api.databases.pathKey() }),
  });
}
