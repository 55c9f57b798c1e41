import { describe, expect, it } from 'vitest';
import { FIXTURE_DATABASE } from '../../testing/fixture-system.ts';
import { databaseFile, firstTarget, targetsOf } from './target.ts';

const demo = { ...FIXTURE_DATABASE, kind: 'demo' as const, current: true };
const own = { ...FIXTURE_DATABASE, id: 'own', kind: 'user' as const, current: false };

describe('where an import goes', () => {
  it('never goes into the demo, even when that is open', () => {
    expect(targetsOf([demo, own])).toEqual([own]);
    expect(firstTarget([demo, own], 'mimic-iv-3.1')).toEqual({ id: null, name: 'mimic-iv-3.1' });
  });

  it('goes into the open database when it is the user’s', () => {
    const open = { ...own, current: true };
    expect(firstTarget([{ ...demo, current: false }, open], 'mimic').id).toBe('own');
  });

  it('makes a file of the name in the data folder, with the separators of the host', () => {
    expect(databaseFile('/home/a/lacuna', 'MIMIC-IV 3.1')).toBe('/home/a/lacuna/mimic-iv-3-1.sqlite');
    expect(databaseFile('C:\\Users\\a', 'study')).toBe('C:\\Users\\a\\study.sqlite');
    expect(databaseFile('/home/a', '../..')).toBeNull();
  });
});
