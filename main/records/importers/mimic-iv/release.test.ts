import { describe, expect, it } from 'vitest';
import { guessRelease, type ReleaseEvidence } from './release.ts';

const PUBLISHED: ReleaseEvidence = {
  folderName: 'mimiciv',
  names: new Set(['hosp/patients', 'hosp/admissions']),
  admissions: { columns: ['subject_id', 'hadm_id', 'admit_provider_id', 'race'] },
  patientsHead: '1,F,40,2150,2011 - 2013,\n',
};

describe('release', () => {
  it.each([
    ['provider columns', {}, '2.2'],
    ['no provider columns', { admissions: { columns: ['subject_id', 'race'] } }, '2.0'],
    ['years up to 2022', { patientsHead: '1,F,40,2150,2020 - 2022,\n' }, '3.x'],
    ['a folder named after its version', { folderName: '3.1', patientsHead: '2020 - 2022' }, '3.1'],
    ['a folder named after another version', { folderName: '3.1' }, '2.2'],
    ['the list of the demo', { names: new Set(['demo_subject_id']) }, '2.2 demo'],
    ['columns of no release', { admissions: { columns: ['subject_id'] } }, null],
    ['no admissions', { admissions: null }, null],
  ] as const)('is told by %s', (_, change, release) => {
    expect(guessRelease({ ...PUBLISHED, ...change })).toBe(release);
  });
});
