import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import SQLite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../records/database.ts';
import { version } from '../system/version.ts';
import { errorOf, runLacuna, type Ended } from '../testing/lacuna-process.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

const folder = temporaryFolder();
const home = path.join(folder, 'home');
mkdirSync(home);
const lacuna = (...args: string[]): Promise<Ended> => runLacuna(args, { home });

it.each(['--version', '-V'])('%s prints the version and nothing else', async (flag) => {
  expect(await lacuna(flag)).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
});

describe.concurrent('wrong usage exits with 2 and names what is wrong', () => {
  it.each([
    { args: ['--json'], says: /unknown option/ },
    { args: ['explode', '--json'], says: /unknown command/ },
    { args: ['models', 'list', '--explode', '--json'], says: /unknown option '--explode'/ },
    { args: ['cohort', '--task', 'mortality-30d', '--json'], says: /mortality-90d/ },
    { args: ['train', '--database', 'a.sqlite', '--json'], says: /--task, or --resume/ },
    { args: ['predict', '--model', 'b', '--json'], says: /--encounter <id> or --all/ },
    { args: ['predict', '--model', 'b', '--all', '--encounter', '1', '--json'], says: /either/ },
    {
      args: ['predict', '--model', 'b', '--encounter', '1', '--csv', 'c', '--json'],
      says: /--csv goes with --all/,
    },
    { args: ['evaluate', '--model', 'b', '--missing-rates', '0,1', '--json'], says: /0 to below 1/ },
    { args: ['import', '--source', 'mimic', 'folder', '--json'], says: /mimic-iv, eicu/ },
    { args: ['bench', 'nothing', '--json'], says: /no bench/ },
    // A part of a bench, which does nothing by itself.
    { args: ['bench', 'results', '--json'], says: /no bench/ },
    { args: ['serve', '--port', '99999', '--json'], says: /0 to 65535/ },
    { args: ['import', '', '--json'], says: /expected a path/ },
    { args: ['cohort', '--task', 'mortality-90d', '--database', '', '--json'], says: /expected a path/ },
    { args: ['predict', '--all', '--model', '', '--json'], says: /expected a path/ },
    { args: ['demo', '--remove', '--output', 'c', '--json'], says: /exclude/ },
    { args: ['models', 'explode', '--json'], says: /unknown command 'explode' \(Did you mean export\?\)/ },
    {
      args: ['train', '--task', 'mortality-90d', '--modalities', '', '--database', 'a', '--json'],
      says: /names no modality/,
    },
    {
      args: [
        ...['train', '--task', 'mortality-90d', '--database', 'a', '--json'],
        ...['--name', 'n'.repeat(101)],
      ],
      says: /--name cannot have this value.*100/,
    },
  ])('$args', async ({ args, says }) => {
    const error = errorOf(await lacuna(...args));
    expect(error).toMatchObject({ code: 'usage', exit: 2 });
    expect(error.message + (error.hint ?? '')).toMatch(says);
  });

  it('an unknown modality, with the names that there are', async () => {
    const error = errorOf(
      await lacuna('predict', '--model', 'b', '--all', '--without', 'labs,genes', '--json'),
    );
    expect(error).toMatchObject({ code: 'unknown_modality', exit: 2 });
    expect(error.hint).toContain('medications');
  });

  it('an unknown setting, and a value that a setting cannot have', async () => {
    expect(errorOf(await lacuna('settings', 'set', 'colour', 'red', '--json'))).toMatchObject({
      code: 'unknown_setting',
      exit: 2,
    });
    expect(errorOf(await lacuna('settings', 'set', 'theme', 'purple', '--json'))).toMatchObject({
      code: 'usage',
      exit: 2,
      message: 'theme cannot have this value',
      hint: expect.stringContaining('"dark"') as string,
    });
  });

  it('no command at all', async () => {
    for (const args of [[], ['models'], ['settings']]) {
      const { code, stdout, stderr } = await lacuna(...args);
      expect({ code, stdout, stderr }).toEqual({
        code: 2,
        stdout: '',
        stderr: 'lacuna: a command is missing (usage)\n  lacuna --help lists the commands\n',
      });
    }
  });
});

it('help lists every command on standard output', async () => {
  const { code, stdout, stderr } = await lacuna('--help');
  expect([code, stderr]).toEqual([0, '']);
  for (const command of [
    'import',
    'demo',
    'cohort',
    'lint',
    'train',
    'predict',
    'neighbours',
    'evaluate',
    'audit',
    'compare',
    'diagnose',
    'predict-phase',
    'trials',
    'models',
  ]) {
    expect(stdout).toMatch(new RegExp(`^ +${command} `, 'm'));
  }
  for (const command of ['log', 'settings', 'serve', 'open', 'doctor', 'bench'])
    expect(stdout).toContain(command);
  expect((await lacuna('predict', '--help')).stdout).toContain('--without');
});

describe('an unexpected failure', () => {
  const database = path.join(folder, 'tampered.sqlite');
  openDatabase(database, { create: true }).close();
  const db = new SQLite(database);
  db.pragma('foreign_keys = OFF');
  db.exec('DROP TABLE model');
  db.close();

  it('is named without its details', async () => {
    const error = errorOf(await lacuna('models', 'list', '--database', database, '--json'));
    expect(error).toMatchObject({ code: 'internal', exit: 1 });
    expect(error.hint).toContain('--debug');
    expect(error.message).not.toContain('no such table');
  });

  it('shows its stack with --debug, on standard error', async () => {
    const { code, stdout, stderr } = await lacuna(
      'models',
      'list',
      '--database',
      database,
      '--json',
      '--debug',
    );
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/no such table: model\n\s+at /);
  });
});

it.skipIf(!existsSync('/dev/full'))('names a disk that is full under its output', async () => {
  const { stderr } = await runLacuna(['settings', 'get'], {
    home,
    within: ['sh', '-c', '"$@" > /dev/full', 'sh'],
  });
  expect(stderr).toMatch(/^lacuna: standard output: the result cannot be written \(disk_full\)/);
  expect(stderr).not.toMatch(/^\s+at /m);
});

it.skipIf(process.platform === 'win32')('says nothing more to a reader that has left', async () => {
  const { stdout, stderr } = await runLacuna(['--help'], { home, within: ['sh', '-c', '"$@" | true', 'sh'] });
  expect([stdout, stderr]).toEqual(['', '']);
});

it('comes to its result when nobody hears how far it is', async () => {
  const output = path.join(temporaryFolder(), 'cohort');
  const ended = await runLacuna(['demo', '--admissions', '50', '--output', output, '--json'], {
    home: folder,
    within: ['sh', '-c', '{ "$@" 2>&1 >&3 | true; } 3>&1', 'sh'],
  });
  expect(JSON.parse(ended.stdout)).toMatchObject({ admissions: 50 });
});
