import { Button, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useText } from '../../text/index.ts';
import styles from './patient.module.css';

/** Puts any other stay beside this one, by its id; one that is not there is refused where it would stand. */
export function ChooseBeside({ encounter }: { readonly encounter: string }) {
  const { neighbours } = useText().patient;
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const wanted = typed.trim();
  const show = (): void =>
    void navigate({
      to: '/patients/$encounter',
      params: { encounter },
      search: (before) => ({ ...before, besideStay: wanted }),
    });
  return (
    <form
      className={styles.chooseBeside}
      onSubmit={(event) => {
        event.preventDefault();
        show();
      }}
    >
      <TextInput
        size="xs"
        label={neighbours.another}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Button type="submit" size="xs" variant="default" disabled={wanted === '' || wanted === encounter}>
        {neighbours.compare}
      </Button>
    </form>
  );
}
