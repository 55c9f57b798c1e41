import { Button, Textarea } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { Failure } from '../../../app/failure.ts';
import { saveFile } from '../../../app/save-file.ts';
import { FailurePanel } from '../../../components/failure-panel.tsx';
import { useText } from '../../../text/index.ts';
import { Summary } from '../../../components/summary.tsx';
import styles from './mapping.module.css';

interface Props {
  readonly text: string;
  /** Why it cannot be read. */
  readonly failure: Failure | null;
  readonly onChange: (text: string) => void;
}

/** The mapping as the file that the command line takes: the same as what is chosen, to read, to change and to save. */
export function MappingText({ text, failure, onChange }: Props) {
  const { ownTables, mapping } = useText();
  return (
    <details className={styles.table}>
      <Summary className={styles.head}>
        <span className={styles.section}>{mapping.file.title}</span>
      </Summary>
      <div className={styles.text}>
        <p className={styles.note}>{mapping.file.note}</p>
        <Textarea
          label={ownTables.editor}
          classNames={{ input: styles.editor ?? '' }}
          autosize
          minRows={12}
          maxRows={28}
          spellCheck={false}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
        {failure !== null && <FailurePanel failure={failure} />}
        <div>
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconDownload size={15} />}
            onClick={() => saveFile('mapping.yaml', 'application/yaml', text)}
          >
            {ownTables.save}
          </Button>
        </div>
      </div>
    </details>
  );
}
