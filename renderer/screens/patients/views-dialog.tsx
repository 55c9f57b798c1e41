import { ActionIcon, Button, Modal, TextInput, UnstyledButton } from '@mantine/core';
import { IconBookmark, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../../app/client.ts';
import { toFailure } from '../../app/failure.ts';
import { FailurePanel } from '../../components/failure-panel.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { formatDay } from '../../format/time.ts';
import { useText } from '../../text/index.ts';
import styles from './patients.module.css';
import { type PatientsSearch, validatePatientsSearch } from './search.ts';

/** Filters, order and model of the list, kept under names of one's own. */
export function Views({ search }: { readonly search: PatientsSearch }) {
  const { patients, common } = useText();
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconBookmark size={16} aria-hidden />}
        onClick={() => setOpened(true)}
      >
        {patients.views.title}
      </Button>
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title={patients.views.title}
        closeButtonProps={{ 'aria-label': common.close }}
      >
        <ViewList onLeave={() => setOpened(false)} />
        <SaveView search={search} />
      </Modal>
    </>
  );
}

function ViewList({ onLeave }: { readonly onLeave: () => void }) {
  const { patients } = useText();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const views = useQuery(api.patients.views.queryOptions());
  const remove = useMutation(
    api.patients.deleteView.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: api.patients.views.queryKey() }),
    }),
  );
  return (
    <Loaded query={views} lines={2}>
      {(list) =>
        list.length === 0 ? (
          <p className={styles.quiet}>{patients.views.none}</p>
        ) : (
          <ul className={styles.views}>
            {list.map(({ name, search, createdAt }) => (
              <li key={name} className={styles.view}>
                <UnstyledButton
                  className={styles.viewName}
                  onClick={() => {
                    onLeave();
                    void navigate({ to: '/patients', search: validatePatientsSearch(search) });
                  }}
                >
                  {name}
                </UnstyledButton>
                <span className={styles.quiet}>{formatDay(createdAt)}</span>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={patients.views.remove(name)}
                  onClick={() => remove.mutate({ name })}
                >
                  <IconTrash size={16} />
                </ActionIcon>
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  );
}

/** As the address holds it. */
function asTexts(search: PatientsSearch): Record<string, string> {
  return Object.fromEntries(Object.entries(search).map(([name, value]) => [name, String(value)]));
}

/** Keeps what the list shows now; under a name that is taken it replaces the other. */
function SaveView({ search }: { readonly search: PatientsSearch }) {
  const { patients } = useText();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const save = useMutation(
    api.patients.saveView.mutationOptions({
      onSuccess: () => {
        setName('');
        return queries.invalidateQueries({ queryKey: api.patients.views.queryKey() });
      },
    }),
  );
  return (
    <form
      className={styles.saveView}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ name, search: asTexts(search) });
      }}
    >
      <TextInput
        label={patients.views.name}
        description={patients.views.note}
        value={name}
        maxLength={60}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {save.error !== null && <FailurePanel failure={toFailure(save.error)} />}
      <Button type="submit" disabled={name.trim() === ''} loading={save.isPending}>
        {patients.views.save}
      </Button>
    </form>
  );
}
