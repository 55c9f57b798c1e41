import { Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Settings } from '../../../main/api/services.ts';
import { api } from '../../app/client.ts';
import { Panel } from '../../components/layout.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { formatMoment } from '../../format/time.ts';
import { useText } from '../../text/index.ts';
import type { Save } from './settings-screen.tsx';
import styles from './settings.module.css';

/** As many of the last contacts as are shown; the file in the data folder has all. */
const SHOWN = 5;

interface Props {
  readonly settings: Settings;
  readonly save: Save;
}

/** The one way out of this machine: whether it is open, and which servers were contacted. */
export function Network({ settings, save }: Props) {
  const { settings: words } = useText();
  const { network } = words;
  const contacts = useQuery(api.system.serverContacts.queryOptions(undefined, { staleTime: 0 }));
  return (
    <Panel title={network.title} note={network.note}>
      <Switch
        label={network.allow}
        checked={settings.postgresAllowed}
        onChange={(event) => save({ postgresAllowed: event.currentTarget.checked })}
      />
      <Loaded query={contacts} lines={2}>
        {(list) =>
          list.length === 0 ? (
            <p className={styles.note}>{network.none}</p>
          ) : (
            <ul className={styles.note} aria-label={network.contacts}>
              {list.slice(0, SHOWN).map(({ at, address, purpose }) => (
                <li key={`${at} ${address}`}>
                  {formatMoment(at)} · {address} · {network.purpose[purpose]}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Panel>
  );
}
