import path from 'node:path';
import { ESLint } from 'eslint';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '..');

/** With the project's own configuration. */
const eslint = new ESLint({ cwd: ROOT });

/** What the fences say to a snippet that stands in a file. */
async function fenceMessages(file: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: path.join(ROOT, file) });
  return (result?.messages ?? [])
    .filter(({ ruleId, fatal }) => fatal || ruleId?.startsWith('no-restricted-'))
    .map(({ message }) => message);
}

const BREACHES: readonly (readonly [file: string, code: string, message: string])[] = [
  ['models/fusion/x.ts', `import 'electron';`, 'models/ imports only'],
  ['models/fusion/x.ts', `import fs from 'node:fs';`, 'models/ imports only'],
  ['models/fusion/x.ts', `import 'better-sqlite3';`, 'models/ imports only'],
  ['models/fusion/x.ts', `import 'react';`, 'models/ imports only'],
  ['models/fusion/x.ts', `import '@tensorflow/tfjs-node-gpu';`, 'models/ imports only'],
  ['models/fusion/x.ts', `import 'zodiac';`, 'models/ imports only'],
  ['models/fusion/x.ts', `import '../../main/errors.ts';`, 'models/ stands alone'],
  [
    'models/fusion/x.ts',
    `import type { Services } from '../../main/api/services.ts';`,
    'models/ stands alone',
  ],
  ['models/fusion/x.ts', `export * from '../../renderer/format/number.ts';`, 'models/ stands alone'],
  ['models/fusion/x.ts', `await import('node:fs');`, 'models/ imports only'],
  ['main/host/x.ts', `import { app } from 'electron';`, 'only main/electron/ may import electron'],
  ['main/host/x.ts', `import { app } from 'electron/main';`, 'only main/electron/ may import electron'],
  ['main/host/x.ts', `await import('electron');`, 'only main/electron/ may import electron'],
  ['main/host/x.ts', `import '../../renderer/app/main.tsx';`, 'the host never imports the window'],
  ['main/prediction/x.ts', `import Database from 'better-sqlite3';`, 'through main/records/ only'],
  ['main/prediction/x.ts', `import '@duckdb/node-api';`, 'through main/records/ only'],
  ['main/services/x.ts', `import pg from 'pg';`, 'through main/records/ only'],
  ['main/records/x.ts', `import 'electron';`, 'only main/electron/ may import electron'],
  ['main/records/x.ts', `import '../../renderer/app/main.tsx';`, 'the host never imports the window'],
  ['main/electron/x.ts', `import 'better-sqlite3';`, 'through main/records/ only'],
  ['main/electron/x.ts', `import '../../renderer/app/main.tsx';`, 'the host never imports the window'],
  ['renderer/app/x.tsx', `import 'electron';`, 'only main/electron/ may import electron'],
  ['renderer/app/x.tsx', `import 'better-sqlite3';`, 'through main/records/ only'],
  ['renderer/app/x.tsx', `import 'node:fs';`, 'the window has no Node'],
  ['renderer/app/x.tsx', `import { LacunaError } from '../../main/errors.ts';`, 'types from main/api only'],
  [
    'renderer/app/x.tsx',
    `import type { Serve } from '../../main/host/serve.ts';`,
    'types from main/api only',
  ],
  ['renderer/app/x.tsx', `import { settings } from '../../main/api/settings.ts';`, 'takes only types'],
  ['renderer/app/x.tsx', `await import('../../main/api/router.ts');`, 'takes only types'],
  [
    'renderer/app/x.tsx',
    `import { MODALITIES } from '../../models/modalities/modality.ts';`,
    'takes only types',
  ],
  ['renderer/x.tsx', `import { MODALITIES } from '../models/modalities/modality.ts';`, 'takes only types'],
  ['renderer/x.tsx', `import { settings } from '../main/api/settings.ts';`, 'takes only types'],
  [
    'renderer/screens/audit/x.tsx',
    `import { MODALITIES } from '../../../models/modality.ts';`,
    'takes only types',
  ],
  ['bench/x.ts', `import 'electron';`, 'only main/electron/ may import electron'],
  ['e2e/x.ts', `import 'better-sqlite3';`, 'through main/records/ only'],
];

const SQL: readonly string[] = [
  'SELECT 1',
  'INSERT INTO patient VALUES (1)',
  'INSERT OR IGNORE INTO patient VALUES (1)',
  'UPDATE patient SET sex = 1',
  'DELETE FROM patient',
  'CREATE TABLE patient (id INTEGER)',
  'PRAGMA user_version',
  '\n    SELECT a\n      FROM b',
  'WITH x AS (SELECT 1) SELECT * FROM x',
];

const ALLOWED: readonly (readonly [file: string, code: string])[] = [
  ['models/fusion/x.ts', `import { tidy } from '@tensorflow/tfjs-core'; import { z } from 'zod'; tidy(z);`],
  ['models/fusion/x.ts', `import { sha256 } from '@noble/hashes/sha2.js'; sha256();`],
  ['models/fusion/x.ts', `import { ModelError } from '../errors.ts'; new ModelError();`],
  ['main/electron/x.ts', `import { app } from 'electron'; app.quit();`],
  ['main/records/x.ts', `import Database from 'better-sqlite3'; new Database('').prepare('SELECT 1');`],
  ['main/host/x.ts', `import fs from 'node:fs'; fs.statSync('SELECTED UPDATE of a SET');`],
  [
    'renderer/app/x.tsx',
    `import type { Services } from '../../main/api/services.ts'; export type X = Services;`,
  ],
  ['renderer/screens/audit/x.tsx', `import { search } from '../models/search.ts'; search();`],
  ['renderer/app/x.tsx', `await import('../screens/models/model-screen.tsx');`],
  ['main/host/x.test.ts', `import Database from 'better-sqlite3'; new Database('').prepare('SELECT 1');`],
];

describe('the fences between folders', () => {
  it.each(BREACHES)('refuse in %s: %s', async (file, code, message) => {
    expect(await fenceMessages(file, code)).toEqual([expect.stringContaining(message)]);
  });

  it.each(ALLOWED)('allow in %s: %s', async (file, code) => {
    expect(await fenceMessages(file, code)).toEqual([]);
  });
});

describe('the fence around SQL', () => {
  it.each(SQL)('refuses %j outside main/records/', async (sql) => {
    for (const file of [
      'main/host/x.ts',
      'models/x.ts',
      'renderer/x.tsx',
      'main/electron/x.ts',
      'bench/x.ts',
    ]) {
      for (const code of [`f(${JSON.stringify(sql)});`, `f(\`${sql} \${x}\`);`]) {
        expect(await fenceMessages(file, code)).toEqual([expect.stringContaining('SQL lives only in')]);
      }
    }
  });

  it.each(SQL)('lets %j stand inside it', async (sql) => {
    expect(await fenceMessages('main/records/x.ts', `f(${JSON.stringify(sql)});`)).toEqual([]);
  });
});

/** Messages of the compiler for a snippet that stands in a folder with a project of its own. */
function compilerMessages(project: string, code: string): string[] {
  const { config } = ts.readConfigFile(path.join(ROOT, project, 'tsconfig.json'), (file) =>
    ts.sys.readFile(file),
  ) as {
    config: unknown;
  };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, path.join(ROOT, project));
  const file = path.join(ROOT, project, 'snippet.ts');
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (name, target, ...rest) =>
    name === file ? ts.createSourceFile(name, code, target) : read(name, target, ...rest);
  const program = ts.createProgram(
    [file],
    { ...options, composite: false, emitDeclarationOnly: false, noEmit: true },
    host,
  );
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

describe('the compiler', () => {
  it('rejects the DOM and Node in models/', () => {
    expect(compilerMessages('models', 'export const x = document.title;')).toEqual([
      expect.stringContaining(`Cannot find name 'document'`),
    ]);
    expect(compilerMessages('models', `import fs from 'node:fs'; export const x = fs.statSync('');`)).toEqual(
      [expect.stringMatching(/node:fs/)],
    );
    expect(compilerMessages('models', 'export const x = process.env;')).toEqual([
      expect.stringContaining(`Cannot find name 'process'`),
    ]);
  });

  it('accepts tensors in models/, Node in main/ and the DOM in renderer/', () => {
    const tensors = `import { tensor1d } from '@tensorflow/tfjs-core'; export const x = tensor1d([1]).shape;`;
    expect(compilerMessages('models', tensors)).toEqual([]);
    expect(compilerMessages('main', `import fs from 'node:fs'; export const x = fs.existsSync('');`)).toEqual(
      [],
    );
    expect(compilerMessages('renderer', 'export const x: string = document.title;')).toEqual([]);
  });

  it('rejects Node in renderer/', () => {
    expect(
      compilerMessages('renderer', `import fs from 'node:fs'; export const x = fs.statSync('');`),
    ).toEqual([expect.stringMatching(/node:fs/)]);
  });
});
