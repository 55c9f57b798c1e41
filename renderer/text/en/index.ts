import { activity } from './activity.ts';
import { audit } from './audit.ts';
import { builder } from './builder.ts';
import { charts } from './charts.ts';
import { checks } from './checks.ts';
import { cohort } from './cohort.ts';
import { common } from './common.ts';
import { desktop } from './desktop.ts';
import { errors } from './errors.ts';
import { figures } from './figures.ts';
import { said } from './host.ts';
import { imports } from './imports.ts';
import { mapping } from './mapping.ts';
import { modality } from './modality.ts';
import { models } from './models.ts';
import { ownTables } from './own-tables.ts';
import { keys, palette, tour } from './palette.ts';
import { patient } from './patient.ts';
import { patients } from './patients.ts';
import { settings } from './settings.ts';
import { shell } from './shell.ts';
import { start } from './start.ts';
import { stays } from './stays.ts';
import { tasks } from './tasks.ts';
import { train } from './train.ts';

/** The English catalogue. */
export const en = {
  activity,
  audit,
  builder,
  charts,
  checks,
  cohort,
  common,
  desktop,
  errors,
  figures,
  imports,
  keys,
  mapping,
  modality,
  models,
  ownTables,
  palette,
  patient,
  patients,
  said,
  settings,
  shell,
  start,
  stays,
  tasks,
  tour,
  train,
};
