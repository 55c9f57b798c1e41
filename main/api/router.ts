import { activityRouter } from './activity.ts';
import { auditsRouter } from './audits.ts';
import { checksRouter } from './checks.ts';
import { cohortsRouter } from './cohorts.ts';
import { databasesRouter } from './databases.ts';
import { findingsRouter } from './findings.ts';
import { importsRouter } from './imports.ts';
import { jobsRouter } from './jobs.ts';
import { lockRouter } from './lock.ts';
import { modelsRouter } from './models.ts';
import { patientsRouter } from './patients.ts';
import { predictionsRouter } from './predictions.ts';
import { settingsRouter } from './settings.ts';
import { systemRouter } from './system.ts';
import { trainingRouter } from './training.ts';
import { router } from './trpc.ts';

/** The whole application as one typed contract; both windows and the tests speak it. */
export const appRouter = router({
  system: systemRouter,
  databases: databasesRouter,
  imports: importsRouter,
  jobs: jobsRouter,
  cohorts: cohortsRouter,
  checks: checksRouter,
  patients: patientsRouter,
  training: trainingRouter,
  models: modelsRouter,
  predictions: predictionsRouter,
  audits: auditsRouter,
  findings: findingsRouter,
  activity: activityRouter,
  settings: settingsRouter,
  lock: lockRouter,
});

export type AppRouter = typeof appRouter;
