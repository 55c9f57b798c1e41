import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../../app/client.ts';
import { desktop } from '../../app/desktop.ts';
import { toFailure } from '../../app/failure.ts';
import { useText } from '../../text/index.ts';
import { PathDialog } from './path-dialog.tsx';

/** Brings in a model that was exported elsewhere. */
export function ImportModel() {
  const { models } = useText();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const bring = useMutation(
    api.models.import.mutationOptions({
      onSuccess: async ({ id }) => {
        await queries.invalidateQueries({ queryKey: api.models.pathKey() });
        await navigate({ to: '/models/$model', params: { model: id } });
      },
    }),
  );
  const ask = async (): Promise<void> => {
    if (desktop === undefined) {
      setAsking(true);
      return;
    }
    const path = await desktop.chooseFile([{ name: models.import.fileKind, extensions: ['lacuna'] }]);
    if (path === null) return;
    // The dialog shows the failure, should there be one.
    setAsking(true);
    bring.mutate({ path });
  };
  return (
    <>
      <Button variant="default" loading={bring.isPending} onClick={() => void ask()}>
        {models.import.action}
      </Button>
      <PathDialog
        opened={asking}
        title={models.import.title}
        label={models.import.label}
        action={models.import.confirm}
        suggestion=""
        busy={bring.isPending}
        failure={bring.error === null ? null : toFailure(bring.error)}
        onSubmit={(path) => bring.mutate({ path })}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
