import { TextInput } from '@mantine/core';
import type { Settings } from '../../../main/api/services.ts';
import { Panel } from '../../components/layout.tsx';
import { useText } from '../../text/index.ts';
import type { Save } from './settings-screen.tsx';

const LARGEST = 100;

interface Props {
  readonly settings: Settings;
  readonly save: Save;
}

/** Below which count subgroups of an audit are not shown. */
export function SmallCells({ settings, save }: Props) {
  const { smallCells } = useText().settings;
  return (
    <Panel title={smallCells.title} note={smallCells.note}>
      <TextInput
        type="number"
        min={1}
        max={LARGEST}
        label={smallCells.label}
        defaultValue={String(settings.smallestCell)}
        onBlur={(event) => {
          const smallestCell = Number(event.currentTarget.value);
          const isNew = smallestCell !== settings.smallestCell;
          if (isNew && Number.isInteger(smallestCell) && smallestCell >= 1 && smallestCell <= LARGEST) {
            save({ smallestCell });
          }
        }}
      />
    </Panel>
  );
}
