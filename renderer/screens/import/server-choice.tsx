import { Button, NativeSelect, PasswordInput, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ServerInput } from '../../../main/api/services.ts';
import { api } from '../../app/client.ts';
import { Panel } from '../../components/layout.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Notice } from '../../components/notice.tsx';
import { useText } from '../../text/index.ts';
import styles from './import.module.css';
import { KeepPassword, useKeptPassword } from './kept-password.tsx';
import { EMPTY_FIELDS, type ServerFields, serverOf } from './server-address.ts';

interface Props {
  readonly onChoose: (server: ServerInput) => void;
}

/** A server to type, where the settings allow it. */
export function ServerChoice({ onChoose }: Props) {
  const { imports } = useText();
  const { server: words } = imports;
  const settings = useQuery(api.settings.get.queryOptions());
  return (
    <Panel title={words.title} note={words.note}>
      <Loaded query={settings} lines={4}>
        {({ postgresAllowed }) =>
          postgresAllowed ? (
            <ServerForm onChoose={onChoose} />
          ) : (
            <Notice>
              {words.off} <Link to="/settings">{words.settings}</Link>.
            </Notice>
          )
        }
      </Loaded>
    </Panel>
  );
}

function ServerForm({ onChoose }: Props) {
  const { imports } = useText();
  const { server: words } = imports;
  const [fields, setFields] = useState(EMPTY_FIELDS);
  const server = serverOf(fields);
  const [wanted, setWanted] = useState(false);
  const { isKept, keep, forget } = useKeptPassword(server?.address ?? '');
  const field = (name: keyof ServerFields) => ({
    value: fields[name],
    spellCheck: false,
    autoComplete: 'off',
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      setFields({ ...fields, [name]: event.currentTarget.value }),
  });
  const text = (name: 'host' | 'port' | 'database' | 'user' | 'careUnit') => (
    <TextInput label={words[name]} {...field(name)} />
  );
  const date = (name: 'since' | 'before') => <TextInput type="date" label={words[name]} {...field(name)} />;
  return (
    <form
      className={styles.stack}
      onSubmit={(event) => {
        event.preventDefault();
        if (server === null) return;
        if (wanted && server.password !== undefined) void keep(server.password);
        onChoose(server);
      }}
    >
      <div className={styles.fields}>
        {text('host')}
        {text('port')}
        {text('database')}
        {text('user')}
        <PasswordInput label={words.password} {...field('password')} />
        <NativeSelect
          label={words.security}
          {...field('security')}
          data={[
            { value: '', label: words.byHost },
            { value: 'verify-full', label: words.verify },
            { value: 'require', label: words.require },
            { value: 'disable', label: words.disable },
          ]}
        />
      </div>
      <p className={styles.reason}>{words.passwordNote}</p>
      <KeepPassword isKept={isKept} wanted={wanted} onWant={setWanted} onForget={() => void forget()} />
      <fieldset className={styles.fields}>
        <legend>{words.patients}</legend>
        <TextInput type="number" min={0} max={130} label={words.minimumAge} {...field('minimumAge')} />
        {date('since')}
        {date('before')}
        {text('careUnit')}
      </fieldset>
      <div className={styles.actions}>
        <Button type="submit" disabled={server === null}>
          {imports.folder.inspect}
        </Button>
        <span className={styles.reason}>{words.contacts}</span>
      </div>
    </form>
  );
}
