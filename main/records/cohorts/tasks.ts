import type { CohortRules, TaskName } from '../../api/common.ts';
import type { SourceKind } from '../../api/services.ts';
import { unitMortality } from './eicu/unit-mortality.ts';
import { unitReadmission } from './eicu/unit-readmission.ts';
import { mortality90d } from './mortality-90d.ts';
import { mortalityHospital } from './mortality-hospital.ts';
import { readmission15d } from './readmission-15d.ts';
import type { Task } from './task.ts';

/** Of sources whose stays are admissions to a hospital, and that do not say until when a death would be known. */
const TASKS_WITHOUT_FOLLOW_UP = {
  'readmission-15d': readmission15d,
  'mortality-hospital': mortalityHospital,
} as const;

/** Of sources whose stays are admissions to a hospital. */
const HOSPITAL_TASKS = { 'mortality-90d': mortality90d, ...TASKS_WITHOUT_FOLLOW_UP } as const;

const TASKS: Readonly<Record<SourceKind, Readonly<Partial<Record<TaskName, Task>>>>> = {
  'mimic-iv': HOSPITAL_TASKS,
  fhir: TASKS_WITHOUT_FOLLOW_UP,
  omop: HOSPITAL_TASKS,
  meds: TASKS_WITHOUT_FOLLOW_UP,
  csv: HOSPITAL_TASKS,
  eicu: { 'mortality-hospital': unitMortality, 'readmission-icu': unitReadmission },
};

/**
 * The rules of a task on one kind of source.
 * @throws {RangeError} where that kind cannot answer the task, which is to be asked before.
 */
export function taskOf(name: TaskName, source: SourceKind): Task {
  const task = TASKS[source][name];
  if (task === undefined) throw new RangeError(`${source} cannot answer ${name}`);
  return task;
}

/** The switches that a task has on some source. */
export function switchesOf(name: TaskName): (keyof CohortRules)[] {
  return Object.values(TASKS).flatMap((tasks) => tasks[name]?.switches ?? []);
}
