import type { TaskName } from '../../api/common.ts';
import { mortality90d } from './mortality-90d.ts';
import { mortalityHospital } from './mortality-hospital.ts';
import { readmission15d } from './readmission-15d.ts';
import type { Task } from './task.ts';

export const TASKS_BY_NAME: Readonly<Record<TaskName, Task>> = {
  'mortality-90d': mortality90d,
  'readmission-15d': readmission15d,
  'mortality-hospital': mortalityHospital,
};
