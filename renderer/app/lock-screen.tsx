import { Button, PasswordInput } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useText } from '../text/index.ts';
import { api } from './client.ts';
import { type Failure, toFailure } from './failure.ts';
import styles from './lock-screen.module.css';

/** All that a locked window shows. */
export function LockScreen({ hasPassphrase }: { readonly hasPassphrase: boolean }) {
  const { shell, errors, said } = useText();
  const queries = useQueryClient();
  const [passphrase, setPassphrase] = useState('');
  const unlock = useMutation(
    api.lock.unlock.mutationOptions({
      onSuccess: (state) => queries.setQueryData(api.lock.state.queryKey(), state),
    }),
  );
  useEffect(() => {
    document.title = shell.product;
  }, [shell]);
  const wordsOf = ({ code, hint, wording }: Failure): string => {
    const { title } = errors.byCode[code];
    return hint === undefined ? `${title}.` : `${title}: ${said(hint, wording?.hint)}.`;
  };
  const failure = unlock.error === null ? null : toFailure(unlock.error);
  return (
    <main className={styles.screen}>
      <form
        className={styles.card}
        onSubmit={(event) => {
          event.preventDefault();
          unlock.mutate(hasPassphrase ? { passphrase } : {});
        }}
      >
        <h1 className={styles.title}>
          <IconLock size={22} aria-hidden />
          {shell.lock.title}
        </h1>
        {!hasPassphrase && <p className={styles.text}>{shell.lock.onlyHides}</p>}
        {hasPassphrase && (
          <PasswordInput
            label={shell.lock.passphrase}
            value={passphrase}
            autoFocus
            autoComplete="current-password"
            error={failure !== null && wordsOf(failure)}
            onChange={(event) => setPassphrase(event.currentTarget.value)}
          />
        )}
        <Button type="submit" loading={unlock.isPending} disabled={hasPassphrase && passphrase === ''}>
          {shell.lock.unlock}
        </Button>
      </form>
    </main>
  );
}
