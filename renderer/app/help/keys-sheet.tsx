import { Button, Kbd, Modal, Switch } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import { useText } from '../../text/index.ts';
import type { ShowOverlay } from '../overlay.ts';
import { PAGES } from '../pages.ts';
import { useSettings } from '../settings.ts';
import { MOD } from '../shortcuts.ts';
import styles from './keys-sheet.module.css';

interface Line {
  readonly keys: readonly string[];
  /** What joins the keys. */
  readonly by?: string;
  readonly does: string;
}

/** All shortcuts of the window, and the way to the rest of its help. */
export function KeysSheet({ show }: { readonly show: ShowOverlay }) {
  const { keys, shell, common } = useText();
  const { groups } = keys;
  const sections: readonly (readonly [title: string, lines: readonly Line[]])[] = [
    [
      groups.anywhere,
      [
        { keys: [MOD, 'K'], by: '+', does: keys.search },
        { keys: ['?'], does: keys.help },
        { keys: ['Esc'], does: keys.close },
        { keys: ['Tab', 'Shift Tab'], by: ' ', does: keys.next },
      ],
    ],
    [
      groups.patient,
      [
        { keys: ['1', '6'], by: keys.to, does: keys.modality },
        { keys: ['0'], does: keys.reset },
        { keys: ['←', '→'], by: ' ', does: keys.tabs },
      ],
    ],
    [groups.lists, [{ keys: ['↑', '↓', 'PgUp', 'PgDn'], by: ' ', does: keys.scroll }]],
    [
      groups.pages,
      PAGES.map(({ key, letter }) => ({ keys: ['g', letter], by: keys.then, does: shell.nav[key] })),
    ],
  ];
  return (
    <Modal
      opened
      size="xl"
      onClose={() => show(null)}
      title={keys.title}
      closeButtonProps={{ 'aria-label': common.close }}
    >
      <div className={styles.sections}>
        {sections.map(([title, lines]) => (
          <section key={title} aria-label={title}>
            <h3 className={styles.title}>{title}</h3>
            <dl className={styles.lines}>
              {lines.map((line) => (
                <Fragment key={line.does}>
                  <dt>
                    <Keys {...line} />
                  </dt>
                  <dd>{line.does}</dd>
                </Fragment>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <SingleKeys />
      <div className={styles.more}>
        <Button variant="default" onClick={() => show('tour')}>
          {keys.tour}
        </Button>
        <Link to="/help" onClick={() => show(null)}>
          {keys.figures}
        </Link>
      </div>
    </Modal>
  );
}

function Keys({ keys, by }: Pick<Line, 'keys' | 'by'>) {
  return keys.map((key, index) => (
    <Fragment key={key}>
      {index > 0 && <span className={styles.by}>{by}</span>}
      <Kbd>{key}</Kbd>
    </Fragment>
  ));
}

function SingleKeys() {
  const { keys } = useText();
  const [settings, save] = useSettings();
  return (
    <Switch
      className={styles.single}
      label={keys.single}
      description={keys.singleNote}
      checked={settings?.singleKeys ?? true}
      onChange={(event) => save({ singleKeys: event.currentTarget.checked })}
    />
  );
}
