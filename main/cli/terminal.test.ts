import { afterEach, describe, expect, it, vi } from 'vitest';
import { LacunaError } from '../errors.ts';
import { failureText, Terminal } from './terminal.ts';

afterEach(() => vi.restoreAllMocks());

function captured(): { out: () => string; err: () => string } {
  const out = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const err = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const text = (spy: typeof out): string => spy.mock.calls.map(([chunk]) => String(chunk)).join('');
  return { out: () => text(out), err: () => text(err) };
}

const failure = new LacunaError('bad_number', 'a number cannot be read', {
  file: 'hosp/labevents.csv',
  line: 12,
  column: 'valuenum',
  hint: 'mend the row',
});

describe('Terminal', () => {
  it('prints one JSON document on standard output and progress elsewhere', () => {
    const { out, err } = captured();
    const terminal = new Terminal({ json: true, debug: false });
    terminal.progress('reading');
    terminal.result({ rows: 3 }, () => ['three rows']);
    expect(JSON.parse(out())).toEqual({ rows: 3 });
    expect(err()).toContain('reading');
  });

  it('reports a failure as JSON with --json, with its place and what to do', () => {
    const { out, err } = captured();
    new Terminal({ json: true, debug: false }).failure(failure);
    expect(out()).toBe('');
    expect(JSON.parse(err())).toEqual({
      error: {
        code: 'bad_number',
        message: 'a number cannot be read',
        file: 'hosp/labevents.csv',
        line: 12,
        column: 'valuenum',
        hint: 'mend the row',
      },
    });
  });

  it('shows the message and stack of an unnamed failure only with --debug', () => {
    const secret = new Error('value 4711 of a patient');
    const plain = captured();
    new Terminal({ json: false, debug: false }).failure(secret);
    expect(plain.err()).toContain('(internal)');
    expect(plain.err()).not.toContain('4711');
    vi.restoreAllMocks();
    const debug = captured();
    new Terminal({ json: false, debug: true }).failure(secret);
    expect(debug.err()).toContain('4711');
  });
});

it('shows what lies behind a named failure with --debug', () => {
  const cause = new Error('EACCES: permission denied');
  const named = new LacunaError('file_unreadable', 'the file cannot be read', { cause });
  const plain = captured();
  new Terminal({ json: false, debug: false }).failure(named);
  expect(plain.err()).not.toContain('EACCES');
  vi.restoreAllMocks();
  const debug = captured();
  new Terminal({ json: false, debug: true }).failure(named);
  expect(debug.err()).toMatch(/EACCES: permission denied\n\s+at /);
});

describe('failureText', () => {
  it('says where, what and what to do', () => {
    expect(failureText(failure.report())).toBe(
      'lacuna: hosp/labevents.csv:12, column valuenum: a number cannot be read (bad_number)\n  mend the row',
    );
    expect(failureText({ code: 'folder_empty', message: 'the folder is empty' })).toBe(
      'lacuna: the folder is empty (folder_empty)',
    );
  });
});
