import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { DatabaseSummary } from '../../../main/api/services.ts';
import { api } from '../../app/client.ts';
import { forgetRecords } from '../../app/current-database.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { Tag } from '../../components/tag.tsx';
import { formatBytes, formatCount } from '../../format/numbers.ts';
import { useText } from '../../text/index.ts';
import styles from './start-screen.module.css';

export function Databases({ databases }: { readonly databases: readonly DatabaseSummary[] }) {
  const { start } = useText();
  if (databases.length === 0) return <p className={styles.none}>{start.databases.none}</p>;
  return (
    <ul className={styles.list}>
      {databases.map((database) => (
        <DatabaseItem key={database.id} database={database} />
      ))}
    </ul>
  );
}

function DatabaseItem({ database }: { readonly database: DatabaseSummary }) {
  const { start, common } = useText();
  const select = useMutation(api.databases.select.mutationOptions({ onSuccess: forgetRecords }));
  const facts = [
    `${formatCount(database.patients)} ${common.within(start.databases.patients)}`,
    `${formatCount(database.encounters)} ${common.within(start.databases.stays)}`,
    formatBytes(database.sizeBytes),
  ];
  return (
    <li className={styles.item}>
      <span className={styles.itemName}>
        {database.name} {database.kind === 'demo' && <Tag tone="warning">{common.synthetic}</Tag>}{' '}
        {database.current && <Tag tone="accent">{start.databases.current}</Tag>}
      </span>
      <span className={styles.buttons}>
        {!database.current && (
          <Button
            variant="default"
            size="compact-xs"
            loading={select.isPending}
            onClick={() => select.mutate({ id: database.id })}
          >
            {start.databases.select}
          </Button>
        )}
        {database.kind === 'demo' && <RemoveDemo />}
      </span>
      <span className={styles.meta} style={{ flexBasis: '100%' }} title={database.path}>
        {facts.join(' · ')}
      </span>
    </li>
  );
}

function RemoveDemo() {
  const { start } = useText();
  const [asking, setAsking] = useState(false);
  const remove = useMutation(
    api.databases.removeDemo.mutationOptions({
      onSuccess: () => {
        setAsking(false);
        return forgetRecords();
      },
    }),
  );
  return (
    <>
      <Button variant="subtle" color="gray" size="compact-xs" onClick={() => setAsking(true)}>
        {start.demo.remove}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={start.demo.removeTitle}
        action={start.demo.remove}
        busy={remove.isPending}
        onConfirm={() => remove.mutate()}
        onClose={() => setAsking(false)}
      >
        {start.demo.removeText}
      </ConfirmDialog>
    </>
  );
}
