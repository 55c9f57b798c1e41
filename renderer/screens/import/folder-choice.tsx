import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { desktop } from '../../app/desktop.ts';
import { Panel } from '../../components/layout.tsx';
import { useText } from '../../text/index.ts';
import { FolderBrowser } from './folder-browser.tsx';
import styles from './import.module.css';

interface Props {
  readonly folder: string | undefined;
  readonly onChoose: (folder: string) => void;
}

/** A path to type, and a way to find it: the system's dialog on the desktop, a listing in a browser. */
export function FolderChoice({ folder, onChoose }: Props) {
  const { imports } = useText();
  const [path, setPath] = useState(folder ?? '');
  const [browsing, setBrowsing] = useState(false);
  const choose = async (): Promise<void> => {
    if (desktop === undefined) {
      setBrowsing(!browsing);
      return;
    }
    const chosen = await desktop.chooseFolder();
    if (chosen !== null) onChoose(chosen);
  };
  return (
    <Panel title={imports.folder.choose}>
      <form
        className={styles.row}
        onSubmit={(event) => {
          event.preventDefault();
          if (path.trim() !== '') onChoose(path.trim());
        }}
      >
        <TextInput
          className={styles.grow}
          label={imports.folder.label}
          description={imports.folder.contents}
          placeholder={imports.folder.placeholder}
          value={path}
          onChange={(event) => setPath(event.currentTarget.value)}
          spellCheck={false}
        />
        <Button
          variant="default"
          aria-expanded={desktop === undefined ? browsing : undefined}
          onClick={() => void choose()}
        >
          {desktop === undefined ? imports.folder.browse : imports.folder.choose}
        </Button>
        <Button type="submit" disabled={path.trim() === ''}>
          {imports.folder.inspect}
        </Button>
      </form>
      {browsing && <FolderBrowser start={folder} onChoose={onChoose} />}
    </Panel>
  );
}
