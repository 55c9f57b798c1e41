import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { importSummary, inspection } from '../api/imports.ts';
import { documentOf, type Ended, errorOf, runLacuna } from '../testing/lacuna-process.ts';
import { MimicFolder } from '../testing/mimic-folder.ts';
import { loadMimicFolder } from '../testing/mimic-server.ts';
import { clusterForTests } from '../testing/cluster-for-tests.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

const folder = temporaryFolder();
const newHome = (): string => mkdtempSync(path.join(folder, 'home-'));
const lacuna = (
  home: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> => runLacuna(args, { home, env: { PGPASSFILE: path.join(folder, 'none'), ...env } });

/** A data folder in which servers are allowed. */
async function allowedHome(): Promise<string> {
  const home = newHome();
  expect((await lacuna(home, ['settings', 'set', 'postgresAllowed', 'true'])).code).toBe(0);
  return home;
}

describe('while servers are not allowed', () => {
  it('nothing is contacted, by inspection or by import', async () => {
    let connections = 0;
    const listener = createServer((socket) => {
      connections += 1;
      socket.destroy();
    }).listen(0, '127.0.0.1');
    await once(listener, 'listening');
    const address = `postgresql://me@127.0.0.1:${(listener.address() as AddressInfo).port}/mimic`;
    const home = newHome();
    const database = path.join(home, 'records.sqlite');
    for (const more of [['--inspect'], []]) {
      const args = ['import', '--source', 'postgres', address, '--database', database, ...more, '--json'];
      expect(errorOf(await lacuna(home, args))).toMatchObject({ code: 'server_off', exit: 1 });
    }
    expect(connections).toBe(0);
    expect(existsSync(database)).toBe(false);
    expect(existsSync(path.join(home, 'server-contacts.jsonl'))).toBe(false);
    // The same address is contacted once the user allows it, which shows that it could have been.
    const allowed = await allowedHome();
    const error = errorOf(await lacuna(allowed, ['import', address, '--inspect', '--json']));
    expect(error).toMatchObject({ code: 'server_unreachable', exit: 1 });
    expect(connections).toBe(1);
    listener.close();
  });
});

describe('wrong usage exits with 2', () => {
  it.each([
    { args: ['--source', 'postgres', '/data/mimic'], says: /not the address of a server/ },
    { args: ['--source', 'eicu', 'postgresql://me@db/mimic'], says: /only the tables of MIMIC-IV/ },
    { args: ['postgresql://me:secret@db/mimic'], says: /holds a password/ },
    { args: ['/data/mimic', '--since', '2150-01-01'], says: /on a server only/ },
    { args: ['postgresql://me@db/mimic', '--since', '1.1.2150'], says: /expected a day/ },
  ])('$args', async ({ args, says }) => {
    const ended = await lacuna(newHome(), ['import', ...args, '--database', 'a.sqlite', '--json']);
    const error = errorOf(ended);
    expect(error).toMatchObject({ code: 'usage', exit: 2 });
    expect(error.message).toMatch(says);
    expect(ended.stderr).not.toContain('secret');
  });

  it('a list of patients says which line is none', async () => {
    const list = path.join(folder, 'list.txt');
    writeFileSync(list, 'subject_id\n101\nMrs Smith\n');
    const args = ['import', 'postgresql://me@db/mimic', '--subjects', list, '--inspect', '--json'];
    const ended = await lacuna(newHome(), args);
    expect(errorOf(ended)).toMatchObject({ code: 'bad_number', file: list, line: 3 });
    expect(ended.stderr).not.toContain('Smith');
  });
});

describe('from a server', () => {
  const cluster = clusterForTests(async (server) => {
    await server.run('CREATE DATABASE mimic');
    await loadMimicFolder(server, new MimicFolder(folder).folder);
  });

  it('says what would be read, counted on the server, before anything is', async () => {
    const home = await allowedHome();
    const address = cluster().address({ database: 'mimic' });
    const list = path.join(folder, 'ids.csv');
    writeFileSync(list, 'subject_id\n101\n102\n');
    const args = ['import', address, '--inspect', '--subjects', list, '--minimum-age', '60'];
    const env = { PGPASSWORD: cluster().password };
    const found = documentOf(await lacuna(home, [...args, '--json'], env), inspection);
    expect(found).toMatchObject({ ready: true, server: { address } });
    const { stdout, stderr } = await lacuna(home, args, env);
    expect(stdout).toContain(`contacted ${address}: all tables as of `);
    expect(stdout).toMatch(
      /\n +patients +admissions\n +3 +4 {2}all on the server\n +2 +3 {2}among the 2 listed\n/,
    );
    expect(stdout).toMatch(/ +1 +1 {2}aged 60 or over at the admission\n/);
    expect(stdout).toMatch(/ +1 +1 {2}read, with all of their admissions\n/);
    expect(stdout).toContain('mimiciv_hosp.patients');
    expect(stdout + stderr).not.toContain(cluster().password);
    const contacts = readFileSync(path.join(home, 'server-contacts.jsonl'), 'utf8').trimEnd().split('\n');
    expect(contacts.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { address, purpose: 'inspection' },
      { address, purpose: 'inspection' },
    ]);
    expect(statSync(path.join(home, 'server-contacts.jsonl')).mode & 0o777).toBe(0o600);
  });

  it('imports what a query finds, and notes the contact', async () => {
    const home = await allowedHome();
    const address = cluster().address({ database: 'mimic' });
    const query = path.join(folder, 'sepsis.sql');
    writeFileSync(query, `SELECT subject_id FROM mimiciv_hosp.diagnoses_icd WHERE icd_code = 'A419';\n`);
    const database = path.join(home, 'records.sqlite');
    const args = [
      'import',
      '--source',
      'postgres',
      address,
      '--database',
      database,
      '--subjects',
      query,
      '--json',
    ];
    const ended = await lacuna(home, args, { PGPASSWORD: cluster().password });
    const summary = documentOf(ended, importSummary);
    expect(summary).toMatchObject({ source: 'mimic-iv', imported: { patient: 1 }, server: { address } });
    expect(ended.stderr).toContain('found by the query');
    const { stdout } = await lacuna(home, ['log', 'list', '--database', database]);
    expect(stdout).toContain(`server.contact  ${address}`);
  });

  it('names the password that is missing where nobody can be asked', async () => {
    const home = await allowedHome();
    const args = ['import', cluster().address({ database: 'mimic' }), '--inspect', '--json'];
    expect(errorOf(await lacuna(home, args))).toMatchObject({ code: 'server_password', exit: 1 });
  });
});
