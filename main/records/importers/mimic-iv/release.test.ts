import { describe, expect, it } from 'vitest';
import { guessRelease, knowsLaterDeaths, type MimicEvidence } from './release.ts';

const COLUMNS = 'subject_id,hadm_id,admit_provider_id,insurance,language,race';
const OLD_COLUMNS = COLUMNS.replace('admit_provider_id,', '').split(',');

/** What a folder of 2.2 says. */
const PUBLISHED: MimicEvidence = {
  folderName: 'mimiciv',
  names: new Set(['hosp/patients', 'hosp/admissions']),
  admissionColumns: COLUMNS.split(','),
  procedureColumns: ['subject_id', 'chartdate'],
  patientsHead: '1,F,40,2150,2011 - 2013,\n',
  admissionsHead: `${COLUMNS}\n1,2,P1,Medicare,ENGLISH,WHITE\n1,3,P1,Other,?,WHITE\n1,4,P1,Other,Eng`,
  labItemsHead: 'itemid,label,fluid,category\n53132,Absolute Lymphocyte Count,Blood,Chemistry\n',
  patientRows: 299_712,
};
const V3: Partial<MimicEvidence> = { patientsHead: '1,F,40,2150,2020 - 2022,\n' };
const V2: Partial<MimicEvidence> = { admissionColumns: OLD_COLUMNS };

describe('release', () => {
  it.each<[string, Partial<MimicEvidence>, string | null]>([
    ['ethnicity', { admissionColumns: ['hadm_id', 'ethnicity'] }, '1.0'],
    ['ethnicity, procedures not there', { admissionColumns: ['ethnicity'], procedureColumns: null }, '1.0'],
    ['procedures of no day', { admissionColumns: ['ethnicity'], procedureColumns: ['icd_code'] }, null],
    ['no provider columns and few patients', { ...V2, patientRows: 100 }, '2.0 or 2.1'],
    ['no provider columns, patients not counted', { ...V2, patientRows: null }, '2.0 or 2.1'],
    ['no provider columns and the patients of 2.0', { ...V2, patientRows: 314_900 }, '2.0'],
    ['no provider columns and the patients of 2.1', { ...V2, patientRows: 300_400 }, '2.1'],
    ['no provider columns, a folder named 2.1', { ...V2, patientRows: 9, folderName: '2.1' }, '2.1'],
    ['provider columns', {}, '2.2'],
    ['years up to 2022', V3, '3.1'],
    ['languages in words', { admissionsHead: `${COLUMNS}\n1,2,P1,Private,Russian,WHITE\n` }, '3.1'],
    ['an item numbered anew', { ...V3, labItemsHead: 'itemid,label\n53132,Another,Blood\n' }, '3.0'],
    ['no names of items', { ...V3, labItemsHead: '' }, '3.0 or 3.1'],
    ['no names of items, a folder named 3.0', { ...V3, labItemsHead: '', folderName: 'mimiciv-v3.0' }, '3.0'],
    ['a folder named after another version', { folderName: '3.1' }, '2.2'],
    ['a folder named 3.0 with the items of 3.1', { ...V3, folderName: '3.0' }, '3.1'],
    ['the list of the demo', { names: new Set(['demo_subject_id']) }, '2.2 demo'],
    ['columns of no release', { admissionColumns: ['subject_id'] }, null],
    ['no admissions', { admissionColumns: null }, null],
  ])('is told by %s', (_, change, release) => {
    expect(guessRelease({ ...PUBLISHED, ...change })).toBe(release);
  });

  it('knows of deaths at home from 2.0 on', () => {
    expect(['1.0', '1.0 demo', '2.0', '2.0 or 2.1', '3.1', null].map(knowsLaterDeaths)).toEqual([
      false,
      false,
      true,
      true,
      true,
      true,
    ]);
  });
});
