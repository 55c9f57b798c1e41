import { describe, expect, it } from 'vitest';
import type { DatabaseSummary } from '../../../main/api/services.ts';
import { FIXTURE_DATABASE } from '../../testing/fixture-system.ts';
import { databaseFile, firstTarget, targetsOf } from './target.ts';

const demo = { ...FIXTURE_DATABASE, kind: 'demo' as const, current: true };
const own = { ...FIXTURE_DATABASE, id: 'own', kind: 'user' as const, current: false };

describe('where an import goes', () => {
  it('never goes into the demo, even when that is open', () => {
    expect(targetsOf([demo, own])).toEqual([own]);
    expect(firstTarget([demo, own], { name: 'mimic-iv-3.1', source: 'mimic-iv' })).toEqual({
      id: null,
      name: 'mimic-iv-3.1',
    });
  });

  it('goes into the open database when it is the user’s and holds nothing of another kind', () => {
    const open = { ...own, current: true };
    const into = (database: DatabaseSummary, source: 'mimic-iv' | 'eicu') =>
      firstTarget([{ ...demo, current: false }, database], { name: 'records', source }).id;
    expect(into(open, 'mimic-iv')).toBe('own');
    expect(into({ ...open, sources: [] }, 'eicu')).toBe('own');
    expect(into(open, 'eicu')).toBeNull();
  });

  it('makes a file of the name in the data folder, with the separators of the host', () => {
    expect(databaseFile('/home/a/lacuna', 'MIMIC-IV 3.1')).toBe('/home/a/lacuna/mimic-iv-3-1.sqlite');
    expect(databaseFile('C:\\Users\\a', 'study')).toBe('C:\\Users\\a\\study.sqlite');
    expect(databaseFile('/home/a', '../..')).toBeNull();
  });
});
