import '@mantine/core/styles/ScrollArea.layer.css';
import '@mantine/spotlight/styles.layer.css';
import { Kbd } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { Spotlight, spotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useText } from '../../text/index.ts';
import type { ShowOverlay } from '../overlay.ts';
import { matching, type Command } from './commands.ts';
import styles from './command-palette.module.css';
import { useCommands, useStayCommands } from './use-commands.ts';

const TYPING_MS = 120;

/** Finds anything by its name, a stay or patient by its id, and does it. */
export function CommandPalette({ show }: { readonly show: ShowOverlay }) {
  const { palette } = useText();
  const [typed, setTyped] = useState('');
  const [asked] = useDebouncedValue(typed.trim(), TYPING_MS);
  const stays = useStayCommands(asked);
  const others = matching(useCommands(show), typed);
  const groups = stays.length === 0 ? others : [{ name: palette.groups.stays, commands: stays }, ...others];
  useEffect(() => {
    spotlight.open();
    return spotlight.close;
  }, []);
  return (
    <Spotlight.Root
      query={typed}
      onQueryChange={setTyped}
      onSpotlightClose={() => show(null)}
      shortcut={null}
      scrollable
      maxHeight="min(60vh, 460px)"
      lockScroll={false}
      title={palette.title}
      classNames={{ header: 'visually-hidden' }}
      overlayProps={{ backgroundOpacity: 0.45, blur: 0 }}
    >
      <Spotlight.Search
        placeholder={palette.placeholder}
        aria-label={palette.title}
        leftSection={<IconSearch size={18} />}
      />
      <Spotlight.ActionsList>
        {groups.map(({ name, commands }) => (
          <Spotlight.ActionsGroup key={name} label={name}>
            {commands.map((command) => (
              <Entry key={command.id} command={command} />
            ))}
          </Spotlight.ActionsGroup>
        ))}
        {groups.length === 0 && <Spotlight.Empty>{palette.nothing(typed)}</Spotlight.Empty>}
      </Spotlight.ActionsList>
      <Spotlight.Footer className={styles.hint}>{palette.hint}</Spotlight.Footer>
    </Spotlight.Root>
  );
}

function Entry({ command: { label, detail, keys, Icon, run } }: { readonly command: Command }) {
  return (
    <Spotlight.Action
      label={label}
      {...(detail === undefined ? {} : { description: detail })}
      leftSection={<Icon size={18} stroke={1.7} aria-hidden />}
      rightSection={keys === undefined ? undefined : <Kbd>{keys}</Kbd>}
      onClick={run}
    />
  );
}
