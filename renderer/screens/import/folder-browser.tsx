import { Button, UnstyledButton } from '@mantine/core';
import { IconArrowUp, IconFolder } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../app/client.ts';
import { Loaded } from '../../components/loaded.tsx';
import { useText } from '../../text/index.ts';
import styles from './import.module.css';
import { joined } from './paths.ts';

interface Props {
  readonly start: string | undefined;
  readonly onChoose: (folder: string) => void;
}

/** Folders of the machine that the host runs on, for windows without a dialog of the system. */
export function FolderBrowser({ start, onChoose }: Props) {
  const { imports } = useText();
  const [path, setPath] = useState(start);
  const listing = useQuery(api.system.listFolder.queryOptions(path === undefined ? {} : { path }));
  return (
    <div className={styles.browser}>
      <Loaded query={listing}>
        {({ path: here, parent, entries }) => {
          const folders = entries.filter(({ kind }) => kind === 'folder');
          return (
            <>
              <div className={styles.browserHead}>
                <span className={styles.path}>{here}</span>
                <div className={styles.actions}>
                  <Button
                    variant="default"
                    size="compact-sm"
                    leftSection={<IconArrowUp size={15} />}
                    disabled={parent === null}
                    onClick={() => parent !== null && setPath(parent)}
                  >
                    {imports.folder.up}
                  </Button>
                  <Button size="compact-sm" onClick={() => onChoose(here)}>
                    {imports.folder.useThis}
                  </Button>
                </div>
              </div>
              <ul className={styles.folders} aria-label={imports.folder.listing(here)}>
                {folders.map(({ name }) => (
                  <li key={name}>
                    <UnstyledButton className={styles.folder} onClick={() => setPath(joined(here, name))}>
                      <IconFolder size={17} aria-hidden />
                      {name}
                    </UnstyledButton>
                  </li>
                ))}
                {folders.length === 0 && <li className={styles.none}>{imports.folder.empty}</li>}
              </ul>
            </>
          );
        }}
      </Loaded>
    </div>
  );
}
