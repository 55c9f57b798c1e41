import { Button } from '@mantine/core';
import { useState } from 'react';
import { desktop } from '../../app/desktop.ts';
import { useText } from '../../text/index.ts';
import { PathDialog } from './path-dialog.tsx';
import { useBringModel } from './use-bring-model.ts';

/** Brings in a model that was exported elsewhere. */
export function ImportModel() {
  const { models } = useText();
  const [asking, setAsking] = useState(false);
  const { bring, busy, failure } = useBringModel();
  const ask = async (): Promise<void> => {
    if (desktop === undefined) {
      setAsking(true);
      return;
    }
    const path = await desktop.chooseFile([{ name: models.import.fileKind, extensions: ['lacuna'] }]);
    if (path === null) return;
    // The dialog shows the failure, should there be one.
    setAsking(true);
    bring(path);
  };
  return (
    <>
      <Button variant="default" loading={busy} onClick={() => void ask()}>
        {models.import.action}
      </Button>
      <PathDialog
        opened={asking}
        title={models.import.title}
        label={models.import.label}
        action={models.import.confirm}
        suggestion=""
        busy={busy}
        failure={failure}
        onSubmit={bring}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
