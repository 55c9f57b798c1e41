import { Button, Modal, NativeSelect, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconDeviceFloppy } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../../app/client.ts';
import { toFailure } from '../../../app/failure.ts';
import { FailurePanel } from '../../../components/failure-panel.tsx';
import { useText } from '../../../text/index.ts';
import { type ChosenCohort, savedText } from '../use-cohort.ts';
import styles from './builder.module.css';

interface Props {
  readonly cohort: ChosenCohort;
  /** Opens a saved cohort; nothing for the choices as they are. */
  readonly onChoose: (saved: string | undefined) => void;
}

/** Takes a saved cohort, or saves the one that is chosen. */
export function SavedChoice({ cohort, onChoose }: Props) {
  const { builder } = useText();
  const saved = useQuery(api.cohorts.saved.queryOptions()).data ?? [];
  const [isAsking, setAsking] = useState(false);
  return (
    <div className={styles.savedRow}>
      <NativeSelect
        className={styles.savedChoice}
        label={builder.saved.choose}
        value={cohort.saved === null ? '' : savedText(cohort.saved)}
        onChange={(event) =>
          onChoose(event.currentTarget.value === '' ? undefined : event.currentTarget.value)
        }
        data={[
          { value: '', label: builder.saved.none },
          ...saved.map((one) => ({ value: savedText(one), label: savedText(one) })),
        ]}
      />
      <Button
        variant="default"
        leftSection={<IconDeviceFloppy size={17} />}
        disabled={cohort.saved !== null}
        onClick={() => setAsking(true)}
      >
        {builder.saved.save}
      </Button>
      {isAsking && <SaveDialog cohort={cohort} onSaved={onChoose} onClose={() => setAsking(false)} />}
    </div>
  );
}

interface DialogProps {
  readonly cohort: ChosenCohort;
  readonly onSaved: (saved: string) => void;
  readonly onClose: () => void;
}

function SaveDialog({ cohort, onSaved, onClose }: DialogProps) {
  const { builder, common } = useText();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const save = useMutation(
    api.cohorts.save.mutationOptions({
      onSuccess: async (saved) => {
        await queries.invalidateQueries({ queryKey: api.cohorts.saved.queryKey() });
        notifications.show({ message: builder.saved.done(savedText(saved)) });
        onSaved(savedText(saved));
        onClose();
      },
    }),
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={builder.saved.dialog}
      closeButtonProps={{ 'aria-label': common.close }}
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate({ name: name.trim(), spec: cohort.spec });
        }}
      >
        {save.error !== null && <FailurePanel failure={toFailure(save.error)} />}
        <TextInput
          label={builder.saved.name}
          description={builder.saved.explain}
          value={name}
          maxLength={60}
          data-autofocus
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <div className={styles.formButtons}>
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button type="submit" loading={save.isPending} disabled={name.trim() === ''}>
            {builder.saved.confirm}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
