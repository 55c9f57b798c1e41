import { Button, PasswordInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../app/client.ts';
import { toFailure } from '../../app/failure.ts';
import { FailurePanel } from '../../components/failure-panel.tsx';
import { Panel } from '../../components/layout.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { useText } from '../../text/index.ts';
import styles from './settings.module.css';

/** Sets, changes or removes the passphrase of the lock. */
export function Passphrase() {
  const { settings } = useText();
  const lock = useQuery(api.lock.state.queryOptions());
  return (
    <Panel title={settings.passphrase.title}>
      <Loaded query={lock} lines={2}>
        {({ hasPassphrase }) => <PassphraseForm hasPassphrase={hasPassphrase} />}
      </Loaded>
    </Panel>
  );
}

const EMPTY = { current: '', next: '', repeat: '' };

function PassphraseForm({ hasPassphrase }: { readonly hasPassphrase: boolean }) {
  const { settings } = useText();
  const { passphrase: words } = settings;
  const queries = useQueryClient();
  const [typed, setTyped] = useState(EMPTY);
  const set = useMutation(
    api.lock.setPassphrase.mutationOptions({
      onSuccess: (state, { next }) => {
        setTyped(EMPTY);
        queries.setQueryData(api.lock.state.queryKey(), state);
        notifications.show({ message: next === null ? words.removed : settings.saved });
      },
    }),
  );
  const change = (next: string | null): void =>
    set.mutate(hasPassphrase ? { current: typed.current, next } : { next });
  const field = (name: keyof typeof EMPTY) => ({
    label: words[name],
    value: typed[name],
    autoComplete: name === 'current' ? 'current-password' : 'new-password',
    onChange: (event: { readonly currentTarget: HTMLInputElement }) =>
      setTyped({ ...typed, [name]: event.currentTarget.value }),
  });
  const differs = typed.repeat !== '' && typed.repeat !== typed.next;
  const isReady = typed.next !== '' && typed.next === typed.repeat;
  return (
    <form
      className={styles.bands}
      onSubmit={(event) => {
        event.preventDefault();
        change(typed.next);
      }}
    >
      <p className={styles.note}>{hasPassphrase ? words.set : words.none}</p>
      {set.error !== null && <FailurePanel failure={toFailure(set.error)} />}
      {hasPassphrase && <PasswordInput {...field('current')} />}
      <PasswordInput {...field('next')} />
      <PasswordInput {...field('repeat')} error={differs && words.differ} />
      <div className={styles.buttons}>
        <Button type="submit" disabled={!isReady} loading={set.isPending}>
          {hasPassphrase ? words.change : words.save}
        </Button>
        {hasPassphrase && (
          <Button variant="default" disabled={typed.current === ''} onClick={() => change(null)}>
            {words.remove}
          </Button>
        )}
      </div>
    </form>
  );
}
