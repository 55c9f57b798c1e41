import { notifications } from '@mantine/notifications';
import { useRouter } from '@tanstack/react-router';
import { useEffect, useEffectEvent } from 'react';
import { useText } from '../text/index.ts';
import { desktop } from './desktop.ts';

/** Opens a model or a folder of records that is dropped onto the window; of anything else it says what to do instead. */
export function useFileDrop(): void {
  const { desktop: text } = useText();
  const router = useRouter();
  const say = (message: string): void => void notifications.show({ id: 'file-drop', message });
  const onDrop = useEffectEvent((event: DragEvent): void => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    const [item, second] = event.dataTransfer?.items ?? [];
    const file = item?.getAsFile() ?? null;
    if (desktop === undefined) return say(text.drop.browser);
    if (second !== undefined || file === null) return say(text.drop.oneOnly);
    const path = desktop.pathOf(file);
    if (item?.webkitGetAsEntry()?.isDirectory === true) {
      void router.navigate({ to: '/import', search: { folder: path } });
    } else if (/\.lacuna$/i.test(file.name)) {
      void router.navigate({ to: '/models', search: { bundle: path } });
    } else say(text.drop.otherKind(file.name));
  });
  useEffect(() => {
    // Without this a browser would leave Lacuna for the file.
    const accept = (event: DragEvent): void => {
      if (carriesFiles(event)) event.preventDefault();
    };
    window.addEventListener('dragover', accept);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragover', accept);
      window.removeEventListener('drop', onDrop);
    };
  }, []);
}

/** Text that is dragged within the window is none of this. */
function carriesFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') === true;
}
