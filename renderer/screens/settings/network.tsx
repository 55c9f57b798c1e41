import { Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Settings, UpdateSource } from '../../../main/api/services.ts';
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

/** The ways out of this machine: whether they are open, and which servers were contacted. */
export function Network({ settings, save }: Props) {
  const { settings: words } = useText();
  const { network } = words;
  const updates = useQuery(api.system.updates.queryOptions(undefined, { staleTime: 0 }));
  const contacts = useQuery(api.system.serverContacts.queryOptions(undefined, { staleTime: 0 }));
  return (
    <Panel title={network.title} note={network.note}>
      <Switch
        label={network.allow}
        checked={settings.postgresAllowed}
        onChange={(event) => save({ postgresAllowed: event.currentTarget.checked })}
      />
      <Loaded query={updates} lines={1}>
        {(source) => <Updates source={source} />}
      </Loaded>
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

function Updates({ source }: { readonly source: UpdateSource | null }) {
  const { desktop } = useText();
  if (source === null) return null;
  const { url, file } = source;
  return (
    <p className={styles.note}>{url === null ? desktop.updates.off(file) : desktop.updates.on(url, file)}</p>
  );
}
