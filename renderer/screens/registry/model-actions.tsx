import { Button, NativeSelect } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ModelSummary } from '../../../main/api/services.ts';
import { api } from '../../app/client.ts';
import { desktop } from '../../app/desktop.ts';
import { toFailure } from '../../app/failure.ts';
import { fileName } from '../../app/file-name.ts';
import { oneOf } from '../../app/search.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { useText } from '../../text/index.ts';
import { PathDialog } from './path-dialog.tsx';

const STATES = ['candidate', 'active', 'retired'] as const;

interface Props {
  readonly model: ModelSummary;
}

/** What can be done with a model. */
export function ModelActions({ model }: Props) {
  const { models } = useText();
  const navigate = useNavigate();
  const { id } = model;
  return (
    <>
      <StateChoice model={model} />
      <Button variant="default" onClick={() => void navigate({ to: '/patients', search: { model: id } })}>
        {models.model.patients}
      </Button>
      <ExportButton model={model} />
      <DeleteButton model={model} />
      <Button onClick={() => void navigate({ to: '/audit', search: { model: id } })}>
        {models.model.audit}
      </Button>
    </>
  );
}

function useModelsChanged() {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: api.models.pathKey() });
}

function StateChoice({ model }: Props) {
  const { models } = useText();
  const changed = useModelsChanged();
  const set = useMutation(api.models.setState.mutationOptions({ onSuccess: changed }));
  return (
    <NativeSelect
      aria-label={models.model.stateLabel}
      value={model.state}
      disabled={set.isPending}
      onChange={(event) => {
        const state = oneOf(STATES, event.currentTarget.value);
        if (state !== undefined) set.mutate({ model: model.id, state });
      }}
      data={STATES.map((value) => ({ value, label: models.state[value] }))}
    />
  );
}

function ExportButton({ model }: Props) {
  const { models } = useText();
  const [asking, setAsking] = useState(false);
  const write = useMutation(
    api.models.export.mutationOptions({
      onSuccess: ({ path }) => {
        setAsking(false);
        notifications.show({ message: models.model.exported(path) });
      },
    }),
  );
  const suggestion = fileName(model.name, 'lacuna');
  const ask = async (): Promise<void> => {
    if (desktop === undefined) {
      setAsking(true);
      return;
    }
    const path = await desktop.chooseSavePath(suggestion);
    if (path !== null) write.mutate({ model: model.id, path });
  };
  return (
    <>
      <Button variant="default" loading={write.isPending} onClick={() => void ask()}>
        {models.model.export}
      </Button>
      <PathDialog
        opened={asking}
        title={models.model.exportTitle}
        label={models.model.exportLabel}
        action={models.model.export}
        suggestion={suggestion}
        busy={write.isPending}
        failure={write.error === null ? null : toFailure(write.error)}
        onSubmit={(path) => write.mutate({ model: model.id, path })}
        onClose={() => setAsking(false)}
      />
    </>
  );
}

function DeleteButton({ model }: Props) {
  const { models } = useText();
  const navigate = useNavigate();
  const changed = useModelsChanged();
  const [asking, setAsking] = useState(false);
  const remove = useMutation(
    api.models.delete.mutationOptions({
      onSuccess: async () => {
        await navigate({ to: '/models' });
        await changed();
      },
    }),
  );
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {models.model.delete}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={models.model.deleteTitle(model.name)}
        action={models.model.delete}
        busy={remove.isPending}
        onConfirm={() => remove.mutate({ model: model.id })}
        onClose={() => setAsking(false)}
      >
        {models.model.deleteText}
      </ConfirmDialog>
    </>
  );
}
