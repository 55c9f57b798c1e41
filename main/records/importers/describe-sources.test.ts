import { describe, expect, it } from 'vitest';
import { MODALITIES } from '../../../models/modalities/modality.ts';
import { TASKS } from '../../api/common.ts';
import { SOURCES } from '../../api/imports.ts';
import { taskOf } from '../cohorts/tasks.ts';
import { describeServer, describeSources } from './describe-sources.ts';

const sources = describeSources();
const of = (kind: string) => sources.find(({ source }) => source === kind)!;

describe('describeSources', () => {
  it('has every kind that can be imported, with all modalities and tasks', () => {
    expect(sources.map(({ source }) => source)).toEqual([...SOURCES]);
    for (const { source, files, byMapping, modalities, tasks } of sources) {
      expect(byMapping, source).toBe(source === 'csv');
      expect(
        files.some(({ required }) => required),
        source,
      ).toBe(!byMapping);
      expect(modalities.map(({ modality }) => modality).toSorted()).toEqual(MODALITIES.toSorted());
      const named = files.map(({ file }) => file);
      for (const { files: needed } of modalities) expect(named).toEqual(expect.arrayContaining([...needed]));
      expect(tasks.map(({ task }) => task)).toEqual([...TASKS]);
    }
  });

  it('says what a file needs and what is gone without it', () => {
    const { files } = of('mimic-iv');
    expect(files.filter(({ required }) => required).map(({ file }) => file)).toEqual([
      'hosp/patients',
      'hosp/admissions',
    ]);
    expect(files.find(({ file }) => file === 'hosp/prescriptions')).toMatchObject({
      required: false,
      without: 'medications are unavailable',
      columns: expect.arrayContaining(['subject_id', 'drug']) as string[],
    });
    expect(of('eicu').files.find(({ standsInFor }) => standsInFor !== null)).toMatchObject({
      file: 'derived_yaib/hourly_labs_vitals',
      standsInFor: 'lab',
    });
    for (const { columns } of of('fhir').files) expect(columns).toEqual([]);
  });

  it('asks of a server for the tables of MIMIC-IV, and for the setting that lets it be read', () => {
    const { source, setting, files, tasks } = describeServer();
    expect({ source, setting }).toEqual({ source: 'postgres', setting: 'postgresAllowed' });
    expect(files).toEqual(of('mimic-iv').files.filter(({ file }) => file !== 'coverage'));
    expect(tasks).toEqual(of('mimic-iv').tasks);
    expect(sources.map((folder) => folder.setting)).toEqual(SOURCES.map(() => null));
  });

  it('gives a reason for exactly the tasks that there are no rules for', () => {
    for (const { source, tasks } of sources) {
      for (const { task, unanswered } of tasks) {
        if (unanswered === null) expect(() => taskOf(task, source)).not.toThrow();
        else expect(() => taskOf(task, source)).toThrow(RangeError);
      }
    }
  });
});
